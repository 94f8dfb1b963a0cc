using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>A lane has one owner at a time, and nobody else changes anything in it.</summary>
public abstract class LeaseSuite : StorageSuite
{
    [Fact]
    public async Task A_lane_is_leased_to_one_owner()
    {
        await Commit(Acme.Change("1"));

        LaneLease lease = await Lease();
        lease.Lane.Should().Be(Acme.Books);
        lease.Owner.Should().Be("first");
        lease.ExpiresAt.Should().Be(Now + Life);
        lease.Budget.Should().BeNull();
        (await TryLease("second")).Should().BeNull();
        (await TryLease("first")).Should().BeNull();
    }

    [Fact]
    public async Task A_lane_without_due_work_is_not_leased()
    {
        (await TryLease()).Should().BeNull();
        await Commit(Acme.Change("1") with { NotBefore = Now.AddMinutes(5) });
        (await TryLease()).Should().BeNull();

        Storage.Time.Advance(TimeSpan.FromMinutes(5));
        (await TryLease()).Should().NotBeNull();
    }

    [Fact]
    public async Task An_expired_lease_is_taken_over_with_a_higher_epoch()
    {
        await Commit(Acme.Change("1"));
        LaneLease first = await Lease();
        Storage.Time.Advance(Life);

        LaneLease second = await Lease("second");

        second.Epoch.Should().BeGreaterThan(first.Epoch);
        (await Storage.Lanes.RenewAsync(first, Life, Token)).Should().BeNull();
        (await Storage.Lanes.RenewAsync(second, Life, Token)).Should().NotBeNull();
    }

    [Fact]
    public async Task An_expired_lease_is_lost_even_when_nobody_took_over()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        InboxItem item = (await Take(lease)).Single();
        Storage.Time.Advance(Life);

