using Orleans.Concurrency;

namespace SyncKit.Orleans.Lanes;

/// <summary>A lane of a tenant; its key is the destination connection, which begins with the tenant.</summary>
[Alias("SyncKit.ILaneGrain")]
internal interface ILaneGrain : IGrainWithStringKey
{
    /// <summary>Says that something in the lane is due. A hint: it is given again while it is so.</summary>
    [OneWay]
    [AlwaysInterleave]
    [Alias("poke")]
    Task PokeAsync();
}
