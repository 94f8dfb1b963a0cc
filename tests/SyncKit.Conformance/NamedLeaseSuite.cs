using FluentAssertions;
using SyncKit.Lanes;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>A lane is leased by its name, also when nothing is due in it, under the same rules as any other lease.</summary>
public abstract class NamedLeaseSuite : StorageSuite
{
    [Fact]
    public async Task A_call_of_a_lane_in_which_nothing_was_due_is_found_when_its_owner_goes_away()
    {
        LaneLease lease = (await LeaseByName("first"))!;
        await Storage.Lanes.SettleAsync(lease, new Settlement { NewIntents = [Outcomes.Intent(Acme.Change("1"), Now)] }, Token);
        (await Storage.Lanes.NextDueAsync(Token)).Should().Be(lease.ExpiresAt);

        Storage.Time.Advance(Life);

        LaneLease next = await Lease("second");
        (await Storage.Lanes.ListIntentsAsync(next, Token)).Should().ContainSingle();
        await Storage.Lanes.SettleAsync(next, new Settlement { ClosedIntents = ["request"] }, Token);
        (await Storage.Lanes.NextDueAsync(Token)).Should().BeNull("nothing waits behind the lease");
        await Release(next);
        (await Storage.Lanes.NextDueAsync(Token)).Should().BeNull();
        (await TryLease()).Should().BeNull();
    }

    [Fact]
    public async Task The_lanes_that_are_due_are_named_without_being_leased()
    {
        Merchant globex = new("globex");
        await Commit(Acme.Change("1"));
        await Storage.State.CommitAsync(globex.Stream, [globex.Change("1") with { NotBefore = Now + Life }], null, Token);

        (await Storage.Lanes.ListDueAsync(10, Token)).Should().Equal(Acme.Books);
        (await Storage.Lanes.ListDueAsync(10, Token)).Should().Equal(Acme.Books);
        LaneLease lease = await Lease();
        (await Storage.Lanes.ListDueAsync(10, Token)).Should().BeEmpty("somebody works on it");
        await Release(lease);
        Storage.Time.Advance(Life);

        (await Storage.Lanes.ListDueAsync(10, Token)).Should().Equal(globex.Books, Acme.Books);
        (await Storage.Lanes.ListDueAsync(1, Token)).Should().Equal(globex.Books);
    }

    [Fact]
    public async Task A_lane_that_was_never_used_is_leased_by_name_and_settled()
    {
        LaneLease lease = (await LeaseByName("first"))!;

        lease.Lane.Should().Be(Acme.Books);
        lease.Owner.Should().Be("first");
        lease.ExpiresAt.Should().Be(Now + Life);
        (await Storage.Lanes.SettleAsync(lease, new Settlement { Documents = [Outcomes.Document(Acme.Change("1"), Now)] }, Token)).Should().BeTrue();
        (await Find(Acme.Order("1"))).Documents.Should().ContainKey("sale");
    }

    [Fact]
    public async Task A_lane_that_is_leased_by_name_has_no_other_owner()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = (await LeaseByName("first"))!;

        (await TryLease("second")).Should().BeNull();
        (await LeaseByName("second")).Should().BeNull();
        (await LeaseByName("first")).Should().BeNull();
        (await Storage.Lanes.RenewAsync(lease, Life * 2, Token)).Should().NotBeNull();
        await Release(lease, new LaneRelease(Budget: "spent"));

        LaneLease next = (await LeaseByName("second"))!;
        next.Epoch.Should().BeGreaterThan(lease.Epoch);
        next.Budget.Should().Be("spent");
        (await Settle(lease, Outcomes.Of((await Take(next)).Single(), OutcomeKind.Written, Now))).Should().BeFalse();
    }

    [Fact]
    public async Task A_lane_that_somebody_works_on_is_not_leased_by_name()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        (await LeaseByName("second")).Should().BeNull();

        Storage.Time.Advance(Life);

        (await LeaseByName("second"))!.Epoch.Should().BeGreaterThan(lease.Epoch);
        (await Storage.Lanes.RenewAsync(lease, Life, Token)).Should().BeNull();
    }

    [Fact]
    public async Task A_paused_lane_is_not_leased_by_name()
    {
        await Storage.Lanes.PauseAsync(Acme.Books, Now.AddMinutes(1), Token);
        (await LeaseByName("first")).Should().BeNull();

        Storage.Time.Advance(TimeSpan.FromMinutes(1));

        (await LeaseByName("first")).Should().NotBeNull();
    }

    [Fact]
    public async Task A_lane_of_one_tenant_says_nothing_of_the_others()
    {
        Merchant other = new("other");
        await LeaseByName("first");

        LaneLease? lease = await Storage.Lanes.AcquireLaneAsync(other.Books, "second", Life, Token);

        lease!.Lane.Should().Be(other.Books);
        lease.Epoch.Should().Be(1);
    }

    private Task<LaneLease?> LeaseByName(string owner) => Storage.Lanes.AcquireLaneAsync(Acme.Books, owner, Life, Token);
}
