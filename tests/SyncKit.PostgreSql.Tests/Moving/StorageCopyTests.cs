using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Auditing;
using SyncKit.Conformance;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Moving;
using SyncKit.Runs;

namespace SyncKit.PostgreSql.Tests.Moving;

public sealed class StorageCopyTests
{
    private const int Rows = 3;
    private const long LastNumber = 1_000;

    private readonly Merchant acme = new("acme");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_of_every_table_comes_over_as_it_is_and_goes_back_as_it_was()
    {
        await using MovedStorage moved = await MovedStorage.CreateAsync();
        await FillAsync(moved);

        IReadOnlyList<CopiedTable> copied = await moved.CopyAsync();
        await using (IStorageSource source = await PostgreSqlStorage.OpenSourceAsync(moved.Postgres, Cancel))
        await using (IStorageTarget target = SqliteStorage.OpenTarget(moved.Other))
        {
            await StorageCopy.RunAsync(source, target, Cancel);
        }

        copied.Should().Equal(StorageTables.All.Select(table => new CopiedTable(table.Name, Rows)));
        await using IStorageSource before = SqliteStorage.OpenSource(moved.Sqlite);
        await using IStorageSource there = await PostgreSqlStorage.OpenSourceAsync(moved.Postgres, Cancel);
        await using IStorageSource back = SqliteStorage.OpenSource(moved.Other);
        Dictionary<string, string[]> rows = await MovedStorage.ReadAsync(before);
        (await MovedStorage.ReadAsync(there)).Should().BeEquivalentTo(rows);
        (await MovedStorage.ReadAsync(back)).Should().BeEquivalentTo(rows);
        foreach (StorageTable table in StorageTables.All.Where(table => table.Numbered is not null))
        {
            (await there.FindLastNumberAsync(table, Cancel)).Should().Be(LastNumber);
            (await back.FindLastNumberAsync(table, Cancel)).Should().Be(LastNumber);
        }
    }

    [Fact]
    public async Task What_waits_is_due_there_and_gets_the_next_numbers_and_the_chain_goes_on()
    {
        await using MovedStorage moved = await MovedStorage.CreateAsync();
        IServiceProvider before = moved.Host(sync => sync.UseSqlite(moved.Sqlite));
        await before.GetRequiredService<ISyncStateStore>().CommitAsync(
            acme.Stream, [acme.Change("1"), acme.Change("2")], new StreamPosition("page-7", StorageUnderTest.Start), Cancel);
        LaneLease lease = (await before.GetRequiredService<ILaneStore>().AcquireAsync("before", 1, TimeSpan.FromMinutes(1), Cancel)).Single();
        IReadOnlyList<InboxItem> items = await before.GetRequiredService<ILaneStore>().TakeAsync(lease, 10, Cancel);
        await before.GetRequiredService<ILaneStore>().ReleaseAsync(lease, new LaneRelease(), Cancel);
        await before.GetRequiredService<IAuditTrail>().AppendAsync([Entry("before")], Cancel);
        await moved.StopAsync();

        await moved.CopyAsync();

        IServiceProvider after = moved.Host(sync => sync.UsePostgreSql(moved.Postgres));
        ILaneStore lanes = after.GetRequiredService<ILaneStore>();
        LaneLease next = (await lanes.AcquireAsync("after", 1, TimeSpan.FromMinutes(1), Cancel)).Single();
        next.Epoch.Should().BeGreaterThan(lease.Epoch, "who held the lane before is fenced out");
        (await lanes.TakeAsync(next, 10, Cancel)).Select(Show).Should().Equal(items.Select(Show));
        await after.GetRequiredService<ISyncStateStore>().CommitAsync(acme.Stream, [acme.Change("3")], null, Cancel);
        (await lanes.TakeAsync(next, 10, Cancel)).Max(item => item.Sequence).Should().Be(items.Max(item => item.Sequence) + 1);
        (await after.GetRequiredService<ISyncStateStore>().FindPositionAsync(acme.Stream, Cancel))!.Cursor.Should().Be("page-7");
        IAuditTrail trail = after.GetRequiredService<IAuditTrail>();
        await trail.AppendAsync([Entry("after")], Cancel);
        AuditVerification chain = await new AuditTrail(trail).VerifyAsync(acme.Tenant, cancellationToken: Cancel);
        (chain.Problem, chain.Entries).Should().Be((null, 2));
    }

