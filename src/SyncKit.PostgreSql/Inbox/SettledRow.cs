namespace SyncKit.PostgreSql.Inbox;

/// <summary>What the ledger last settled of a record, and in which lane.</summary>
internal sealed record SettledRow(string Lane, Known Known);
