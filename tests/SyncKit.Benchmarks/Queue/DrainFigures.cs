namespace SyncKit.Benchmarks.Queue;

/// <summary>What emptying a queue took.</summary>
/// <param name="Items">How many items were settled.</param>
/// <param name="PerSecond">Items per second of wall time.</param>
/// <param name="ClaimP50">Milliseconds that half of the claims took at the most.</param>
/// <param name="ClaimP99">Milliseconds that all but one of a hundred claims took at the most.</param>
internal sealed record DrainFigures(long Items, double PerSecond, double ClaimP50, double ClaimP99);
