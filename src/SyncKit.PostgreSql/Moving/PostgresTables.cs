using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using SyncKit.Moving;

namespace SyncKit.PostgreSql.Moving;

/// <summary>The tables of a database within one transaction, which keeps everybody else from writing.</summary>
internal sealed class PostgresTables : IStorageSource, IStorageTarget
{
    private const string FindLast = "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence($1, $2)::regclass), 0)";
    private const string MoveLast = "SELECT setval(pg_get_serial_sequence($1, $2)::regclass, $3)";

    /// <summary>A lane says itself since when something in it is due; storages may differ in how they keep that.</summary>
    private const string MakeReady = """
        UPDATE synckit.lanes l SET ready_at = least(
            (SELECT min(i.not_before) FROM synckit.inbox i WHERE i.tenant = l.tenant AND i.lane = l.lane),
            (SELECT min(n.created_at) FROM synckit.intents n WHERE n.tenant = l.tenant AND n.lane = l.lane))
        """;

    /// <summary>Milliseconds for which hosts that are ending are waited for.</summary>
    private const int Patience = 30_000;

    private static readonly string Tables = string.Join(", ", StorageTables.All.Select(NameOf));

    private readonly PostgresDatabase database;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly Session session;

    private PostgresTables(PostgresDatabase database, NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now)
    {
        this.database = database;
        this.connection = connection;
        this.transaction = transaction;
        session = new Session(connection);
        Now = now;
    }

    public DateTimeOffset Now { get; }

    /// <param name="database">Which; it is closed with the tables.</param>
    /// <param name="isWritten">Whether they are written; then only the caller may write, else nobody may.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    public static async Task<PostgresTables> OpenAsync(PostgresDatabase database, bool isWritten, CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlConnection connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
            Session session = new(connection);

            // The moment that is read begins after it: who wrote before is waited for and seen.
            await session.RunAsync(
                $"SET LOCAL lock_timeout = {Patience}; LOCK TABLE {Tables} IN {(isWritten ? "EXCLUSIVE" : "SHARE")} MODE", cancellationToken).ConfigureAwait(false);
            DateTimeOffset now = await session
                .FindAsync("SELECT synckit.now_ticks()", static row => Column.Time(row, 0), cancellationToken)
                .ConfigureAwait(false);
            return new PostgresTables(database, connection, transaction, now);
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw new StorageCopyException("Somebody works in the PostgreSQL database, or copies it. Stop all hosts that use it first.");
        }
        catch
        {
            // With it goes the connection, and what it had begun.
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async IAsyncEnumerable<object?[]> ReadAsync(StorageTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        object?[] values = new object?[table.Columns.Count];
        NpgsqlCommand command = new($"SELECT {ColumnsOf(table)} FROM {NameOf(table)}", connection);
        await using ConfiguredAsyncDisposable ending = command.ConfigureAwait(false);
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = reader.IsDBNull(i) ? null : Read(reader, i, table.Columns[i].Value);
            }

            yield return values;
        }
    }

    public Task<long> FindLastNumberAsync(StorageTable table, CancellationToken cancellationToken) =>
        session.FindAsync(FindLast, static row => row.GetInt64(0), cancellationToken, NameOf(table), table.Numbered);

    public Task<long> CountAsync(StorageTable table, CancellationToken cancellationToken) =>
        session.FindAsync($"SELECT count(*) FROM {NameOf(table)}", static row => row.GetInt64(0), cancellationToken);

    public async Task WriteAsync(StorageTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        NpgsqlBinaryImporter importer = await connection
            .BeginBinaryImportAsync($"COPY {NameOf(table)} ({ColumnsOf(table)}) FROM STDIN (FORMAT BINARY)", cancellationToken)
            .ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            await foreach (object?[] row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                foreach (object? value in row)
                {
                    await WriteAsync(importer, value, cancellationToken).ConfigureAwait(false);
                }
            }

            await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task ContinueAfterAsync(StorageTable table, long last, CancellationToken cancellationToken)
    {
        if (last > 0)
        {
            await session.FindsAsync(MoveLast, cancellationToken, NameOf(table), table.Numbered, last).ConfigureAwait(false);
        }
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(MakeReady, cancellationToken).ConfigureAwait(false);

        // Or else the first hosts would work by the plans of an empty database.
        await session.RunAsync($"ANALYZE {Tables}", cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        await database.DisposeAsync().ConfigureAwait(false);
    }

    private static string NameOf(StorageTable table) => $"synckit.{table.Name}";

    private static string ColumnsOf(StorageTable table) => string.Join(", ", table.Columns.Select(column => column.Name));

    private static object Read(NpgsqlDataReader row, int column, StorageValue value) => value switch
    {
        StorageValue.Text => row.GetString(column),
        StorageValue.Integer => row.GetInt32(column),
        StorageValue.Long => row.GetInt64(column),
        StorageValue.Flag => row.GetBoolean(column),
        StorageValue.Amount => row.GetDecimal(column),
        StorageValue.Bytes => Column.Bytes(row, column),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No column holds that."),
    };

    private static Task WriteAsync(NpgsqlBinaryImporter importer, object? value, CancellationToken cancellationToken) => value switch
    {
        null => importer.WriteNullAsync(cancellationToken),
        string text => importer.WriteAsync(StorableText.Of(text), NpgsqlDbType.Text, cancellationToken),
        int number => importer.WriteAsync(number, NpgsqlDbType.Integer, cancellationToken),
        long number => importer.WriteAsync(number, NpgsqlDbType.Bigint, cancellationToken),
        bool flag => importer.WriteAsync(flag, NpgsqlDbType.Boolean, cancellationToken),
        decimal amount => importer.WriteAsync(amount, NpgsqlDbType.Numeric, cancellationToken),
        byte[] bytes => importer.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellationToken),
        _ => throw new ArgumentException($"A {value.GetType().Name} has no form in which it is stored.", nameof(value)),
    };
}
