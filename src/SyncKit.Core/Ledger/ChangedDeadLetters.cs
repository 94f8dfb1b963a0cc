namespace SyncKit.Ledger;

/// <summary>What a call did with dead letters.</summary>
/// <param name="Count">How many it changed.</param>
/// <param name="Next">The mark with which the next call goes on; <see langword="null"/> when all that were selected are done.</param>
public sealed record ChangedDeadLetters(int Count, string? Next);
