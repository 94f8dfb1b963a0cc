using FluentAssertions;
using SyncKit.Auditing;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Transforming;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>A settlement is true as a whole, and never speaks for a newer change than the one that was taken.</summary>
public abstract class SettlementSuite : StorageSuite
{
    [Theory]
    [InlineData(OutcomeKind.Written, LedgerState.Written)]
    [InlineData(OutcomeKind.Updated, LedgerState.Written)]
    [InlineData(OutcomeKind.Unchanged, LedgerState.Written)]
    [InlineData(OutcomeKind.Skipped, LedgerState.Skipped)]
    [InlineData(OutcomeKind.Dead, LedgerState.Dead)]
    public async Task An_outcome_leaves_the_inbox_and_is_recorded(OutcomeKind kind, LedgerState state)
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        ItemOutcome outcome = Outcomes.Of((await Take(lease)).Single(), kind, Now);

        (await Settle(lease, outcome)).Should().BeTrue();

        (await Take(lease)).Should().BeEmpty();
        LedgerRecord record = (await Find(Acme.Order("1"))).Record!;
        record.State.Should().Be(state);
        record.Payload.ToArray().Should().Equal(outcome.Record!.Payload.ToArray());
        (record with { Payload = default }).Should().Be(outcome.Record with { Payload = default });
        FlowCounts expected = kind switch
        {
            OutcomeKind.Written => FlowCounts.Zero with { Written = 1 },
            OutcomeKind.Updated => FlowCounts.Zero with { Updated = 1 },
            OutcomeKind.Unchanged => FlowCounts.Zero with { Unchanged = 1 },
            OutcomeKind.Skipped => FlowCounts.Zero with { Skipped = 1 },
            _ => FlowCounts.Zero with { Dead = 1 },
        };
        (await Count()).Should().Be(expected with { Entered = 1 });
    }

    [Fact]
    public async Task A_retry_counts_as_an_attempt_and_a_snooze_does_not()
    {
        await Commit(Acme.Change("1"), Acme.Change("2"));
        LaneLease lease = await Lease();
        IReadOnlyList<InboxItem> items = await Take(lease);
        DateTimeOffset later = Now.AddSeconds(10);
        await Settle(lease, Outcomes.Of(items[0], OutcomeKind.Retry, later), Outcomes.Of(items[1], OutcomeKind.Snoozed, later));

        (await Take(lease)).Should().BeEmpty();
        Storage.Time.Advance(TimeSpan.FromSeconds(10));
        IReadOnlyList<InboxItem> again = await Take(lease);
        again.Select(item => item.Attempts).Should().Equal(1, 0);
        again.Should().OnlyContain(item => item.Change.NotBefore == later && item.Revision == 1);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 2, Waiting = 2 });
        (await Find(Acme.Order("1"))).Record.Should().BeNull();
    }

    [Theory]
    [InlineData(OutcomeKind.Written)]
    [InlineData(OutcomeKind.Updated)]
    [InlineData(OutcomeKind.Unchanged)]
    [InlineData(OutcomeKind.Skipped)]
    public async Task An_outcome_of_a_replaced_item_is_recorded_and_leaves_the_newer_change(OutcomeKind kind)
    {
        await Commit(Acme.Change("1", 1, "a"));
        LaneLease lease = await Lease();
        InboxItem old = (await Take(lease)).Single();
        await Commit(Acme.Change("1", 2, "b"));
        LedgerDocument document = Outcomes.Document(old.Change, Now);

        await Storage.Lanes.SettleAsync(
            lease, new Settlement { Outcomes = [Outcomes.Of(old, kind, Now)], Documents = [document] }, Token);

        InboxItem newer = (await Take(lease)).Should().ContainSingle().Subject;
        newer.Change.Hash.Should().Be(Acme.Change("1", 2, "b").Hash);
        LedgerView view = await Find(Acme.Order("1"));
        view.Record!.Hash.Should().Be(old.Change.Hash);
        view.Documents["sale"].Should().Be(document);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 2, Superseded = 1, Waiting = 1 });
    }

    [Theory]
    [InlineData(OutcomeKind.Dead)]
    [InlineData(OutcomeKind.Retry)]
    [InlineData(OutcomeKind.Snoozed)]
    public async Task A_failure_of_a_replaced_item_gives_way_to_the_newer_change(OutcomeKind kind)
    {
        await Commit(Acme.Change("1", 1, "a"));
        LaneLease lease = await Lease();
        InboxItem old = (await Take(lease)).Single();
        await Commit(Acme.Change("1", 2, "b"));

        (await Settle(lease, Outcomes.Of(old, kind, Now.AddHours(1)))).Should().BeTrue();

        InboxItem newer = (await Take(lease)).Should().ContainSingle().Subject;
        newer.Attempts.Should().Be(0);
        newer.Change.NotBefore.Should().Be(StorageUnderTest.Start);
        (await Find(Acme.Order("1"))).Record.Should().BeNull();
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 2, Superseded = 1, Waiting = 1 });
    }

    [Fact]
    public async Task A_place_is_never_given_to_another_change_after_it_was_settled()
    {
        await Commit(Acme.Change("1", 1, "a"));
        LaneLease lease = await Lease();
        InboxItem old = (await Take(lease)).Single();
        await Settle(lease, Outcomes.Of(old, OutcomeKind.Written, Now));
        await Commit(Acme.Change("1", 2, "b"));

        await Settle(lease, Outcomes.Of(old, OutcomeKind.Written, Now));

        InboxItem newer = (await Take(lease)).Should().ContainSingle().Subject;
        newer.Sequence.Should().BeGreaterThan(old.Sequence);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 2, Written = 1, Waiting = 1 });
    }

    [Fact]
    public async Task Everything_in_a_settlement_is_made_durable_together()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        InboxItem item = (await Take(lease)).Single();
        ResolvedReference customer = new("customer", "a@b.c|USD", "58", new Dictionary<string, string> { ["name"] = "Ann" }, Now);
        AuditEntry entry = new(Acme.Tenant, Now, "record.written", "1", "first", "worker");
        LedgerDocument document = Outcomes.Document(item.Change, Now);

        await Storage.Lanes.SettleAsync(
            lease,
            new Settlement
            {
                Outcomes = [Outcomes.Of(item, OutcomeKind.Written, Now)],
                Documents = [document],
                References = [customer],
                NewIntents = [Outcomes.Intent(item.Change, Now, "next")],
                Audit = [entry],
            },
            Token);

        (await Find(Acme.Order("1"))).Documents.Should().ContainSingle().Which.Value.Should().Be(document);
        (await Storage.References.FindAsync(Acme.Books, [new Reference("customer", "a@b.c|USD")], Token))
            .Should().BeEquivalentTo([customer]);
        (await Storage.Lanes.ListIntentsAsync(lease, Token)).Should().ContainSingle().Which.RequestId.Should().Be("next");
        (await Storage.Audit.ListAsync(Acme.Tenant, 10, Token)).Should().Equal(entry);
    }

    [Fact]
    public async Task A_settlement_that_does_not_fit_changes_nothing()
    {
        await Commit(Acme.Change("1"), Acme.Change("2"));
        LaneLease lease = await Lease();
        IReadOnlyList<InboxItem> items = await Take(lease);
        ItemOutcome good = Outcomes.Of(items[0], OutcomeKind.Written, Now);
        Merchant other = new("other");
        Settlement[] wrong =
        [
            new() { Outcomes = [good, good with { Item = items[1], Record = null }] },
            new() { Outcomes = [good, Outcomes.Of(items[1], OutcomeKind.Retry, Now) with { NotBefore = null }] },
            new() { Outcomes = [good, good with { Item = items[1] }] },
            new() { Outcomes = [good, Outcomes.Of(items[1], OutcomeKind.Dead, Now) with { Kind = OutcomeKind.Written }] },
            new() { Outcomes = [good, Outcomes.Of(items[1] with { Change = other.Change("2") }, OutcomeKind.Written, Now)] },
            new() { Outcomes = [good], Documents = [Outcomes.Document(other.Change("1"), Now)] },
            new() { Outcomes = [good], Audit = [new(other.Tenant, Now, "a", "b", "c", "d")] },
        ];

        foreach (Settlement settlement in wrong)
        {
            Func<Task> settle = () => Storage.Lanes.SettleAsync(lease, settlement, Token);
            await settle.Should().ThrowAsync<ArgumentException>();
        }

        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 2, Waiting = 2 });
        (await Find(Acme.Order("1"))).Record.Should().BeNull();
    }
}
