namespace SyncKit.AspNetCore.Api.DeadLetters;

/// <summary>What a call did with dead letters.</summary>
/// <param name="Count">How many it changed.</param>
/// <param name="Next">What the next call sends as after to go on; absent when all that were meant are done.</param>
internal sealed record ChangedAnswer(int Count, string? Next);
