namespace SyncKit.Sqlite.Writing;

/// <summary>
/// Feeds the one writing connection. What arrives while a commit is under way shares the next one, so that many callers pay for one flush to disk.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private const int MostPerCommit = 256;

    private readonly object gate = new();
    private readonly Queue<PendingWrite> waiting = new();
    private readonly Session session;
    private readonly Thread thread;
    private bool closing;

    public WriteQueue(Session session)
    {
        this.session = session;
        thread = new Thread(Run) { IsBackground = true, Name = "SyncKit SQLite writer" };
        thread.Start();
    }

    public Task<T> RunAsync<T>(Func<Session, T> write, CancellationToken cancellationToken)
    {
        PendingWrite<T> pending = new(write, cancellationToken);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing, this);
            waiting.Enqueue(pending);
            if (waiting.Count == 1)
            {
                Monitor.Pulse(gate);
            }
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
        List<PendingWrite> batch = new(MostPerCommit);
        while (TryTake(batch))
        {
            batch.RemoveAll(write => write.TryCancel());
            if (batch.Count > 0)
            {
                SharedCommit.Run(session, batch);
            }
        }
    }

    private bool TryTake(List<PendingWrite> batch)
    {
        batch.Clear();
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (closing)
                {
                    return false;
                }

                Monitor.Wait(gate);
            }

            while (batch.Count < MostPerCommit && waiting.TryDequeue(out PendingWrite? write))
            {
                batch.Add(write);
            }
        }

        return true;
    }
}
