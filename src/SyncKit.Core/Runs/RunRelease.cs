namespace SyncKit.Runs;

/// <summary>How a run is given back that has not ended.</summary>
/// <param name="State">Queued, running or settling. A run that is to be cancelled stays so.</param>
/// <param name="Progress">How far it came.</param>
/// <param name="Turn">When somebody may take it at the earliest; it goes behind all that may be taken before.</param>
public sealed record RunRelease(RunState State, RunProgress Progress, DateTimeOffset Turn);
