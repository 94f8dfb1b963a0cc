namespace SyncKit.Connecting;

/// <summary>An attempt that is over.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="State">How far it came.</param>
public sealed record LeftAttempt(ConnectAttempt Attempt, AttemptState State);
