using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>Many dead letters are found by what they have in common, and changed together.</summary>
public abstract class DeadLetterSetSuite : StorageSuite
{
    [Fact]
    public async Task Many_are_retried_at_once_and_what_is_no_dead_letter_is_left()
    {
        await Kill("1", "2", "3");
        await Commit(Acme.Change("2", 1, "newer"));
        await Commit(Acme.Change("written"));
        RecordKey[] named = [Acme.Order("1"), Acme.Order("2"), Acme.Order("written"), Acme.Order("unknown")];

        (await Storage.DeadLetters.RetryAsync(Merchant.Flow, named, Now, Token)).Should().Be(2);

        (await Storage.Inbox.ListAsync(Acme.Tenant, new InboxQuery { Flow = Merchant.Flow }, Token)).Rows
            .Select(row => (row.Record.Id, row.IsThin)).Should().BeEquivalentTo([("1", true), ("2", false), ("written", false)]);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 5, Superseded = 1, Dead = 1, Waiting = 3 });
        (await Storage.DeadLetters.RetryAsync(Merchant.Flow, named, Now, Token)).Should().Be(0);
    }

    [Fact]
    public async Task Many_are_dismissed_at_once_and_what_is_no_dead_letter_is_left()
    {
        await Kill("1", "2", "3");
        RecordKey[] named = [Acme.Order("1"), Acme.Order("3"), Acme.Order("unknown")];

        (await Storage.DeadLetters.DismissAsync(Merchant.Flow, named, Token)).Should().Be(2);

        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 3, Dismissed = 2, Dead = 1 });
        (await Storage.DeadLetters.DismissAsync(Merchant.Flow, named, Token)).Should().Be(0);
        (await Storage.DeadLetters.DismissAsync(Merchant.Flow, [], Token)).Should().Be(0);
        (await Storage.DeadLetters.DismissAsync("another-flow", named, Token)).Should().Be(0);
    }

    [Fact]
    public async Task Records_of_two_tenants_are_refused_and_nothing_changes()
    {
        await Kill("1");
        RecordKey[] mixed = [Acme.Order("1"), new Merchant("other").Order("1")];

        await FluentActions.Awaiting(() => Storage.DeadLetters.RetryAsync(Merchant.Flow, mixed, Now, Token)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => Storage.DeadLetters.DismissAsync(Merchant.Flow, mixed, Token)).Should().ThrowAsync<ArgumentException>();

        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 1, Dead = 1 });
    }

    [Fact]
    public async Task They_are_listed_by_code_and_destination()
    {
        await Kill("1");
        await Commit(Acme.Change("2"));
        LaneLease lease = await Lease();
        InboxItem item = (await Take(lease)).Single();
        ItemOutcome dead = Outcomes.Of(item, OutcomeKind.Dead, Now);
        await Settle(lease, dead with { Record = dead.Record! with { Code = "order.other" } });
        await Release(lease);
        LedgerQuery query = new() { Flow = Merchant.Flow, State = LedgerState.Dead };

        (await Ids(query)).Should().Equal("1", "2");
        (await Ids(query with { Code = "order.other" })).Should().Equal("2");
        (await Ids(query with { Code = "order.tax", Lane = Acme.Books })).Should().Equal("1");
        (await Ids(query with { Code = "order.none" })).Should().BeEmpty();
        (await Ids(query with { Lane = new ConnectionId(Acme.Tenant, "quickbooks", "other") })).Should().BeEmpty();
        (await Ids(query with { Lane = new Merchant("other").Books })).Should().BeEmpty();
        (await Ids(query with { Code = "order.other", State = LedgerState.Written })).Should().BeEmpty();
    }

    private async Task<IEnumerable<string>> Ids(LedgerQuery query) =>
        (await Storage.Ledger.ListRecordsAsync(Acme.Tenant, query, Token)).Rows.Select(record => record.Record.Id);

    private async Task Kill(params string[] ids)
    {
        await Commit([.. ids.Select(id => Acme.Change(id))]);
        await Work(OutcomeKind.Dead);
    }
}
