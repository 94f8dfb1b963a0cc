using System.Collections.Concurrent;
using Npgsql;
using SyncKit.Conformance;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.PostgreSql.Inbox;
using SyncKit.PostgreSql.Lanes;
using SyncKit.PostgreSql.Ledger;
using SyncKit.Servers;

namespace SyncKit.PostgreSql.Tests.Crashes;

/// <summary>The server dies at any moment while two hosts take changes in and settle them.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const int Shops = 4;
    private const int Pages = 40;
    private const int PageSize = 25;

    private const int Deaths = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<RecordKey, int> acknowledged = new();
    private readonly Merchant[] merchants = [.. Enumerable.Range(0, Shops).Select(i => new Merchant($"tenant-{i}"))];
    private PostgresServer? server;
    private string databaseName = string.Empty;

    /// <summary>Transactions that the hosts know to be committed.</summary>
    private int done;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await PostgresServer.StartAsync(durable: true);
        databaseName = await server.CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(Signals.Kill)]
    [InlineData(Signals.Interrupt)]
    public async Task Nothing_is_lost_or_doubled_and_the_counts_add_up(int signal)
    {
        await using PostgresDatabase first = Open();
        await using PostgresDatabase second = Open();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        stop.CancelAfter(Patience);
        Task doors = Task.WhenAll(merchants.Select((merchant, i) => Task.Run(() => FillAsync(i % 2 == 0 ? first : second, merchant, stop.Token), Cancel)));
        Task owners = Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => DrainAsync(i % 2 == 0 ? first : second, doors, stop.Token), Cancel)));

        await KillAsync(signal, () => owners.IsCompleted);
        await Task.WhenAll(doors, owners);

        await AssertAllArrivedAsync(first);
    }

    private async Task KillAsync(int signal, Func<bool> isDone)
    {
        int port = server!.Port;
        for (int i = 0; !isDone() && i < Deaths; i++)
        {
            // Never before the hosts were in the middle of something again.
            int reached = Volatile.Read(ref done) + 10 + (i * 7);
            while (Volatile.Read(ref done) < reached && !isDone())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), Cancel);
            }

            await server.EndAsync(signal);
            await server.StartAgainAsync();
            server.Port.Should().Be(port, "the hosts look for it there");
        }
    }

    /// <summary>Reads pages on from the cursor as a poll does; an answer that was lost is read again.</summary>
    private async Task FillAsync(PostgresDatabase database, Merchant merchant, CancellationToken stop)
    {
        PostgresSyncStateStore state = new(database);
        while (true)
        {
            try
            {
                StreamPosition? position = await state.FindPositionAsync(merchant.Stream, stop);
                int page = position is null ? 0 : int.Parse(position.Cursor, System.Globalization.CultureInfo.InvariantCulture) + 1;
                if (page == Pages)
                {
                    return;
                }

                // Half of each page is new, half of it are newer versions of what the page before brought.
                Change[] changes = [.. Enumerable.Range(0, PageSize).Select(i => merchant.Change($"{(page * PageSize / 2) + i}", page, $"{page}"))];
                await state.CommitAsync(merchant.Stream, changes, new StreamPosition($"{page}", DateTimeOffset.UnixEpoch), stop);
                Interlocked.Increment(ref done);
                foreach (Change change in changes)
                {
                    acknowledged[change.Record] = page;
                }
            }
            catch (NpgsqlException)
            {
                await Task.Delay(Pause, stop);
            }
        }
    }

    private async Task DrainAsync(PostgresDatabase database, Task doors, CancellationToken stop)
    {
        PostgresLaneStore lanes = new(database);
        while (true)
        {
            bool wasOpen = !doors.IsCompleted;
            try
            {
                IReadOnlyList<LaneLease> leases = await lanes.AcquireAsync(Guid.NewGuid().ToString(), 1, Life, stop);
                foreach (LaneLease lease in leases)
                {
                    IReadOnlyList<InboxItem> items = await lanes.TakeAsync(lease, 10, stop);
                    await lanes.SettleAsync(
                        lease,
                        new Settlement
                        {
                            Outcomes = [.. items.Select(item => Outcomes.Of(item, OutcomeKind.Written, DateTimeOffset.UnixEpoch))],
                            Documents = [.. items.Select(item => Outcomes.Document(item.Change, DateTimeOffset.UnixEpoch, "sale", item.Revision))],
                        },
                        stop);
                    Interlocked.Increment(ref done);
                    await lanes.ReleaseAsync(lease, new LaneRelease(), stop);
                }

                if (leases.Count == 0 && !wasOpen && await lanes.NextDueAsync(stop) is null)
                {
                    return;
                }
            }
            catch (NpgsqlException)
            {
                // What became of it is not known; the lane is taken again when the lease is over.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), stop);
        }
    }

    private async Task AssertAllArrivedAsync(PostgresDatabase database)
    {
        PostgresLedger ledger = new(database);
        foreach (Merchant merchant in merchants)
        {
            FlowCounts counts = await ledger.CountAsync(merchant.Tenant, Merchant.Flow, Cancel);
            counts.Should().Be(FlowCounts.Zero with { Entered = Pages * PageSize, Written = counts.Written, Superseded = Pages * PageSize - counts.Written });
            LedgerPage<LedgerRecord> rows = await ledger.ListRecordsAsync(
                merchant.Tenant, new LedgerQuery { Flow = Merchant.Flow, Limit = 10_000 }, Cancel);
            KeyValuePair<RecordKey, int>[] own = [.. acknowledged.Where(each => each.Key.Source.Tenant == merchant.Tenant)];
            rows.Rows.Select(row => (row.Record, Minute: (int)(row.ModifiedAt - StorageUnderTest.Start).TotalMinutes))
                .Should().BeEquivalentTo(own.Select(each => (each.Key, Minute: each.Value)));
        }
    }

    private PostgresDatabase Open() => new(server!.ConnectionString(databaseName));
}
