using Orleans.Concurrency;

namespace SyncKit.Orleans.Streams;

/// <summary>What the runs of a tenant work on: one of its streams, or a flow that is rehearsed. Its key is the tenant and the run's target.</summary>
[Alias("SyncKit.IStreamGrain")]
internal interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>Says that a run's turn has come. A hint: it is given again while it is so.</summary>
    [OneWay]
    [AlwaysInterleave]
    [Alias("poke")]
    Task PokeAsync(Guid run);
}
