using Microsoft.Extensions.Time.Testing;
using SyncKit.Conformance;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.PostgreSql.Inbox;
using SyncKit.PostgreSql.Lanes;

namespace SyncKit.PostgreSql.Tests.Lanes;

/// <summary>
/// Where dead rows make every look slow, a look begins where the last one found something. What comes up before that place is found when nothing is behind
/// it, and within a second in any case.
/// </summary>
public sealed class LitterTests : IAsyncLifetime
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider time = new(StorageUnderTest.Start);
    private readonly FakeTimeProvider hostTime = new();
    private readonly Merchant acme = new("acme");
    private TestDatabase? test;
    private PostgresDatabase? host;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PostgresSyncStateStore State => new(test!.Database);

    public async ValueTask InitializeAsync()
    {
        test = await TestDatabase.CreateAsync(time);
        host = test.Open(TimeSpan.Zero, hostTime);
    }

    public async ValueTask DisposeAsync()
    {
        await host!.DisposeAsync();
        await test!.DisposeAsync();
    }

    [Fact]
    public async Task Items_are_taken_on_from_where_the_last_were_taken()
    {
        PostgresLaneStore lanes = new(host!);
        LaneLease lease = await FillAsync(lanes, 10);

        (await SettleAsync(lanes, lease, 4)).Should().Equal("1", "2", "3", "4");
        (await SettleAsync(lanes, lease, 4)).Should().Equal("5", "6", "7", "8");
        (await SettleAsync(lanes, lease, 4)).Should().Equal("9", "10");
        (await SettleAsync(lanes, lease, 4)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_more_urgent_goes_first_also_then()
    {
        PostgresLaneStore lanes = new(host!);
        LaneLease lease = await FillAsync(lanes, 6);
        await SettleAsync(lanes, lease, 2);

        await State.CommitAsync(acme.Stream, [acme.Change("live", priority: ChangePriority.Live)], null, Cancel);

        (await SettleAsync(lanes, lease, 2)).Should().Equal("live", "3");
    }

    [Fact]
    public async Task An_item_whose_time_comes_again_is_found_when_nothing_is_left_behind_it()
    {
        PostgresLaneStore lanes = new(host!);
        LaneLease lease = await FillAsync(lanes, 4);
        await SettleAsync(lanes, lease, 2, OutcomeKind.Snoozed, TimeSpan.FromMinutes(1));
        (await lanes.TakeAsync(lease, 1, Cancel)).Single().Change.Record.Id.Should().Be("3");
        time.Advance(TimeSpan.FromMinutes(1));

        (await SettleAsync(lanes, lease, 4)).Should().Equal("3", "4");
        (await SettleAsync(lanes, lease, 4)).Should().Equal("1", "2");
    }

    [Fact]
    public async Task An_item_whose_time_comes_again_is_found_within_a_second()
    {
        PostgresLaneStore lanes = new(host!);
        LaneLease lease = await FillAsync(lanes, 4);
        await SettleAsync(lanes, lease, 2, OutcomeKind.Snoozed, TimeSpan.FromMinutes(1));
        (await lanes.TakeAsync(lease, 1, Cancel)).Single().Change.Record.Id.Should().Be("3");
        time.Advance(TimeSpan.FromMinutes(1));

        hostTime.Advance(TimeSpan.FromSeconds(1));

        (await SettleAsync(lanes, lease, 4)).Should().Equal("1", "2", "3", "4");
    }

    [Fact]
    public async Task A_lane_that_wakes_up_is_found_when_no_other_is_due_and_within_a_second_when_others_are()
    {
        PostgresLaneStore lanes = new(host!);
        Merchant[] merchants = [.. Enumerable.Range(0, 3).Select(i => new Merchant($"tenant-{i}"))];
        foreach (Merchant merchant in merchants[1..])
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await State.CommitAsync(merchant.Stream, [merchant.Change("1")], null, Cancel);
            await TurnAsync(lanes);
        }

        (await TurnAsync(lanes)).Should().Be(merchants[1].Tenant);
        await State.CommitAsync(merchants[0].Stream, [merchants[0].Change("1")], null, Cancel);
        (await TurnAsync(lanes)).Should().NotBe(merchants[0].Tenant, "looking for it takes its time");
        hostTime.Advance(TimeSpan.FromSeconds(1));
        (await TurnAsync(lanes)).Should().Be(merchants[0].Tenant);

        Merchant late = new("late");
        await lanes.AcquireAsync("owner", 3, Life, Cancel);
        await State.CommitAsync(late.Stream, [late.Change("1")], null, Cancel);
        (await TurnAsync(lanes)).Should().Be(late.Tenant);
    }

    private async Task<TenantId> TurnAsync(PostgresLaneStore lanes)
    {
        LaneLease lease = (await lanes.AcquireAsync("owner", 1, Life, Cancel)).Single();
        time.Advance(TimeSpan.FromSeconds(1));
        await lanes.ReleaseAsync(lease, new LaneRelease(), Cancel);
        return lease.Lane.Tenant;
    }

    private async Task<LaneLease> FillAsync(PostgresLaneStore lanes, int items)
    {
        await State.CommitAsync(acme.Stream, [.. Enumerable.Range(1, items).Select(i => acme.Change($"{i}"))], null, Cancel);
        return (await lanes.AcquireAsync("owner", 1, Life, Cancel)).Single();
    }

    private async Task<string[]> SettleAsync(
        PostgresLaneStore lanes, LaneLease lease, int most, OutcomeKind kind = OutcomeKind.Written, TimeSpan wait = default)
    {
        IReadOnlyList<InboxItem> items = await lanes.TakeAsync(lease, most, Cancel);
        (await lanes.SettleAsync(
            lease, new Settlement { Outcomes = [.. items.Select(item => Outcomes.Of(item, kind, time.GetUtcNow() + wait))] }, Cancel)).Should().BeTrue();
        return [.. items.Select(item => item.Change.Record.Id)];
    }
}
