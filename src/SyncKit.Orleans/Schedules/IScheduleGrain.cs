using Orleans.Concurrency;

namespace SyncKit.Orleans.Schedules;

/// <summary>A tenant's schedules; its key is the tenant.</summary>
[Alias("SyncKit.IScheduleGrain")]
internal interface IScheduleGrain : IGrainWithStringKey
{
    /// <summary>Wakes the tenant's clock, and keeps it awake.</summary>
    [OneWay]
    [AlwaysInterleave]
    [Alias("poke")]
    Task PokeAsync();
}
