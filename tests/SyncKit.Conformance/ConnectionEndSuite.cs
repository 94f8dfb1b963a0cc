using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Transforming;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>How connections are switched off, changed over and removed.</summary>
public abstract class ConnectionEndSuite : StorageSuite
{
    private static readonly ConnectionStatus Off = new(ConnectionState.Disabled, "paused", "Paused.", StorageUnderTest.Start);
    private static readonly ConnectionStatus Broken = new(ConnectionState.NeedsAttention, "quickbooks.reconnect", "Connect again.", StorageUnderTest.Start);

    [Fact]
    public async Task What_is_switched_off_is_not_switched_on_by_how_it_was_found()
    {
        await Storage.Connections.SaveAsync(Acme.Books, "{}", Token);
        (await Storage.Connections.SwitchAsync(Acme.Books, Off, Token)).Should().BeTrue();

        (await Storage.Connections.MarkAsync(Acme.Books, ConnectionStatus.Connected, Token)).Should().BeFalse();
        (await Storage.Connections.MarkAsync(Acme.Books, Broken, Token)).Should().BeFalse();
        (await Storage.Connections.FindAsync(Acme.Books, Token))!.Status.Should().Be(Off);

        (await Storage.Connections.SwitchAsync(Acme.Books, ConnectionStatus.Connected, Token)).Should().BeTrue();
        (await Storage.Connections.SwitchAsync(Acme.Books, ConnectionStatus.Connected, Token)).Should().BeFalse();
        (await Storage.Connections.SwitchAsync(Acme.Shop, Off, Token)).Should().BeFalse("there is no such connection");
    }

    [Fact]
    public async Task A_flow_is_switched_off_between_two_connections_alone()
    {
        FlowBinding one = new(Merchant.Flow, Acme.Shop, Acme.Books);
        FlowBinding two = new("other-flow", Acme.Shop, Acme.Books);
        await Storage.Connections.BindAsync(one, Token);
        await Storage.Connections.BindAsync(two, Token);

        (await Storage.Connections.UnbindAsync(one, Token)).Should().BeTrue();
        (await Storage.Connections.UnbindAsync(one, Token)).Should().BeFalse();

        (await Storage.Connections.ListBindingsAsync(Acme.Tenant, Token)).Should().Equal(two);
    }

    [Fact]
    public async Task What_hangs_on_a_connection_is_counted_for_both_ends()
    {
        (await Storage.Connections.CountTiesAsync(Acme.Books, Token)).Should().Be(new ConnectionTies(0, 0, 0, 0));
        await Commit(Acme.Change("1"), Acme.Change("2"), Acme.Change("3"));
        Merchant other = new("other");
        await Storage.State.CommitAsync(other.Stream, [other.Change("1")], null, Token);
        (await Storage.Connections.CountTiesAsync(Acme.Books, Token)).Waiting.Should().Be(3);
        (await Storage.Connections.CountTiesAsync(Acme.Shop, Token)).Waiting.Should().Be(3);

        LaneLease lease = await Lease();
        IReadOnlyList<Inbox.InboxItem> items = await Take(lease, 2);
        await Settle(lease, [.. items.Select(item => Outcomes.Of(item, OutcomeKind.Skipped, Now))]);

        ConnectionTies shop = await Storage.Connections.CountTiesAsync(Acme.Shop, Token);
        shop.Should().Be(new ConnectionTies(1, 0, 2, 0));
        (shop.HasWork, shop.HasHistory).Should().Be((true, true));
    }

