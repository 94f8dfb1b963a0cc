namespace SyncKit.Servers;

/// <summary>
/// One PostgreSQL server for all tests of an assembly, started by the first that asks. An assembly says
/// <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private PostgresServer? server;

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

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        gate.Dispose();
    }
}