    [Theory]
    [InlineData("lane")]
    [InlineData("run")]
    [InlineData("token")]
    public async Task A_storage_in_which_somebody_works_is_not_copied_until_his_time_is_over(string what)
    {
        FakeTimeProvider time = new(StorageUnderTest.Start);
        TimeSpan life = TimeSpan.FromMinutes(1);
        await using MovedStorage moved = await MovedStorage.CreateAsync();
        IServiceProvider host = moved.Host(sync =>
        {
            sync.Services.AddSingleton<TimeProvider>(time);
            return sync.UseSqlite(moved.Sqlite);
        });
        await (what switch
        {
            "lane" => LeaseLaneAsync(host, life),
            "run" => LeaseRunAsync(host, life),
            _ => host.GetRequiredService<ISealedCredentialStore>().TryBeginRefreshAsync(acme.Books, "host", life, Cancel),
        });
        await moved.StopAsync();

        Func<Task> copy = () => moved.CopyAsync(time);

        (await copy.Should().ThrowAsync<StorageCopyException>()).WithMessage($"Somebody works on the {what}*acme/*2026-03-01 12:01:00Z.");
        time.Advance(life);
        (await moved.CopyAsync(time)).Sum(table => table.Rows).Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task Nothing_is_copied_into_a_storage_that_has_something()
    {
        await using MovedStorage moved = await MovedStorage.CreateAsync();
        await FillAsync(moved);
        await moved.Host(sync => sync.UsePostgreSql(moved.Postgres)).GetRequiredService<IAuditTrail>().AppendAsync([Entry("there")], Cancel);

        Func<Task> copy = () => moved.CopyAsync();

        (await copy.Should().ThrowAsync<StorageCopyException>()).WithMessage("The storage to copy into is not empty: its table audit has 1 rows*");
    }

    [Fact]
    public async Task A_copy_that_fails_on_its_way_leaves_the_target_empty_and_can_be_done_again()
    {
        await using MovedStorage moved = await MovedStorage.CreateAsync();
        await FillAsync(moved);
        await using (IStorageSource source = SqliteStorage.OpenSource(moved.Sqlite))
        await using (IStorageTarget target = await PostgreSqlStorage.OpenTargetAsync(moved.Postgres, Cancel))
        {
            Func<Task> copy = () => StorageCopy.RunAsync(new BreakingSource(source, "runs"), target, Cancel);

            await copy.Should().ThrowAsync<IOException>();
        }

        await using (IStorageSource there = await PostgreSqlStorage.OpenSourceAsync(moved.Postgres, Cancel))
        {
            (await MovedStorage.ReadAsync(there)).Values.Should().OnlyContain(rows => rows.Length == 0);
        }

        (await moved.CopyAsync()).Should().OnlyContain(table => table.Rows == Rows);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_and_not_made()
    {
        await using MovedStorage moved = await MovedStorage.CreateAsync();

        Func<Task> copy = () => moved.CopyAsync();

        (await copy.Should().ThrowAsync<StorageCopyException>()).WithMessage("There is no SQLite file '*synckit.db' to copy from.");
        await copy.Should().ThrowAsync<StorageCopyException>("it was not made");
    }

    private static async Task FillAsync(MovedStorage moved)
    {
        HashSet<string> nullable = await TableListTests.ListNullableAsync(moved.Postgres);
        await using IStorageTarget storage = SqliteStorage.OpenTarget(moved.Sqlite);
        foreach (StorageTable table in StorageTables.All)
        {
            await storage.WriteAsync(table, MadeUp(table, nullable), Cancel);
            if (table.Numbered is not null)
            {
                await storage.ContinueAfterAsync(table, LastNumber, Cancel);
            }
        }

        await storage.CommitAsync(Cancel);
    }

    private static async IAsyncEnumerable<object?[]> MadeUp(StorageTable table, HashSet<string> nullable)
    {
        await Task.CompletedTask;
        for (int row = 0; row < Rows; row++)
        {
            yield return
            [
                .. table.Columns.Select(column => row == 0 && nullable.Contains($"{table.Name}.{column.Name}")
                    ? null
                    : (object)(column.Value switch
                    {
                        StorageValue.Text => row == 1 ? string.Empty : $"Zoë's \"{column.Name}\"\n漢字 \U0001F600 {row}",
                        StorageValue.Integer => (row * 7) + 1,
                        StorageValue.Long => column.Name == table.Numbered ? row + 1L : 638_000_000_000_000_000L + row,
                        StorageValue.Flag => row == 2,
                        StorageValue.Amount => row == 1 ? -0.10m : 79_228_162_514_264_337_593.54395m - row,
                        _ => row == 1 ? [] : new byte[] { 0, 255, (byte)row },
                    })),
            ];
        }
    }

    private static string Show(InboxItem item) =>
        $"{item.Sequence}/{item.Revision} {item.Change.Record} {item.Change.ModifiedAt:O} {item.Change.Hash} {Convert.ToHexString(item.Change.Payload.Span)}";

    private static AuditEntry Entry(string action) => new(new TenantId("acme"), StorageUnderTest.Start, action, "subject", "because", "host");

    private async Task LeaseLaneAsync(IServiceProvider host, TimeSpan life)
    {
        await host.GetRequiredService<ISyncStateStore>().CommitAsync(acme.Stream, [acme.Change("1")], null, Cancel);
        (await host.GetRequiredService<ILaneStore>().AcquireAsync("host", 1, life, Cancel)).Should().ContainSingle();
    }

    private async Task LeaseRunAsync(IServiceProvider host, TimeSpan life)
    {
        IRunStore runs = host.GetRequiredService<IRunStore>();
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
        (await runs.ClaimAsync("host", 1, life, Cancel)).Should().ContainSingle();
    }
}
