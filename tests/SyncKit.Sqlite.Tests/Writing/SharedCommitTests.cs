using SyncKit.Conformance;
using SyncKit.Sqlite.Inbox;
using SyncKit.Sqlite.Ledger;

namespace SyncKit.Sqlite.Tests.Writing;

public sealed class SharedCommitTests : IDisposable
{
    private const string AddTenant = "INSERT INTO bindings (tenant, flow, source, destination) VALUES (?1, 'f', 's', 'd')";

    private readonly TemporaryFile file = new();
    private readonly SqliteDatabase database;

    public SharedCommitTests() => database = new SqliteDatabase(file.ConnectionString, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        database.Dispose();
        file.Dispose();
    }

    [Fact]
    public async Task A_failing_write_is_undone_alone()
    {
        (Task first, Task failing, Task last) = await Together(session =>
        {
            session.Prepare(AddTenant).Execute("failing");
            throw new InvalidOperationException("on purpose");
        });

        await first;
        await last;
        await FluentActions.Awaiting(() => failing).Should().ThrowAsync<InvalidOperationException>().WithMessage("on purpose");
        (await Tenants()).Should().BeEquivalentTo("first", "last");
    }

    [Fact]
    public async Task Writes_that_shared_with_a_broken_transaction_are_done_again()
    {
        (Task first, Task failing, Task last) = await Together(session =>
        {
            session.Prepare(AddTenant).Execute("failing");
            session.Execute("ROLLBACK");
            throw new IOException("the disk is full");
        });

        await first;
        await last;
        await FluentActions.Awaiting(() => failing).Should().ThrowAsync<IOException>();
        (await Tenants()).Should().BeEquivalentTo("first", "last");
    }

    [Fact]
    public async Task Many_waiting_writes_share_few_commits()
    {
        using ManualResetEventSlim gate = new();
        Task blocking = database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(30)), Token);
        Task[] writes = [.. Enumerable.Range(0, 200).Select(i => database.WriteAsync(s => s.Prepare(AddTenant).Execute($"{i}"), Token))];
        long before = WalLength();
        gate.Set();
        await blocking;
        await Task.WhenAll(writes);

        // One commit writes each changed page once; 200 commits would write at least 200 frames of 4 KB.
        (WalLength() - before).Should().BeLessThan(100 * 4096);
        (await Tenants()).Should().HaveCount(200);
    }

    [Fact]
    public async Task Disposing_finishes_what_waits()
    {
        using ManualResetEventSlim gate = new();
        Task blocking = database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(30)), Token);
        Task write = database.WriteAsync(s => s.Prepare(AddTenant).Execute("late"), Token);
        Task disposing = Task.Run(database.Dispose, Token);
        gate.Set();
        await disposing;

        blocking.IsCompletedSuccessfully.Should().BeTrue();
        await write;
        await FluentActions.Awaiting(() => database.WriteAsync(_ => 0, Token)).Should().ThrowAsync<ObjectDisposedException>();
        using SqliteDatabase next = new(file.ConnectionString, TimeProvider.System);
        (await next.ReadAsync(s => s.Prepare("SELECT 1 FROM bindings WHERE tenant = 'late'").Finds(), Token)).Should().BeTrue();
    }

    [Fact]
    public async Task Two_processes_write_one_file_at_once_and_nothing_is_lost()
    {
        using SqliteDatabase second = new(file.ConnectionString, TimeProvider.System);
        Merchant acme = new("acme");
        SqliteDatabase[] databases = [database, second];

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(
            () => new SqliteSyncStateStore(databases[i % 2])
                .CommitAsync(acme.Stream, [.. Enumerable.Range(0, 10).Select(j => acme.Change($"{j}", i, $"{i}"))], null, Token),
            Token)));

        foreach (SqliteDatabase each in databases)
        {
            (await new SqliteLedger(each).CountAsync(acme.Tenant, Merchant.Flow, Token))
                .Should().Be(SyncKit.Ledger.FlowCounts.Zero with { Entered = 600, Superseded = 590, Waiting = 10 });
        }
    }

    private async Task<(Task First, Task Failing, Task Last)> Together(Func<Session, int> failing)
    {
        using ManualResetEventSlim gate = new();
        Task blocking = database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(30)), Token);
        Task first = database.WriteAsync(s => s.Prepare(AddTenant).Execute("first"), Token);
        Task middle = database.WriteAsync(failing, Token);
        Task last = database.WriteAsync(s => s.Prepare(AddTenant).Execute("last"), Token);
        gate.Set();
        await blocking;
        return (first, middle, last);
    }

    private long WalLength() => new FileInfo($"{file.Path}-wal").Length;

    private Task<List<string>> Tenants() => database.ReadAsync(
        session =>
        {
            List<string> tenants = [];
            using Rows row = session.Prepare("SELECT tenant FROM bindings").Query();
            while (row.Read())
            {
                tenants.Add(row.GetString(0));
            }

            return tenants;
        },
        Token);
}
