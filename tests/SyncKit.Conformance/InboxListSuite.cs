using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>What waits is shown page by page, each change once, and only to its tenant.</summary>
public abstract class InboxListSuite : StorageSuite
{
    [Fact]
    public async Task A_waiting_change_is_shown_with_what_is_known_of_it()
    {
        await Commit(Acme.Change("1", 5, "a", ChangePriority.Backfill) with { NotBefore = Now.AddHours(1) });

        InboxPage page = await List(new InboxQuery { Flow = Merchant.Flow });

        page.Next.Should().BeNull();
        page.Rows.Should().Equal(new WaitingChange(
            Merchant.Flow,
            Acme.Order("1"),
            Acme.Books,
            ChangePriority.Backfill,
            Now.AddHours(1),
            Attempts: 0,
            StorageUnderTest.Start.AddMinutes(5),
            IsThin: false,
            IsDeleted: false));
    }

    [Fact]
    public async Task Thin_changes_and_deletions_are_told_from_complete_ones()
    {
        await Commit(Acme.Change("complete"), Acme.Deletion("deleted"), Acme.Thin("thin"));

        (await List(new InboxQuery { Flow = Merchant.Flow })).Rows
            .Select(row => (row.Record.Id, row.IsThin, row.IsDeleted))
            .Should().BeEquivalentTo([("complete", false, false), ("deleted", false, true), ("thin", true, false)]);
    }

    [Fact]
    public async Task A_failure_shows_as_an_attempt_and_a_later_turn()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        InboxItem item = (await Take(lease)).Single();
        await Settle(lease, new ItemOutcome { Item = item, Kind = OutcomeKind.Retry, NotBefore = Now.AddMinutes(3) });

        WaitingChange row = (await List(new InboxQuery { Flow = Merchant.Flow })).Rows.Single();

        row.Attempts.Should().Be(1);
        row.NotBefore.Should().Be(Now.AddMinutes(3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(500)]
    public async Task Changes_are_listed_page_by_page_each_once(int limit)
    {
        string[] ids = [.. Enumerable.Range(0, 10).Select(i => $"{i}"), "a|b/c\n%", "ä'\""];
        await Commit([.. ids.Select(id => Acme.Change(id))]);

        List<string> listed = [];
        string? after = null;
        do
        {
            InboxPage page = await List(new InboxQuery { Flow = Merchant.Flow, After = after, Limit = limit });
            page.Rows.Count.Should().BeInRange(1, limit);
            listed.AddRange(page.Rows.Select(row => row.Record.Id));
            after = page.Next;
        }
        while (after is not null);

        listed.Should().BeEquivalentTo(ids).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Changes_are_listed_by_flow_and_destination()
    {
        ConnectionId other = new(Acme.Tenant, "quickbooks", "other");
        await Commit(
            Acme.Change("1"),
            Acme.Change("2") with { Lane = other },
            Acme.Change("3") with { Flow = "another-flow" });

        (await Ids(new InboxQuery { Flow = Merchant.Flow })).Should().BeEquivalentTo("1", "2");
        (await Ids(new InboxQuery { Flow = Merchant.Flow, Lane = other })).Should().Equal("2");
        (await Ids(new InboxQuery { Flow = Merchant.Flow, Lane = Acme.Books })).Should().Equal("1");
        (await Ids(new InboxQuery { Flow = "another-flow" })).Should().Equal("3");
    }

    [Fact]
    public async Task A_tenant_sees_nothing_of_another()
    {
        Merchant other = new("other");
        await Commit(Acme.Change("1"));

        (await Storage.Inbox.ListAsync(other.Tenant, new InboxQuery { Flow = Merchant.Flow }, Token)).Rows.Should().BeEmpty();
        (await Storage.Inbox.ListAsync(other.Tenant, new InboxQuery { Flow = Merchant.Flow, Lane = Acme.Books }, Token)).Rows.Should().BeEmpty();
        (await Ids(new InboxQuery { Flow = Merchant.Flow, Lane = other.Books })).Should().BeEmpty();
    }

    [Fact]
    public async Task A_lane_shows_what_waits_in_it_and_whether_somebody_works_on_it()
    {
        (await Lanes()).Should().BeEmpty();
        ConnectionId other = new(Acme.Tenant, "quickbooks", "another");
        await Commit(Acme.Change("1"), Acme.Change("2"), Acme.Change("3") with { Lane = other });
        (await Lanes()).Should().Equal(
            new LaneStatus(other, 1, 0, IsWorkedOn: false, null, null), new LaneStatus(Acme.Books, 2, 0, IsWorkedOn: false, null, null));

        LaneLease lease = (await Storage.Lanes.AcquireLaneAsync(Acme.Books, "first", Life, Token))!;
        (await Lanes())[1].Should().Be(new LaneStatus(Acme.Books, 2, 0, IsWorkedOn: true, null, Now));

        DateTimeOffset taken = Now;
        DateTimeOffset until = Now.AddHours(1);
        await Release(lease, new LaneRelease(until));
        LaneStatus paused = (await Lanes())[1];
        (paused.IsWorkedOn, paused.PausedUntil).Should().Be((false, until));
        paused.LastServedAt.Should().BeOnOrAfter(taken);
        Storage.Time.Advance(TimeSpan.FromHours(1));
        (await Lanes())[1].PausedUntil.Should().BeNull();
        (await Storage.Inbox.ListLanesAsync(new Merchant("other").Tenant, Token)).Should().BeEmpty();
    }

    private Task<IReadOnlyList<LaneStatus>> Lanes() => Storage.Inbox.ListLanesAsync(Acme.Tenant, Token);

    private Task<InboxPage> List(InboxQuery query) => Storage.Inbox.ListAsync(Acme.Tenant, query, Token);

    private async Task<IEnumerable<string>> Ids(InboxQuery query) => (await List(query)).Rows.Select(row => row.Record.Id);
}
