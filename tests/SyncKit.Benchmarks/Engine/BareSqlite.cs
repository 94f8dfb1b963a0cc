using Microsoft.Data.Sqlite;

namespace SyncKit.Benchmarks.Engine;

/// <summary>The floor: one table of payloads, with the pragmas of the real store, written and emptied in batches of the same size.</summary>
internal sealed class BareSqlite : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand take;
    private readonly SqliteCommand delete;

    public BareSqlite(string file)
    {
        connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Command("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;").ExecuteNonQuery();
        Command("CREATE TABLE orders (id INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT").ExecuteNonQuery();
        insert = Command("INSERT INTO orders (id, payload) VALUES ($1, $2)", SqliteType.Integer, SqliteType.Blob);
        take = Command("SELECT id, payload FROM orders ORDER BY id LIMIT $1", SqliteType.Integer);
        delete = Command("DELETE FROM orders WHERE id = $1", SqliteType.Integer);
    }

    public void Insert(IReadOnlyList<(long Id, byte[] Payload)> orders)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        insert.Transaction = transaction;
        foreach ((long id, byte[] payload) in orders)
        {
            insert.Parameters[0].Value = id;
            insert.Parameters[1].Value = payload;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public List<(long Id, byte[] Payload)> Take(int most)
    {
        List<(long Id, byte[] Payload)> orders = [];
        take.Transaction = null;
        take.Parameters[0].Value = most;
        using SqliteDataReader row = take.ExecuteReader();
        while (row.Read())
        {
            orders.Add((row.GetInt64(0), row.GetFieldValue<byte[]>(1)));
        }

        return orders;
    }

    public void Delete(IReadOnlyList<(long Id, byte[] Payload)> orders)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        delete.Transaction = transaction;
        foreach ((long id, _) in orders)
        {
            delete.Parameters[0].Value = id;
            delete.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        insert.Dispose();
        take.Dispose();
        delete.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<SqliteType> types)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < types.Length; i++)
        {
            command.Parameters.Add($"${i + 1}", types[i]);
        }

        return command;
    }
}
