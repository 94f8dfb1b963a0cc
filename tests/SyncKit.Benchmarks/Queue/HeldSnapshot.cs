using Npgsql;

namespace SyncKit.Benchmarks.Queue;

/// <summary>A transaction that somebody left open: as long as it is, the server can throw no dead row away.</summary>
internal sealed class HeldSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private HeldSnapshot(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<HeldSnapshot> OpenAsync(string connectionString)
    {
        HeldSnapshot snapshot = new(new NpgsqlConnection(connectionString + ";Pooling=false"));
        await snapshot.connection.OpenAsync();
        await using NpgsqlCommand open = new("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM synckit.lanes", snapshot.connection);
        await open.ExecuteNonQueryAsync();
        return snapshot;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
