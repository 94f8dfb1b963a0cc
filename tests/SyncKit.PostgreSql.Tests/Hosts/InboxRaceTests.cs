using SyncKit.Conformance;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.PostgreSql.Inbox;
using SyncKit.PostgreSql.Lanes;
using SyncKit.PostgreSql.Ledger;
using SyncKit.Webhooks;

namespace SyncKit.PostgreSql.Tests.Hosts;

/// <summary>Polling and webhooks of several hosts meet in the same records, and owners and people settle them meanwhile.</summary>
public sealed class InboxRaceTests
{
    private const int Count = 4;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_that_read_the_same_page_at_once_put_each_record_once()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        Change[] page = [.. Enumerable.Range(0, 100).Select(i => hosts.Acme.Change($"{i}"))];

        CommitReceipt[] receipts = await hosts.AtOnceAsync(
            (host, number) => new PostgresSyncStateStore(host).CommitAsync(
                hosts.Acme.Stream, number % 2 == 0 ? page : [.. page.Reverse()], new StreamPosition($"{number}", hosts.Now), Cancel));

        receipts.Aggregate((left, right) => left + right).Should().Be(new CommitReceipt(100, 300, 0));
        (await CountAsync(hosts)).Should().Be(FlowCounts.Zero with { Entered = 400, Superseded = 300, Waiting = 100 });
    }

    [Fact]
    public async Task Hosts_that_send_the_same_records_to_lanes_of_their_own_put_each_record_once()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);

        await hosts.AtOnceAsync(async (host, number) =>
        {
            PostgresSyncStateStore state = new(host);
            for (int round = 0; round < 10; round++)
            {
                Change[] page =
                [
                    .. Enumerable.Range(0, 20).Select(i => hosts.Acme.Change($"{round}-{i}", number, $"{number}") with
                    {
                        Lane = new ConnectionId(hosts.Acme.Tenant, "quickbooks", $"books-{number}"),
                    }),
                ];
                await state.CommitAsync(hosts.Acme.Stream, number % 2 == 0 ? page : [.. page.Reverse()], null, Cancel);
            }

            return true;
        });

        (await CountAsync(hosts)).Should().Be(FlowCounts.Zero with { Entered = 800, Superseded = 600, Waiting = 200 });
        InboxPage waiting = await new PostgresInbox(hosts.Database).ListAsync(
            hosts.Acme.Tenant, new InboxQuery { Flow = Merchant.Flow, Limit = 500 }, Cancel);
        waiting.Rows.Should().HaveCount(200).And.OnlyContain(change => change.ModifiedAt == StorageUnderTest.Start.AddMinutes(Count - 1), "the newest remains");
    }

    [Fact]
    public async Task A_delivery_that_several_hosts_have_is_taken_in_by_one()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);

        for (int delivery = 0; delivery < 20; delivery++)
        {
            WebhookMark mark = new(hosts.Acme.Shop) { Keys = [$"b-{delivery}", $"a-{delivery}"], Told = [new("order", $"{delivery}", hosts.Now)] };
            CommitReceipt?[] receipts = await hosts.AtOnceAsync(
                (host, _) => new PostgresSyncStateStore(host).ReceiveAsync(hosts.Acme.Stream, [hosts.Acme.Change($"{delivery}")], null, mark, Cancel));

            receipts.Should().ContainSingle(receipt => receipt != null).Which.Should().Be(new CommitReceipt(1, 0, 0));
        }

        (await CountAsync(hosts)).Should().Be(FlowCounts.Zero with { Entered = 20, Waiting = 20 });
    }

    [Fact]
    public async Task Counts_add_up_whatever_comes_in_is_settled_dies_is_retried_and_dismissed_at_once()
    {
        const int Rounds = 40;
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(6);
        RecordKey[] records = [.. Enumerable.Range(0, 12).Select(i => hosts.Acme.Order($"{i}"))];

        await hosts.AtOnceAsync(async (host, number) =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                await (number switch
                {
                    0 or 1 => new PostgresSyncStateStore(host).CommitAsync(
                        hosts.Acme.Stream, [.. records.Select(record => hosts.Acme.Change(record.Id, round, $"{number}"))], null, Cancel),
                    2 => new PostgresDeadLetterStore(host).RetryAsync(Merchant.Flow, records, hosts.Now, Cancel),
                    3 => new PostgresDeadLetterStore(host).DismissAsync(Merchant.Flow, records, Cancel),
                    _ => WorkAsync(new PostgresLaneStore(host), number + round, hosts.Now),
                });
            }

            return true;
        });

        FlowCounts counts = await CountAsync(hosts);
        counts.Entered.Should().Be(2 * Rounds * records.Length);
        (counts.Waiting + counts.Superseded + counts.Unchanged + counts.Written + counts.Updated + counts.Skipped + counts.Dead + counts.Dismissed)
            .Should().Be(counts.Entered);
    }

    private static async Task WorkAsync(PostgresLaneStore lanes, int turn, DateTimeOffset now)
    {
        OutcomeKind[] kinds = [OutcomeKind.Dead, OutcomeKind.Written, OutcomeKind.Dead, OutcomeKind.Skipped, OutcomeKind.Retry];
        foreach (LaneLease lease in await lanes.AcquireAsync($"owner-{turn}", 1, Life, Cancel))
        {
            IReadOnlyList<InboxItem> items = await lanes.TakeAsync(lease, 5, Cancel);
            await lanes.SettleAsync(
                lease, new Settlement { Outcomes = [.. items.Select((item, i) => Outcomes.Of(item, kinds[(turn + i) % kinds.Length], now))] }, Cancel);
            await lanes.ReleaseAsync(lease, new LaneRelease(), Cancel);
        }
    }

    private static Task<FlowCounts> CountAsync(HostsUnderTest hosts) =>
        new PostgresLedger(hosts.Database).CountAsync(hosts.Acme.Tenant, Merchant.Flow, Cancel);
}
