namespace SyncKit.Sqlite.Writing;

/// <summary>
/// Commits several writes at once. Nearly all writes succeed, so a way back for each is made only once one failed: then all run again, and the one that fails
/// is undone alone. When the shared commit itself fails, each write gets one of its own.
/// </summary>
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
            if (!TryCommit(session, taken, next) && taken.Count > 1)
            {
                CommitWithWaysBack(session, taken);
            }
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

    private static bool TryCommit(Session session, List<PendingWrite> taken, Func<PendingWrite?> next)
    {
        session.Execute("BEGIN IMMEDIATE");
        for (PendingWrite? write = taken[0]; write is not null; write = next())
        {
            if (write != taken[0])
            {
                taken.Add(write);
            }

            if (!write.TryRun(session))
            {
                // Without a transaction SQLite undid everything by itself, for example because the disk is full.
                Undo(session);
                return false;
            }
        }

        session.Execute("COMMIT");
        return true;
    }

    private static void CommitWithWaysBack(Session session, List<PendingWrite> taken)
    {
        session.Execute("BEGIN IMMEDIATE");
        foreach (PendingWrite write in taken)
        {
            session.Execute("SAVEPOINT one");
            if (!write.TryRun(session))
            {
                session.Execute("ROLLBACK TO one");
            }

            session.Execute("RELEASE one");
        }

        session.Execute("COMMIT");
    }

    private static Exception Undone(Session session, Exception fault)
    {
        Undo(session);
        return fault;
    }

    private static void Undo(Session session)
    {
        if (session.IsInTransaction)
        {
            session.Execute("ROLLBACK");
        }
    }
}
