namespace SyncKit.Runs;

/// <summary>The right to work on a run for a while. Every report carries its epoch.</summary>
/// <param name="Run">The run as it was taken.</param>
/// <param name="Epoch">The fencing token; each new owner gets a higher one.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="ExpiresAt">Until when, by the store's clock.</param>
public sealed record RunLease(SyncRun Run, long Epoch, string Owner, DateTimeOffset ExpiresAt);
