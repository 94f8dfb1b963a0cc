using System.Runtime.CompilerServices;
using SyncKit.Moving;
using SyncKit.Sqlite.Schema;

namespace SyncKit.Sqlite.Moving;

/// <summary>The tables of a file within one transaction, which keeps everybody else from writing.</summary>
internal sealed class SqliteTables : IStorageSource, IStorageTarget
{
    private const int CacheSize = 12_000;
    private const string FindLast = "SELECT seq FROM sqlite_sequence WHERE name = ?1";
    private const string MoveLast = "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1";
    private const string StartLast = "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)";

    /// <summary>A lane says itself since when something in it is due; storages may differ in how they keep that.</summary>
    private const string MakeReady = """
        UPDATE lanes SET ready_at = (
            SELECT min(at) FROM (
                SELECT min(not_before) AS at FROM inbox i WHERE i.tenant = lanes.tenant AND i.lane = lanes.lane
                UNION ALL SELECT min(created_at) FROM intents n WHERE n.tenant = lanes.tenant AND n.lane = lanes.lane))
        """;

    private readonly Session session;

    /// <exception cref="InvalidOperationException">The file cannot be opened or written, or a newer version of SyncKit made it.</exception>
    public SqliteTables(string connectionString, TimeProvider time)
    {
        SqliteFile file = new(connectionString);
        session = file.Open(CacheSize);
        try
        {
            file.Guarded(() =>
            {
                SchemaUpgrade.Run(session);
                session.Execute("BEGIN IMMEDIATE");
                return true;
            });
            Now = time.GetUtcNow();
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public DateTimeOffset Now { get; }

    public async IAsyncEnumerable<object?[]> ReadAsync(StorageTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        object?[] values = new object?[table.Columns.Count];
        using Rows row = session.Prepare($"SELECT {Names(table)} FROM {table.Name}").Query();
        while (row.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = row.IsNull(i) ? null : Read(row, i, table.Columns[i].Value);
            }

            yield return values;
        }
    }

    public Task<long> FindLastNumberAsync(StorageTable table, CancellationToken cancellationToken) => Task.FromResult(ReadNumber(FindLast, table.Name));

    public Task<long> CountAsync(StorageTable table, CancellationToken cancellationToken) =>
        Task.FromResult(ReadNumber($"SELECT count(*) FROM {table.Name}"));

    public async Task WriteAsync(StorageTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        string parameters = string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(number => $"?{number}"));
        Statement add = session.Prepare($"INSERT INTO {table.Name} ({Names(table)}) VALUES ({parameters})");
        object?[] stored = new object?[table.Columns.Count];
        await foreach (object?[] row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < stored.Length; i++)
            {
                stored[i] = row[i] is decimal amount ? Column.Of(amount) : row[i];
            }

            add.Execute(stored);
        }
    }

    public Task ContinueAfterAsync(StorageTable table, long last, CancellationToken cancellationToken)
    {
        if (session.Prepare(MoveLast).Execute(table.Name, last) == 0)
        {
            session.Prepare(StartLast).Execute(table.Name, last);
        }

        return Task.CompletedTask;
    }

    public Task CommitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        session.Execute(MakeReady);
        session.Execute("COMMIT");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        // Closing the connection takes back what was not committed.
        session.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Names(StorageTable table) => string.Join(", ", table.Columns.Select(column => column.Name));

    private static object Read(Rows row, int column, StorageValue value) => value switch
    {
        StorageValue.Text => row.GetString(column),
        StorageValue.Integer => row.GetInt32(column),
        StorageValue.Long => row.GetInt64(column),
        StorageValue.Flag => row.GetBoolean(column),
        StorageValue.Amount => Column.Amount(row, column),
        StorageValue.Bytes => Column.Bytes(row, column),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No column holds that."),
    };

    private long ReadNumber(string sql, params ReadOnlySpan<object?> values)
    {
        using Rows row = session.Prepare(sql).Query(values);
        return row.Read() ? row.GetInt64(0) : 0;
    }
}
