namespace SyncKit.Sqlite.Writing;

/// <summary>
/// Feeds the one writing connection. What arrives while a commit is under way shares the next one, so that many callers pay for one flush to disk.
/// Urgent writes go first: bulk writes share a commit only until an urgent one waits, and get a commit of their own after so many urgent ones.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private const int MostPerCommit = 256;

    /// <summary>How many commits of urgent writes a waiting bulk write lets pass.</summary>
    private const int MostUrgentCommits = 8;

    private readonly object gate = new();
    private readonly Queue<PendingWrite> urgent = new();
    private readonly Queue<PendingWrite> bulk = new();
    private readonly Session session;
    private readonly Checkpointer checkpoints;
    private readonly Thread thread;
    private int urgentCommits;
    private bool closing;

    public WriteQueue(Session session, Checkpointer checkpoints)
    {
        this.session = session;
        this.checkpoints = checkpoints;
        thread = new Thread(Run) { IsBackground = true, Name = "SyncKit SQLite writer" };
        thread.Start();
    }

    public Task<T> RunAsync<T>(Func<Session, T> write, Urgency urgency, CancellationToken cancellationToken)
    {
        PendingWrite<T> pending = new(write, cancellationToken);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing, this);
            (urgency == Urgency.Urgent ? urgent : bulk).Enqueue(pending);
            Monitor.Pulse(gate);
        }

        return pending.Task;
    }

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closing)
            {
                return;
            }

            closing = true;
            Monitor.Pulse(gate);
        }

        thread.Join();
        session.Dispose();
    }

    private void Run()
    {
        while (TryBegin(out PendingWrite? first, out Urgency urgency))
        {
            int taken = 1;
            SharedCommit.Run(session, first, () => taken++ < MostPerCommit ? TakeNext(urgency) : null);
            checkpoints.Committed(session, HasUrgent);
        }
    }

    private bool TryBegin([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PendingWrite? first, out Urgency urgency)
    {
        lock (gate)
        {
            while (true)
            {
                bool passes = bulk.Count > 0 && (urgent.Count == 0 || urgentCommits >= MostUrgentCommits);
                urgency = passes ? Urgency.Bulk : Urgency.Urgent;
                first = Take(passes ? bulk : urgent);
                if (first is not null)
                {
                    urgentCommits = passes || bulk.Count == 0 ? 0 : urgentCommits + 1;
                    return true;
                }

                if (urgent.Count + bulk.Count > 0)
                {
                    continue;
                }

                if (closing)
                {
                    return false;
                }

                Monitor.Wait(gate);
            }
        }
    }

    private PendingWrite? TakeNext(Urgency urgency)
    {
        lock (gate)
        {
            return urgency == Urgency.Urgent ? Take(urgent) : urgent.Count > 0 ? null : Take(bulk);
        }
    }

    private bool HasUrgent()
    {
        lock (gate)
        {
            return urgent.Count > 0;
        }
    }

    /// <summary>The next write whose caller has not cancelled.</summary>
    private static PendingWrite? Take(Queue<PendingWrite> waiting)
    {
        while (waiting.TryDequeue(out PendingWrite? write))
        {
            if (!write.TryCancel())
            {
                return write;
            }
        }

        return null;
    }
}