    [Fact]
    public async Task An_account_with_history_or_work_is_not_forgotten()
    {
        await Release(await Learn());
        await Commit(Acme.Change("1"));
        (await Storage.Connections.ForgetAccountAsync(Acme.Books, Token)).Should().BeFalse("a change waits for it");
        (await Storage.Connections.ForgetAccountAsync(Acme.Shop, Token)).Should().BeFalse("a change waits from it");
        await Work(OutcomeKind.Skipped);
        (await Storage.Connections.ForgetAccountAsync(Acme.Shop, Token)).Should().BeFalse("the ledger knows a record of it");

        (await Known()).Should().NotBeEmpty();
        (await Storage.State.FindPositionAsync(Acme.Stream, Token)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_forgotten_account_leaves_no_reference_and_no_cursor_and_fences_out_who_worked_for_it()
    {
        LaneLease lease = await Learn();

        (await Storage.Connections.ForgetAccountAsync(Acme.Books, Token)).Should().BeTrue();
        (await Storage.Connections.ForgetAccountAsync(Acme.Shop, Token)).Should().BeTrue();

        (await Known()).Should().BeEmpty();
        (await Storage.State.FindPositionAsync(Acme.Stream, Token)).Should().BeNull();
        (await Settle(lease)).Should().BeFalse();
        LaneLease next = (await Storage.Lanes.AcquireLaneAsync(Acme.Books, "next", Life, Token))!;
        next.Epoch.Should().BeGreaterThan(lease.Epoch + 1, "nobody may take the new owner for the one who knew the old account");
    }

    [Fact]
    public async Task A_connection_with_work_is_removed_only_when_that_is_wanted_and_what_waits_counts_as_dismissed()
    {
        await Storage.Connections.SaveAsync(Acme.Books, "{}", Token);
        await Storage.Connections.SaveAsync(Acme.Shop, "{}", Token);
        await Storage.Connections.BindAsync(new FlowBinding(Merchant.Flow, Acme.Shop, Acme.Books), Token);
        await Commit(Acme.Change("1"), Acme.Change("2"));
        LaneLease lease = await Lease();

        (await Storage.Connections.RemoveAsync(Acme.Books, "123", false, Token)).Should().BeFalse();
        (await Storage.Connections.FindAsync(Acme.Books, Token)).Should().NotBeNull();
        (await Storage.Connections.RemoveAsync(Acme.Books, "123", true, Token)).Should().BeTrue();
        (await Storage.Connections.RemoveAsync(Acme.Books, "123", true, Token)).Should().BeFalse("it is gone");

        (await Storage.Connections.FindAsync(Acme.Books, Token)).Should().BeNull();
        (await Storage.Connections.FindAsync(Acme.Shop, Token)).Should().NotBeNull();
        (await Storage.Connections.ListBindingsAsync(Acme.Tenant, Token)).Should().BeEmpty();
        FlowCounts counts = await Count();
        (counts.Waiting, counts.Dismissed, counts.AreConserved).Should().Be((0, 2, true));
        (await Settle(lease)).Should().BeFalse("its lane is nobody's");
        (await Storage.References.FindAsync(Acme.Books, [AccountReference.Key], Token)).Should().ContainSingle().Which.Id.Should().Be("123");
    }

    [Fact]
    public async Task A_removed_connection_takes_nothing_of_its_neighbours_with_it()
    {
        Merchant other = new("other");
        await Storage.Connections.SaveAsync(Acme.Books, "{}", Token);
        await Storage.Connections.SaveAsync(other.Books, "{}", Token);
        await Storage.Connections.BindAsync(new FlowBinding(Merchant.Flow, other.Shop, other.Books), Token);
        await Storage.State.CommitAsync(other.Stream, [other.Change("1")], null, Token);

        (await Storage.Connections.RemoveAsync(Acme.Books, null, true, Token)).Should().BeTrue();

        (await Storage.Connections.FindAsync(other.Books, Token)).Should().NotBeNull();
        (await Storage.Connections.ListBindingsAsync(other.Tenant, Token)).Should().ContainSingle();
        (await Count(other)).Waiting.Should().Be(1);
        (await Storage.References.FindAsync(Acme.Books, [AccountReference.Key], Token)).Should().BeEmpty("nobody knows the account");
    }

    private async Task<LaneLease> Learn()
    {
        LaneLease lease = (await Storage.Lanes.AcquireLaneAsync(Acme.Books, "first", Life, Token))!;
        ResolvedReference customer = new("customer", "a@b.c", "58", new Dictionary<string, string>(), Now);
        await Storage.Lanes.SettleAsync(lease, new Settlement { References = [customer] }, Token);
        await Storage.State.CommitAsync(Acme.Stream, [], new StreamPosition("cursor", Now), Token);
        return lease;
    }

    private Task<IReadOnlyList<ResolvedReference>> Known() => Storage.References.FindAsync(Acme.Books, [new Reference("customer", "a@b.c")], Token);
}
