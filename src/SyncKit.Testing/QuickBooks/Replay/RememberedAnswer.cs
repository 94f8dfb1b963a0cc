namespace SyncKit.Testing.QuickBooks.Replay;

/// <summary>The result of a write: the key it is answered under, the entity's bytes at that version, and when.</summary>
internal sealed record RememberedAnswer(string Key, byte[] Json, DateTimeOffset AnsweredAt);
