namespace SyncKit.PostgreSql.Inbox;

/// <summary>What becomes of a change that comes in.</summary>
internal enum Incoming
{
    Waits,
    WaitsThin,
    Superseded,
    Unchanged,
}
