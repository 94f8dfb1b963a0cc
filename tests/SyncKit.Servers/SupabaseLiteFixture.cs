namespace SyncKit.Servers;

/// <summary>
/// One PostgreSQL server for the projects of all tests of an assembly. An assembly says <c>[assembly: AssemblyFixture(typeof(SupabaseLiteFixture))]</c>.
/// </summary>
public sealed class SupabaseLiteFixture : IAsyncDisposable
{
    private readonly PostgresFixture postgres = new();

    /// <summary>Starts a project of a test's own; ends the test where something is not installed. Whoever asks for it disposes of it.</summary>
    /// <param name="schema">SQL that is run before it starts.</param>
    public async Task<SupabaseLiteServer> StartAsync(params string[] schema) => await SupabaseLiteServer.StartAsync(await postgres.ServerAsync(), schema);

    public ValueTask DisposeAsync() => postgres.DisposeAsync();
}
