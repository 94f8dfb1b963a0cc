using SyncKit.Conformance;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.PostgreSql.Inbox;
using SyncKit.PostgreSql.Lanes;
using SyncKit.PostgreSql.Tests.Hosts;

namespace SyncKit.PostgreSql.Tests.Lanes;

/// <summary>A lane says itself when it is due; what comes in while it is given back must not be left out of that.</summary>
public sealed class WakeUpTests
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_whose_commit_a_release_waits_for_wakes_the_lane()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(2);
        PostgresLaneStore owner = new(hosts.Database);
        LaneLease lease = await LeaseEmptiedAsync(hosts, owner);
        TaskCompletionSource asked = new();
        TaskCompletionSource released = new();

        Task commit = hosts.Database.WriteAsync(
            async (session, token) =>
            {
                InboxCommit change = new(hosts.Acme.Tenant, [hosts.Acme.Change("2")]);
                await RunAsync(session, change.Ask, token);
                change.Decide();
                asked.SetResult();
                await released.Task;
                await RunAsync(session, batch => change.Write(batch), token);
                return true;
            },
            Cancel);
        await asked.Task;
        Task release = owner.ReleaseAsync(lease, new LaneRelease(), Cancel);
        await Blocked.WaitUntilAsync(hosts.Database, "synckit.lanes");
        released.SetResult();
        await Task.WhenAll(commit, release);

        (await owner.AcquireAsync("next", 1, Life, Cancel)).Should().ContainSingle("a change waits");
    }

    [Fact]
    public async Task A_change_that_waits_for_a_release_wakes_the_lane()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(2);
        PostgresLaneStore owner = new(hosts.Database);
        LaneLease lease = await LeaseEmptiedAsync(hosts, owner);
        TaskCompletionSource held = new();
        TaskCompletionSource going = new();

        Task release = hosts.Database.WriteAsync(
            async (session, token) =>
            {
                await RunAsync(session, batch => LaneReleases.Add(batch, lease, new LaneRelease()), token);
                held.SetResult();
                await going.Task;
                return true;
            },
            Cancel);
        await held.Task;
        Task commit = new PostgresSyncStateStore(hosts.Database).CommitAsync(hosts.Acme.Stream, [hosts.Acme.Change("2")], null, Cancel);
        await Blocked.WaitUntilAsync(hosts.Database, "synckit.lanes");
        going.SetResult();
        await Task.WhenAll(commit, release);

        (await owner.AcquireAsync("next", 1, Life, Cancel)).Should().ContainSingle("a change waits");
    }

    [Fact]
    public async Task Whatever_many_hosts_commit_and_give_back_at_once_no_lane_with_work_is_left_asleep()
    {
        const int Rounds = 60;
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(4);
        int settled = 0;

        await hosts.AtOnceAsync(async (host, number) =>
        {
            PostgresSyncStateStore state = new(host);
            PostgresLaneStore lanes = new(host);
            for (int round = 0; round < Rounds; round++)
            {
                await state.CommitAsync(hosts.Acme.Stream, [hosts.Acme.Change($"{number}-{round}")], null, Cancel);
                Interlocked.Add(ref settled, await WorkAsync(lanes, hosts.Now));
            }

            return true;
        });
        PostgresLaneStore last = new(hosts.Database);
        while (await WorkAsync(last, hosts.Now) is > 0 and var items)
        {
            settled += items;
        }

        settled.Should().Be(4 * Rounds);
    }

    private static async Task<int> WorkAsync(PostgresLaneStore lanes, DateTimeOffset now)
    {
        int count = 0;
        foreach (LaneLease lease in await lanes.AcquireAsync(Guid.NewGuid().ToString(), 1, Life, Cancel))
        {
            IReadOnlyList<InboxItem> items = await lanes.TakeAsync(lease, 3, Cancel);
            bool held = await lanes.SettleAsync(
                lease, new Settlement { Outcomes = [.. items.Select(item => Outcomes.Of(item, OutcomeKind.Written, now))] }, Cancel);
            held.Should().BeTrue();
            await lanes.ReleaseAsync(lease, new LaneRelease(), Cancel);
            count += items.Count;
        }

        return count;
    }

    private static async Task<LaneLease> LeaseEmptiedAsync(HostsUnderTest hosts, PostgresLaneStore owner)
    {
        await new PostgresSyncStateStore(hosts.Database).CommitAsync(hosts.Acme.Stream, [hosts.Acme.Change("1")], null, Cancel);
        LaneLease lease = (await owner.AcquireAsync("owner", 1, Life, Cancel)).Single();
        IReadOnlyList<InboxItem> items = await owner.TakeAsync(lease, 10, Cancel);
        await owner.SettleAsync(
            lease, new Settlement { Outcomes = [.. items.Select(item => Outcomes.Of(item, OutcomeKind.Written, hosts.Now))] }, Cancel);
        return lease;
    }

    private static async Task RunAsync(Session session, Action<Batch> add, CancellationToken cancellationToken)
    {
        Batch batch = session.Begin();
        add(batch);
        await batch.RunAsync(cancellationToken);
    }
}
