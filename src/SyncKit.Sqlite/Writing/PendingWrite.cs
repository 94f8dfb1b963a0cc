namespace SyncKit.Sqlite.Writing;

/// <summary>A write that waits for its turn. It is answered after its commit and never before.</summary>
internal abstract class PendingWrite
{
    /// <summary>Runs the write; a fault is kept for the answer. Returns whether it succeeded.</summary>
    public abstract bool TryRun(Session session);

    /// <summary>Answers the caller with what <see cref="TryRun"/> kept.</summary>
    public abstract void Answer();

    /// <summary>Answers the caller with his own fault, or else with the commit's.</summary>
    public abstract void Fail(Exception cause);

    /// <summary>Answers the caller at once when he has cancelled.</summary>
    public abstract bool TryCancel();
}
