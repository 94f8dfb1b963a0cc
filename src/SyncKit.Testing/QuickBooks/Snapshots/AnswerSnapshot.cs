namespace SyncKit.Testing.QuickBooks.Snapshots;

/// <summary>A remembered answer to a write.</summary>
internal sealed record AnswerSnapshot(string RequestId, string Key, string Json, DateTimeOffset AnsweredAt);