        (await Take(lease)).Should().BeEmpty();
        (await Storage.Lanes.RenewAsync(lease, Life, Token)).Should().BeNull();
        (await Settle(lease, Outcomes.Of(item, OutcomeKind.Written, Now))).Should().BeFalse();
        (await Count()).Waiting.Should().Be(1);
    }

    [Fact]
    public async Task A_renewed_lease_lasts_longer()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        Storage.Time.Advance(Life / 2);

        LaneLease? renewed = await Storage.Lanes.RenewAsync(lease, Life, Token);

        renewed.Should().Be(lease with { ExpiresAt = Now + Life });
        Storage.Time.Advance(Life * 0.75);
        (await TryLease("second")).Should().BeNull();
        (await Take(renewed!)).Should().ContainSingle();
        Storage.Time.Advance(Life * 0.25);
        (await TryLease("second")).Should().NotBeNull();
    }

    [Fact]
    public async Task A_settlement_with_an_old_epoch_changes_nothing()
    {
        await Commit(Acme.Change("1"), Acme.Change("2"), Acme.Change("3"), Acme.Change("4"));
        LaneLease first = await Lease();
        IReadOnlyList<InboxItem> items = await Take(first);
        Storage.Time.Advance(Life);
        LaneLease second = await Lease("second");
        Settlement settlement = new()
        {
            Outcomes =
            [
                Outcomes.Of(items[0], OutcomeKind.Written, Now),
                Outcomes.Of(items[1], OutcomeKind.Dead, Now),
                Outcomes.Of(items[2], OutcomeKind.Retry, Now.AddHours(1)),
                Outcomes.Of(items[3], OutcomeKind.Snoozed, Now.AddHours(1)),
            ],
            Documents = [Outcomes.Document(items[0].Change, Now)],
            References = [new("customer", "a@b.c", "7", new Dictionary<string, string>(), Now)],
            NewIntents = [Outcomes.Intent(items[0].Change, Now)],
            Audit = [new(Acme.Tenant, Now, "record.written", "1", "ok", "worker")],
            Budget = "spent",
        };

        (await Storage.Lanes.SettleAsync(first, settlement, Token)).Should().BeFalse();

        (await Count()).Should().Be(Ledger.FlowCounts.Zero with { Entered = 4, Waiting = 4 });
        (await Take(second)).Should().HaveCount(4).And.OnlyContain(item => item.Attempts == 0);
        (await Find(Acme.Order("1"))).Should().BeEquivalentTo(Ledger.LedgerView.Empty);
        (await Storage.References.FindAsync(Acme.Books, [new("customer", "a@b.c")], Token)).Should().BeEmpty();
        (await Storage.Lanes.ListIntentsAsync(second, Token)).Should().BeEmpty();
        (await Storage.Audit.ListAsync(Acme.Tenant, 10, Token)).Should().BeEmpty();
        await Release(second);
        (await Lease("third")).Budget.Should().BeNull();
    }

    [Fact]
    public async Task A_lost_lease_releases_nothing()
    {
        await Commit(Acme.Change("1"));
        LaneLease first = await Lease();
        Storage.Time.Advance(Life);
        LaneLease second = await Lease("second");

        await Release(first, new LaneRelease(Now.AddHours(1), "wrong"));

        (await TryLease("third")).Should().BeNull();
        (await Take(second)).Should().ContainSingle();
        await Release(second);
        (await Lease("third")).Budget.Should().BeNull();
    }

    [Fact]
    public async Task A_released_lane_may_be_taken_at_once_but_not_settled_any_more()
    {
        await Commit(Acme.Change("1"));
        LaneLease first = await Lease();
        InboxItem item = (await Take(first)).Single();
        await Release(first);

        (await Settle(first, Outcomes.Of(item, OutcomeKind.Written, Now))).Should().BeFalse();
        LaneLease second = await Lease("second");
        second.Epoch.Should().BeGreaterThan(first.Epoch);
    }

    [Fact]
    public async Task The_budget_travels_with_the_lease()
    {
        await Commit(Acme.Change("1"));
        LaneLease first = await Lease();
        await Storage.Lanes.SettleAsync(first, new Settlement { Budget = "{\"used\":7}" }, Token);
        Storage.Time.Advance(Life);

        LaneLease second = await Lease("second");
        second.Budget.Should().Be("{\"used\":7}");
        await Release(second, new LaneRelease(Budget: "{\"used\":9}"));
        LaneLease third = await Lease("third");
        third.Budget.Should().Be("{\"used\":9}");
        await Release(third);
        (await Lease("fourth")).Budget.Should().Be("{\"used\":9}");
    }

    [Fact]
    public async Task A_paused_lane_waits_until_its_time()
    {
        await Commit(Acme.Change("1"));
        await Storage.Lanes.PauseAsync(Acme.Books, Now.AddMinutes(10), Token);
        (await TryLease()).Should().BeNull();

        Storage.Time.Advance(TimeSpan.FromMinutes(10));
        (await TryLease()).Should().NotBeNull();
    }

    [Fact]
    public async Task A_parked_lane_goes_on_when_told()
    {
        await Commit(Acme.Change("1"));
        await Storage.Lanes.PauseAsync(Acme.Books, DateTimeOffset.MaxValue, Token);
        Storage.Time.Advance(TimeSpan.FromDays(365));
        (await TryLease()).Should().BeNull();

        await Storage.Lanes.PauseAsync(Acme.Books, DateTimeOffset.MinValue, Token);
        (await TryLease()).Should().NotBeNull();
    }

    [Fact]
    public async Task A_pause_takes_effect_when_the_lease_ends()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        await Storage.Lanes.PauseAsync(Acme.Books, Now.AddHours(2), Token);

        (await Take(lease)).Should().ContainSingle();
        await Release(lease, new LaneRelease(Now.AddMinutes(1)));
        Storage.Time.Advance(TimeSpan.FromHours(1));
        (await TryLease()).Should().BeNull();
        Storage.Time.Advance(TimeSpan.FromHours(1));
        (await TryLease()).Should().NotBeNull();
    }

    [Fact]
    public async Task An_owner_leaves_a_lane_paused()
    {
        await Commit(Acme.Change("1"));
        await Release(await Lease(), new LaneRelease(Now.AddMinutes(1)));

        (await TryLease()).Should().BeNull();
        Storage.Time.Advance(TimeSpan.FromMinutes(1));
        (await TryLease()).Should().NotBeNull();
    }

    [Fact]
    public async Task The_lane_that_waited_longest_goes_first()
    {
        Merchant[] merchants = [.. Enumerable.Range(0, 4).Select(i => new Merchant($"tenant-{i}"))];
        foreach (Merchant merchant in merchants)
        {
            await Storage.State.CommitAsync(merchant.Stream, [merchant.Change("1")], null, Token);
        }

        List<ConnectionId> served = [];
        for (int turn = 0; turn < 12; turn++)
        {
            LaneLease lease = await Lease();
            served.Add(lease.Lane);
            Storage.Time.Advance(TimeSpan.FromSeconds(1));
            await Release(lease);
        }

        served.Take(4).Should().OnlyHaveUniqueItems();
        served.Skip(4).Take(4).Should().Equal(served.Take(4));
        served.Skip(8).Should().Equal(served.Take(4));
    }

    [Fact]
    public async Task No_more_lanes_than_asked_for_are_leased()
    {
        foreach (string name in new[] { "a", "b", "c" })
        {
            Merchant merchant = new(name);
            await Storage.State.CommitAsync(merchant.Stream, [merchant.Change("1")], null, Token);
        }

        IReadOnlyList<LaneLease> two = await Storage.Lanes.AcquireAsync("first", 2, Life, Token);
        IReadOnlyList<LaneLease> rest = await Storage.Lanes.AcquireAsync("second", 10, Life, Token);
        two.Should().HaveCount(2);
        rest.Should().HaveCount(1);
        two.Concat(rest).Select(lease => lease.Lane).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Items_are_taken_by_priority_then_by_arrival()
    {
        await Commit(
            Acme.Change("1", priority: ChangePriority.Backfill),
            Acme.Change("2", priority: ChangePriority.Incremental),
            Acme.Change("3", priority: ChangePriority.Live),
            Acme.Change("4", priority: ChangePriority.Live) with { NotBefore = Now.AddSeconds(1) },
            Acme.Change("5", priority: ChangePriority.Live));
        LaneLease lease = await Lease();

        (await Take(lease)).Select(item => item.Change.Record.Id).Should().Equal("3", "5", "2", "1");
        (await Take(lease, 2)).Select(item => item.Change.Record.Id).Should().Equal("3", "5");
        (await Take(lease, 2)).Should().HaveCount(2, "taken items stay until they are settled");
    }

    [Fact]
    public async Task The_next_due_time_knows_items_pauses_and_leases()
    {
        (await Storage.Lanes.NextDueAsync(Token)).Should().BeNull();

        await Commit(Acme.Change("1") with { NotBefore = Now.AddMinutes(3) }, Acme.Change("2") with { NotBefore = Now.AddMinutes(2) });
        (await Storage.Lanes.NextDueAsync(Token)).Should().Be(Now.AddMinutes(2));

        await Storage.Lanes.PauseAsync(Acme.Books, Now.AddMinutes(10), Token);
        (await Storage.Lanes.NextDueAsync(Token)).Should().Be(Now.AddMinutes(10));

        await Storage.Lanes.PauseAsync(Acme.Books, DateTimeOffset.MinValue, Token);
        Storage.Time.Advance(TimeSpan.FromMinutes(2));
        (await Storage.Lanes.NextDueAsync(Token)).Should().BeOnOrBefore(Now);

        LaneLease lease = await Lease();
        (await Storage.Lanes.NextDueAsync(Token)).Should().Be(lease.ExpiresAt);

        Merchant other = new("other");
        await Storage.State.CommitAsync(other.Stream, [other.Change("1") with { NotBefore = Now.AddSeconds(30) }], null, Token);
        (await Storage.Lanes.NextDueAsync(Token)).Should().Be(Now.AddSeconds(30));
    }
}
