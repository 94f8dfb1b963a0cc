using Npgsql;
using SyncKit.Auditing;
using SyncKit.Conformance;
using SyncKit.PostgreSql.Auditing;
using SyncKit.PostgreSql.Schema;

namespace SyncKit.PostgreSql.Tests.Schema;

public sealed class SchemaUpgradeTests
{
    private const int Hosts = 12;

    private static readonly SchemaStep Notes = new("CREATE TABLE synckit.notes (tenant text NOT NULL PRIMARY KEY, text text NOT NULL);", Oldest: 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_hosts_that_start_at_once_on_an_empty_database_make_the_tables_once_and_all_work()
    {
        string connectionString = await StorageServer.Current.CreateEmptyAsync();

        await Task.WhenAll(Enumerable.Range(0, Hosts).Select(number => Task.Run(
            async () =>
            {
                await using PostgresDatabase host = new(connectionString);
                await new PostgresAuditTrail(host).AppendAsync([Entry($"host.{number}")], Cancel);
            },
            Cancel)));

        await using PostgresDatabase database = new(connectionString);
        AuditVerification chain = await new AuditTrail(new PostgresAuditTrail(database)).VerifyAsync(new("acme"), cancellationToken: Cancel);
        (chain.Problem, chain.Entries).Should().Be((null, Hosts));
        (await VersionAsync(database)).Should().Be((SchemaSteps.All.Count, SchemaSteps.All[^1].Oldest));
    }

    [Fact]
    public async Task Hosts_of_the_version_before_go_on_while_and_after_the_next_one_upgrades()
    {
        string connectionString = await StorageServer.Current.CreateEmptyAsync();
        await using PostgresDatabase before = new(connectionString);
        PostgresAuditTrail trail = new(before);
        SchemaStep widened = new("ALTER TABLE synckit.audit ADD COLUMN note text NOT NULL DEFAULT '';", Oldest: 1);
        const int Each = 60;
        await trail.AppendAsync([Entry("first")], Cancel);

        Task[] working = [.. Enumerable.Range(0, 4).Select(number => Task.Run(
            async () =>
            {
                for (int i = 0; i < Each; i++)
                {
                    await trail.AppendAsync([Entry($"worker.{number}")], Cancel);
                }
            },
            Cancel))];
        PostgresDatabase[] next = [.. Enumerable.Range(0, 4).Select(_ => new PostgresDatabase(connectionString, [.. SchemaSteps.All, Notes, widened]))];
        await Task.WhenAll(next.Select(host => new PostgresAuditTrail(host).AppendAsync([Entry("next")], Cancel)));
        await Task.WhenAll(working);
        await using PostgresDatabase late = new(connectionString);
        await new PostgresAuditTrail(late).AppendAsync([Entry("late")], Cancel);

        AuditVerification chain = await new AuditTrail(trail).VerifyAsync(new("acme"), cancellationToken: Cancel);
        (chain.Problem, chain.Entries).Should().Be((null, 1 + (4 * Each) + 4 + 1));
        (await VersionAsync(late)).Should().Be((SchemaSteps.All.Count + 2, 1), "an older host does not take it back");
        foreach (PostgresDatabase host in next)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_storage_that_needs_a_newer_version_is_refused_and_left_as_it_is()
    {
        string connectionString = await StorageServer.Current.CreateEmptyAsync();
        SchemaStep breaking = Notes with { Oldest = SchemaSteps.All.Count + 1 };
        await using PostgresDatabase newer = new(connectionString, [.. SchemaSteps.All, breaking]);
        await new PostgresAuditTrail(newer).AppendAsync([Entry("newer")], Cancel);
        await using PostgresDatabase older = new(connectionString);

        Func<Task> start = () => new PostgresAuditTrail(older).AppendAsync([Entry("older")], Cancel);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            $"A newer version of SyncKit made the tables of this database (schema {SchemaSteps.All.Count + 1}; this version knows {SchemaSteps.All.Count})*");
        (await new PostgresAuditTrail(newer).ReadAsync(new("acme"), 0, 10, Cancel)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_of_itself_and_of_those_before_it()
    {
        string connectionString = await StorageServer.Current.CreateEmptyAsync();
        SchemaStep failing = new("CREATE TABLE synckit.more (one integer); SELECT 1 / 0;", Oldest: 1);
        await using (PostgresDatabase host = new(connectionString, [.. SchemaSteps.All, failing]))
        {
            await new Func<Task>(() => VersionAsync(host)).Should().ThrowAsync<PostgresException>().Where(fault => fault.SqlState == "22012");
        }

        (await FindsSchemaAsync(connectionString)).Should().BeFalse("an empty database stays empty");
        await using PostgresDatabase database = new(connectionString);
        await new PostgresAuditTrail(database).AppendAsync([Entry("kept")], Cancel);
        await using (PostgresDatabase host = new(connectionString, [.. SchemaSteps.All, Notes, failing]))
        {
            await new Func<Task>(() => VersionAsync(host)).Should().ThrowAsync<PostgresException>();
        }

        (await VersionAsync(database)).Version.Should().Be(SchemaSteps.All.Count);
        (await database.ReadAsync(
            (session, token) => session.FindsAsync("SELECT 1 WHERE to_regclass('synckit.notes') IS NOT NULL", token), Cancel)).Should().BeFalse();
    }

    [Theory]
    [InlineData("14.9")]
    [InlineData("9.6")]
    public void A_server_that_is_too_old_is_named_with_what_is_needed(string version)
    {
        Action start = () => SchemaUpgrade.EnsureServer(Version.Parse(version));

        start.Should().Throw<InvalidOperationException>().WithMessage($"The server is PostgreSQL {version}: SyncKit needs version 15 or newer.");
        SchemaUpgrade.EnsureServer(new Version(15, 0));
    }

    private static async Task<bool> FindsSchemaAsync(string connectionString)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync(Cancel);
        return await new Session(connection).FindsAsync("SELECT 1 FROM pg_namespace WHERE nspname = 'synckit'", Cancel);
    }

    private static Task<(int Version, int Oldest)> VersionAsync(PostgresDatabase database) => database.ReadAsync(
        (session, token) => session.FindAsync(
            "SELECT version, oldest FROM synckit.schema_version", row => (row.GetInt32(0), row.GetInt32(1)), token), Cancel);

    private static AuditEntry Entry(string action) => new(new("acme"), StorageUnderTest.Start, action, "subject", "because", "host");
}
