using Npgsql;
using SyncKit.Auditing;
using SyncKit.Conformance;
using SyncKit.Discovery;
using SyncKit.PostgreSql.Auditing;
using SyncKit.PostgreSql.Runs;
using SyncKit.Runs;

namespace SyncKit.PostgreSql.Tests.Schema;

/// <summary>What a role that owns nothing may do, and what it is told.</summary>
public sealed class RoleTests
{
    private const string Grants = """
        GRANT USAGE ON SCHEMA synckit TO {0};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA synckit TO {0};
        """;

    private static int roles;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_that_may_not_make_tables_is_told_what_to_do()
    {
        string connectionString = await StorageServer.Current.CreateEmptyAsync();
        await using PostgresDatabase host = new(await AsNewRoleAsync(connectionString, string.Empty));

        Func<Task> start = () => new PostgresAuditTrail(host).FindHeadAsync(new("acme"), Cancel);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("The role 'clerk_*' may not make*grant it CREATE on the database*");
    }

    [Fact]
    public async Task A_role_that_may_not_use_the_tables_is_told_what_to_do()
    {
        string connectionString = await StorageServer.Current.CreateEmptyAsync();
        await MakeTablesAsync(connectionString);
        await using PostgresDatabase host = new(await AsNewRoleAsync(connectionString, string.Empty));

        Func<Task> start = () => new PostgresAuditTrail(host).FindHeadAsync(new("acme"), Cancel);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("The role 'clerk_*'*USAGE on that schema*");
    }

    [Fact]
    public async Task A_role_that_may_only_read_and_write_rows_works_on_a_storage_that_needs_nothing()
    {
        string connectionString = await StorageServer.Current.CreateEmptyAsync();
        await MakeTablesAsync(connectionString);
        Merchant acme = new("acme");
        await using PostgresDatabase host = new(await AsNewRoleAsync(connectionString, Grants));

        await new PostgresAuditTrail(host).AppendAsync([new AuditEntry(acme.Tenant, StorageUnderTest.Start, "action", "subject", "because", "host")], Cancel);
        PostgresRunStore runs = new(host);
        await runs.EnqueueAsync(
            new SyncRun
            {
                Id = Guid.CreateVersion7(StorageUnderTest.Start),
                Tenant = acme.Tenant,
                Request = new RunRequest { Stream = acme.Stream, Options = new SyncOptions() },
                Origin = new RunOrigin(RunOriginKind.Person, "jane"),
                CreatedAt = StorageUnderTest.Start,
            },
            Cancel);
        RunLease lease = (await runs.ClaimAsync("host", 1, TimeSpan.FromMinutes(1), Cancel)).Single();

        (await runs.CompleteAsync(lease, new RunEnd { State = RunState.Succeeded, Progress = RunProgress.None }, Cancel)).Should().BeTrue();
        (await runs.PruneAsync(StorageUnderTest.Start, 10, Cancel)).Should().Be(0);
    }

    private static async Task MakeTablesAsync(string connectionString)
    {
        await using PostgresDatabase owner = new(connectionString);
        await new PostgresAuditTrail(owner).FindHeadAsync(new("acme"), Cancel);
    }

    private static async Task<string> AsNewRoleAsync(string connectionString, string grants)
    {
        string role = $"clerk_{Interlocked.Increment(ref roles)}";
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync(Cancel);
        await new Session(connection).RunAsync($"CREATE ROLE {role} LOGIN; {grants.Replace("{0}", role, StringComparison.Ordinal)}", Cancel);
        return new NpgsqlConnectionStringBuilder(connectionString) { Username = role }.ConnectionString;
    }
}
