using Npgsql;
using SyncKit.PostgreSql.Schema;
using SyncKit.Servers;

namespace SyncKit.PostgreSql.Tests;

/// <summary>One server for all tests, and a storage on it that each test gets a copy of.</summary>
public sealed class StorageServer : IAsyncDisposable
{
    /// <summary>The server's clock stands still in tests: it shows what the test last said.</summary>
    private const string StandingClock = """
        CREATE OR REPLACE FUNCTION synckit.now_ticks() RETURNS bigint LANGUAGE sql VOLATILE PARALLEL SAFE AS
            'SELECT current_setting(''synckit.now'')::bigint';
        """;

    private readonly SemaphoreSlim gate = new(1, 1);
    private PostgresServer? server;
    private string? template;

    /// <summary>The server of the tests that are running.</summary>
    public static StorageServer Current =>
        TestContext.Current.GetFixture<StorageServer>().GetAwaiter().GetResult() ?? throw new InvalidOperationException("The assembly has no server.");

    /// <summary>The server; ends the test where PostgreSQL is not installed.</summary>
    public async Task<PostgresServer> ServerAsync()
    {
        await gate.WaitAsync();
        try
        {
            return server ??= await PostgresServer.StartAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>How to reach a new database that has nothing in it.</summary>
    public async Task<string> CreateEmptyAsync()
    {
        PostgresServer running = await ServerAsync();
        return running.ConnectionString(await running.CreateDatabaseAsync());
    }

    /// <summary>How to reach a new storage whose clock stands still.</summary>
    public async Task<string> CreateStorageAsync()
    {
        PostgresServer running = await ServerAsync();
        await gate.WaitAsync();
        try
        {
            template ??= await CreateTemplateAsync(running);
            return running.ConnectionString(await running.CreateDatabaseAsync(template));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Drops a database that a test is done with.</summary>
    public async Task DropAsync(string connectionString) =>
        await (await ServerAsync()).DropDatabaseAsync(new NpgsqlConnectionStringBuilder(connectionString).Database!);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        gate.Dispose();
    }

    private static async Task<string> CreateTemplateAsync(PostgresServer server)
    {
        string name = await server.CreateDatabaseAsync();
        await using NpgsqlConnection connection = new(server.ConnectionString(name) + ";Pooling=false");
        await connection.OpenAsync();
        await SchemaUpgrade.RunAsync(connection, SchemaSteps.All, CancellationToken.None);
        await using NpgsqlCommand clock = new(StandingClock, connection);
        await clock.ExecuteNonQueryAsync();
        return name;
    }
}
