using SyncKit.Inbox;

namespace SyncKit.PostgreSql.Inbox;

/// <summary>A waiting change as a commit finds it.</summary>
internal sealed record WaitingRow(long Sequence, int Revision, ChangePriority Priority, Known Known);
