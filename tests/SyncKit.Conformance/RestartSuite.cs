using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Transforming;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>A restart loses nothing.</summary>
public abstract class RestartSuite : StorageSuite
{
    [Fact]
    public async Task Everything_survives_a_restart()
    {
        StreamPosition position = new("page-9", Now);
        await Storage.State.CommitAsync(Acme.Stream, [Acme.Change("1"), Acme.Change("2"), Acme.Change("3")], position, Token);
        LaneLease lease = await Lease();
        IReadOnlyList<InboxItem> items = await Take(lease);
        await Storage.Lanes.SettleAsync(
            lease,
            new Settlement
            {
                Outcomes = [Outcomes.Of(items[0], OutcomeKind.Written, Now), Outcomes.Of(items[1], OutcomeKind.Retry, Now)],
                Documents = [Outcomes.Document(items[0].Change, Now)],
                References = [new("customer", "a@b.c", "58", new Dictionary<string, string>(), Now)],
                NewIntents = [Outcomes.Intent(items[1].Change, Now)],
                Audit = [new(Acme.Tenant, Now, "a", "b", "c", "d")],
                Budget = "spent",
            },
            Token);
        await Storage.Connections.SaveAsync(Acme.Books, "{}", Token);
        await Storage.Connections.BindAsync(new FlowBinding(Merchant.Flow, Acme.Shop, Acme.Books), Token);
        await Storage.Credentials.SaveAsync(Acme.Books, new SealedCredentials("k", new byte[60], new byte[12], new byte[20], 0), 0, Outcomes.Audit(Acme.Tenant, Now), Token);
        await Storage.Credentials.TryBeginRefreshAsync(Acme.Books, "first", Life, Token);
        FlowCounts before = await Count();

        await Storage.ReopenAsync();

        (await Count()).Should().Be(before).And.Be(FlowCounts.Zero with { Entered = 3, Written = 1, Waiting = 2 });
        (await Storage.State.FindPositionAsync(Acme.Stream, Token)).Should().Be(position);
        (await TryLease("second")).Should().BeNull("the lease of the crashed owner still runs");
        (await Take(lease)).Select(item => (item.Change.Record.Id, item.Attempts)).Should().Equal(("2", 1), ("3", 0));
        LedgerView view = await Find(Acme.Order("1"));
        view.Record!.State.Should().Be(LedgerState.Written);
        view.Documents["sale"].Should().Be(Outcomes.Document(items[0].Change, Now));
        (await Storage.References.FindAsync(Acme.Books, [new Reference("customer", "a@b.c")], Token)).Should().ContainSingle();
        (await Storage.Audit.ListAsync(Acme.Tenant, 10, Token)).Should().HaveCount(2);
        (await Storage.Connections.FindAsync(Acme.Books, Token)).Should().NotBeNull();
        (await Storage.Connections.ListBindingsAsync(Acme.Tenant, Token)).Should().ContainSingle();
        (await Storage.Credentials.FindAsync(Acme.Books, Token)).Should().NotBeNull();
        (await Storage.Credentials.TryBeginRefreshAsync(Acme.Books, "second", Life, Token)).Should().BeFalse();
        Storage.Time.Advance(Life);
        LaneLease next = await Lease("second");
        next.Epoch.Should().BeGreaterThan(lease.Epoch);
        next.Budget.Should().Be("spent");
        (await Storage.Lanes.ListIntentsAsync(next, Token)).Should().ContainSingle();
    }

    [Fact]
    public async Task Sequences_go_on_after_a_restart()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        InboxItem first = (await Take(lease)).Single();
        await Settle(lease, Outcomes.Of(first, OutcomeKind.Written, Now));
        await Storage.ReopenAsync();

        await Commit(Acme.Change("2"));

        (await Take(lease)).Single().Sequence.Should().BeGreaterThan(first.Sequence);
    }
}
