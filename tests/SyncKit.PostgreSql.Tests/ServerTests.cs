using Npgsql;
using SyncKit.Servers;

namespace SyncKit.PostgreSql.Tests;

public sealed class ServerTests(PostgresFixture fixture)
{
    [Fact]
    public async Task A_server_starts_and_makes_databases()
    {
        PostgresServer server = await fixture.ServerAsync();
        string database = await server.CreateDatabaseAsync();

        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString(database));
        await using NpgsqlCommand command = source.CreateCommand("SELECT current_database()");

        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(database);
    }
}
