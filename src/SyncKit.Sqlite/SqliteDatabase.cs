using System.Collections.Concurrent;
using SyncKit.Sqlite.Schema;
using SyncKit.Sqlite.Writing;

namespace SyncKit.Sqlite;

/// <summary>The one file that all stores share: one writer, any number of readers.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    /// <summary>KiB. The writer comes back to the same pages again and again.</summary>
    private const int WriterCache = 12_000;

    /// <summary>KiB. Readers are several, and what they read once is in the system's own cache.</summary>
    private const int ReaderCache = 1_000;

    private readonly SqliteFile file;
    private readonly TimeProvider time;
    private readonly Checkpointer checkpoints;
    private readonly WriteQueue writes;
    private readonly ConcurrentBag<Session> readers = [];
    private volatile bool isClosed;

    /// <exception cref="InvalidOperationException">The file cannot be opened or written, or a newer version of SyncKit made it.</exception>
    public SqliteDatabase(string connectionString, TimeProvider time)
    {
        this.time = time;
        file = new SqliteFile(connectionString);
        Session writer = file.Open(WriterCache);
        try
        {
            file.Guarded(() => SchemaUpgrade.Run(writer));
            checkpoints = new Checkpointer(file.Open(ReaderCache));
            writes = new WriteQueue(writer, checkpoints);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>The store's clock in ticks.</summary>
    public long Now => time.GetUtcNow().UtcTicks;

    /// <summary>Runs a write in a transaction that may be shared; it may run again when what it shared with failed.</summary>
    public Task<T> WriteAsync<T>(Func<Session, T> write, CancellationToken cancellationToken) =>
        writes.RunAsync(write, Urgency.Bulk, cancellationToken);

    /// <summary>Runs a write in the same way, before those that can wait.</summary>
    public Task<T> WriteFirstAsync<T>(Func<Session, T> write, CancellationToken cancellationToken) =>
        writes.RunAsync(write, Urgency.Urgent, cancellationToken);

    /// <summary>Runs reads that see one moment.</summary>
    public Task<T> ReadAsync<T>(Func<Session, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        Session? session = null;
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (!readers.TryTake(out session))
            {
                session = file.Open(ReaderCache);
            }

            session.Execute("BEGIN");
            T result = read(session);
            session.Execute("COMMIT");
            readers.Add(session);
            if (isClosed)
            {
                CloseReaders();
            }

            return Task.FromResult(result);
        }
        catch (Exception fault)
        {
            // A session with an open transaction would keep an old view: it is not used again.
            session?.Dispose();
            return Task.FromException<T>(fault);
        }
    }

    public void Dispose()
    {
        writes.Dispose();
        checkpoints.Dispose();
        isClosed = true;
        CloseReaders();
    }

    /// <summary>What is being read while the file is closed closes itself when it is done.</summary>
    private void CloseReaders()
    {
        while (readers.TryTake(out Session? session))
        {
            session.Dispose();
        }
    }
}
