namespace SyncKit.Sqlite.Writing;

/// <summary>Commits several writes at once. A write that fails is undone alone; when the shared commit itself fails, each write gets one of its own.</summary>
internal static class SharedCommit
{
    public static void Run(Session session, IReadOnlyList<PendingWrite> writes)
    {
        try
        {
            Commit(session, writes);
        }
        catch (Exception fault) when (writes.Count == 1)
        {
            writes[0].Fail(Undone(session, fault));
            return;
        }
        catch (Exception fault)
        {
            Undone(session, fault);
            foreach (PendingWrite write in writes)
            {
                Run(session, [write]);
            }

            return;
        }

        foreach (PendingWrite write in writes)
        {
            write.Answer();
        }
    }

    private static void Commit(Session session, IReadOnlyList<PendingWrite> writes)
    {
        session.Execute("BEGIN IMMEDIATE");
        if (writes is [PendingWrite only])
        {
            // What stands alone needs no way back but the transaction's own.
            session.Execute(only.TryRun(session) ? "COMMIT" : "ROLLBACK");
            return;
        }

        foreach (PendingWrite write in writes)
        {
            session.Execute("SAVEPOINT one");
            if (!write.TryRun(session))
            {
                // Without a transaction this throws: SQLite undid everything, for example because the disk is full.
                session.Execute("ROLLBACK TO one");
            }

            session.Execute("RELEASE one");
        }

        session.Execute("COMMIT");
    }

    private static Exception Undone(Session session, Exception fault)
    {
        if (session.IsInTransaction)
        {
            session.Execute("ROLLBACK");
        }

        return fault;
    }
}
