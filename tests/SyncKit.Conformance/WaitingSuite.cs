using FluentAssertions;
using SyncKit.Inbox;
using SyncKit.Lanes;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>What a health check asks: which lane nobody takes, and whether the storage writes at all.</summary>
public abstract class WaitingSuite : StorageSuite
{
    [Fact]
    public async Task A_lane_waits_from_when_its_work_is_due_until_somebody_takes_it()
    {
        (await WaitAsync()).Should().BeNull();
        await Commit(Acme.Change("1"));
        DateTimeOffset due = Now;
        Storage.Time.Advance(TimeSpan.FromMinutes(5));

        (await WaitAsync()).Should().Be(new LaneWait(Acme.Books, due));
        LaneLease lease = await Lease();
        (await WaitAsync()).Should().BeNull("it has an owner");

        await Release(lease);
        (await WaitAsync()).Should().Be(new LaneWait(Acme.Books, Now), "its turn ended just now, and work is left");
        await Work();
        (await WaitAsync()).Should().BeNull("nothing is left");
    }

    [Fact]
    public async Task A_lane_waits_from_the_end_of_its_pause_or_of_a_dead_owners_lease()
    {
        await Commit(Acme.Change("1"));
        await Lease();
        Storage.Time.Advance(Life + TimeSpan.FromSeconds(1));
        (await WaitAsync())!.Since.Should().Be(Now.AddSeconds(-1));

        await Storage.Lanes.PauseAsync(Acme.Books, Now.AddMinutes(1), Token);
        (await WaitAsync()).Should().BeNull();
        Storage.Time.Advance(TimeSpan.FromMinutes(3));
        (await WaitAsync())!.Since.Should().Be(Now.AddMinutes(-2));
    }

    [Fact]
    public async Task The_lane_that_waits_longest_is_named_and_work_of_later_does_not_count()
    {
        Merchant other = new("other");
        await Storage.State.CommitAsync(other.Stream, [other.Change("1")], null, Token);
        Storage.Time.Advance(TimeSpan.FromMinutes(1));
        await Commit(Acme.Change("1") with { NotBefore = Now }, Acme.Change("2") with { NotBefore = Now.AddHours(1) });
        (await WaitAsync())!.Lane.Should().Be(other.Books);

        LaneLease[] leases = [await Lease(), await Lease()];
        InboxItem[] items = [.. (await Take(leases.Single(lease => lease.Lane == Acme.Books)))];
        await Settle(leases.Single(lease => lease.Lane == Acme.Books), Outcomes.Of(items.Single(), OutcomeKind.Written, Now));
        foreach (LaneLease lease in leases)
        {
            await Release(lease);
        }

        Storage.Time.Advance(TimeSpan.FromMinutes(1));
        (await WaitAsync())!.Lane.Should().Be(other.Books);
    }

    [Fact]
    public async Task A_touch_says_what_time_the_storage_has()
    {
        (await Storage.Probe.TouchAsync(Token)).Should().Be(Now);
        Storage.Time.Advance(TimeSpan.FromMinutes(1));
        (await Storage.Probe.TouchAsync(Token)).Should().Be(Now);
        await Storage.ReopenAsync();
        (await Storage.Probe.TouchAsync(Token)).Should().Be(Now);
    }

    private Task<LaneWait?> WaitAsync() => Storage.Lanes.FindLongestWaitingAsync(Token);
}
