using SyncKit.Inbox;

namespace SyncKit.PostgreSql.Inbox;

/// <summary>The change that a new one of the same record is held against: the waiting one, or the one that the ledger last settled.</summary>
/// <param name="ModifiedAt">When the source last changed it, in ticks.</param>
/// <param name="Hash">Its content.</param>
/// <param name="IsDeleted">Whether it is a deletion.</param>
/// <param name="Waits">Whether it waits.</param>
internal readonly record struct Known(long ModifiedAt, ContentHash Hash, bool IsDeleted, bool Waits)
{
    public Incoming Meet(Change change)
    {
        long modifiedAt = change.ModifiedAt.UtcTicks;
        if (modifiedAt < ModifiedAt)
        {
            return Incoming.Superseded;
        }

        if (IsSameContent(change))
        {
            return Waits ? Incoming.Superseded : Incoming.Unchanged;
        }

        // Two contents of one second: nobody can say which is the later one, so neither is trusted.
        return modifiedAt == ModifiedAt ? Incoming.WaitsThin : Incoming.Waits;
    }

    private bool IsSameContent(Change change) =>
        change.IsDeleted || IsDeleted ? change.IsDeleted && IsDeleted : !change.Hash.IsUnknown && change.Hash == Hash;
}
