namespace SyncKit.Sqlite.Writing;

/// <summary>
/// Copies the log back into the file on a thread and a connection of its own, so that no commit pays for it. Under steady writing the log's end is never
/// reached from there; the writer then copies the short rest between two commits, and begins the log anew.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    /// <summary>Frames of 4 KB, about 16 MB: from here on the writer helps.</summary>
    private const long LongLog = 4_000;

    /// <summary>Commits after which a look pays.</summary>
    private const int Commits = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly object gate = new();
    private readonly Session session;
    private readonly Thread thread;
    private int commits;
    private bool isLong;
    private bool closing;

    public Checkpointer(Session session)
    {
        this.session = session;
        thread = new Thread(Run) { IsBackground = true, Name = "SyncKit SQLite checkpoints" };
        thread.Start();
    }

    /// <summary>Called by the writer after each commit.</summary>
    /// <param name="writer">The writing connection.</param>
    /// <param name="isPressed">Whether somebody waits who must not.</param>
    public void Committed(Session writer, Func<bool> isPressed)
    {
        bool help;
        lock (gate)
        {
            help = isLong;
            if (++commits is 1 or Commits)
            {
                Monitor.Pulse(gate);
            }
        }

        if (help && !isPressed())
        {
            Copy(writer);
            lock (gate)
            {
                isLong = false;
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closing = true;
            Monitor.Pulse(gate);
        }

        thread.Join();
        session.Dispose();
    }

    private void Run()
    {
        while (IsNeeded())
        {
            bool stillLong = Copy(session) > LongLog;
            lock (gate)
            {
                isLong = stillLong;
            }
        }
    }

    private bool IsNeeded()
    {
        lock (gate)
        {
            while (commits == 0 && !closing)
            {
                Monitor.Wait(gate);
            }

            if (commits < Commits && !closing)
            {
                Monitor.Wait(gate, Pause);
            }

            commits = 0;
            return !closing;
        }
    }

    /// <returns>How long the log is, in frames; 0 when another connection is at it, or the file refuses: the next look tries again.</returns>
    private static long Copy(Session session)
    {
        try
        {
            using Rows answer = session.Prepare("PRAGMA wal_checkpoint(PASSIVE)").Query();
            return answer.Read() ? answer.GetInt64(1) : 0;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The log keeps everything, so nothing is lost; a file that cannot be written fails the next commit, whose caller hears of it.
            return 0;
        }
    }
}
