namespace SyncKit.Sqlite.Writing;

/// <summary>Commits several writes at once. A write that fails is undone alone; when the shared commit itself fails, each write gets one of its own.</summary>
internal static class SharedCommit
{
    /// <summary>Runs writes in one transaction for as long as there is a next one.</summary>
    /// <param name="session">The writing connection.</param>
    /// <param name="first">The first write.</param>
    /// <param name="next">Takes the next one; <see langword="null"/> when the transaction is to end.</param>
    public static void Run(Session session, PendingWrite first, Func<PendingWrite?> next)
    {
        List<PendingWrite> taken = [first];
        try
        {
            Commit(session, taken, next);
        }
        catch (Exception fault) when (taken.Count == 1)
        {
            taken[0].Fail(Undone(session, fault));
            return;
        }
        catch (Exception fault)
        {
            Undone(session, fault);
            foreach (PendingWrite write in taken)
            {
                Run(session, write, static () => null);
            }

            return;
        }

        foreach (PendingWrite write in taken)
        {
            write.Answer();
        }
    }

    private static void Commit(Session session, List<PendingWrite> taken, Func<PendingWrite?> next)
    {
        session.Execute("BEGIN IMMEDIATE");
        if (!taken[0].TryRun(session))
        {
            // The first one needs no way back but the transaction's own.
            session.Execute("ROLLBACK");
            return;
        }

        while (next() is { } write)
        {
            taken.Add(write);
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
