using FluentAssertions;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>A dead letter is retried, dismissed or superseded, and is counted exactly once all the while.</summary>
public abstract class DeadLetterSuite : StorageSuite
{
    [Fact]
    public async Task A_retried_dead_letter_is_fetched_anew_at_once()
    {
        await Kill("1", 5);

        (await Storage.DeadLetters.RetryAsync(Merchant.Flow, Acme.Order("1"), Now, Token)).Should().BeTrue();

        InboxItem item = (await Take(await Lease())).Should().ContainSingle().Subject;
        item.Attempts.Should().Be(0);
        item.Change.IsThin.Should().BeTrue();
        item.Change.ModifiedAt.Should().Be(StorageUnderTest.Start.AddMinutes(5));
        item.Change.Lane.Should().Be(Acme.Books);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 1, Waiting = 1 });
    }

    [Fact]
    public async Task A_retried_dead_letter_counts_as_superseded_when_a_newer_change_waits()
    {
        await Kill("1", 5);
        await Commit(Acme.Change("1", 6, "newer"));
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 2, Dead = 1, Waiting = 1 });

        (await Storage.DeadLetters.RetryAsync(Merchant.Flow, Acme.Order("1"), Now, Token)).Should().BeTrue();

        (await Take(await Lease())).Should().ContainSingle().Which.Change.IsThin.Should().BeFalse();
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 2, Superseded = 1, Waiting = 1 });
    }

    [Fact]
    public async Task Only_a_dead_letter_is_retried_or_dismissed_and_only_once()
    {
        await Commit(Acme.Change("written"));
        await Work();
        await Kill("retried");
        await Kill("dismissed");
        await Storage.DeadLetters.RetryAsync(Merchant.Flow, Acme.Order("retried"), Now, Token);
        await Storage.DeadLetters.DismissAsync(Merchant.Flow, Acme.Order("dismissed"), Token);

        foreach (string id in new[] { "written", "retried", "dismissed", "unknown" })
        {
            (await Storage.DeadLetters.RetryAsync(Merchant.Flow, Acme.Order(id), Now, Token)).Should().BeFalse();
            (await Storage.DeadLetters.DismissAsync(Merchant.Flow, Acme.Order(id), Token)).Should().BeFalse();
        }

        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 3, Written = 1, Dismissed = 1, Waiting = 1 });
    }

    [Fact]
    public async Task A_dismissed_dead_letter_keeps_its_reason_and_gives_up_its_content()
    {
        await Kill("1");

        (await Storage.DeadLetters.DismissAsync(Merchant.Flow, Acme.Order("1"), Token)).Should().BeTrue();

        LedgerRecord record = (await Find(Acme.Order("1"))).Record!;
        record.State.Should().Be(LedgerState.Dismissed);
        record.Code.Should().Be("order.tax");
        record.Remedy.Should().BeEmpty();
        record.Payload.IsEmpty.Should().BeTrue();
        (await Commit(Acme.Change("1"))).Unchanged.Should().Be(1);
        (await Commit(Acme.Change("1", 1, "newer"))).Waiting.Should().Be(1);
        await Work();
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 3, Unchanged = 1, Dismissed = 1, Written = 1 });
    }

    [Theory]
    [InlineData(OutcomeKind.Written)]
    [InlineData(OutcomeKind.Skipped)]
    [InlineData(OutcomeKind.Unchanged)]
    [InlineData(OutcomeKind.Dead)]
    public async Task A_newer_settled_change_supersedes_the_dead_letter(OutcomeKind kind)
    {
        await Kill("1");
        await Commit(Acme.Change("1", 1, "newer"));
        (await Count()).Dead.Should().Be(1);

        await Work(kind);

        FlowCounts counts = await Count();
        counts.Superseded.Should().Be(1);
        counts.Dead.Should().Be(kind == OutcomeKind.Dead ? 1 : 0);
        counts.AreConserved.Should().BeTrue();
    }

    [Fact]
    public async Task A_dead_letter_keeps_the_content_that_failed()
    {
        await Kill("1");

        LedgerRecord record = (await Find(Acme.Order("1"))).Record!;
        record.Payload.ToArray().Should().Equal(Acme.Change("1").Payload.ToArray());
        record.Remedy.Should().Be("Correct the tax in the shop.");
        (await Commit(Acme.Change("1"))).Unchanged.Should().Be(1, "the content that failed would fail again");
    }

    [Theory]
    [InlineData(OutcomeKind.Written)]
    [InlineData(OutcomeKind.Skipped)]
    public async Task A_settled_record_is_held_for_what_was_found_in_the_books(OutcomeKind kind)
    {
        await Commit(Acme.Change("1", 5));
        await Work(kind);

        await Hold("1");

        LedgerRecord record = (await Find(Acme.Order("1"))).Record!;
        record.State.Should().Be(LedgerState.Dead);
        record.Code.Should().Be("books.changed");
        FlowCounts counts = await Count();
        counts.AreConserved.Should().BeTrue();
        (counts.Entered, counts.Dead, counts.Written + counts.Skipped).Should().Be((2, 1, 1));
        (await Storage.DeadLetters.RetryAsync(Merchant.Flow, Acme.Order("1"), Now, Token)).Should().BeTrue();
        InboxItem item = (await Take(await Lease())).Should().ContainSingle().Subject;
        item.Change.IsThin.Should().BeTrue();
        item.Change.ModifiedAt.Should().Be(StorageUnderTest.Start.AddMinutes(5));
        (await Count()).Should().Be(counts with { Dead = 0, Waiting = 1 });
    }

    [Fact]
    public async Task What_is_found_in_the_books_supersedes_an_earlier_dead_letter_and_leaves_waiting_changes()
    {
        await Kill("1", 5);
        await Commit(Acme.Change("1", 6, "newer"));

        await Hold("1");

        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 3, Superseded = 1, Dead = 1, Waiting = 1 });
        await Work();
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 3, Superseded = 2, Written = 1 });
    }

    [Fact]
    public async Task Nothing_is_held_without_the_lease_and_only_dead_letters_of_the_lane_are()
    {
        await Commit(Acme.Change("1"));
        await Work();
        LedgerRecord held = Outcomes.Held(Acme.Order("1"), (await Find(Acme.Order("1"))).Record, Acme, Now);
        LaneLease lease = (await Storage.Lanes.AcquireLaneAsync(Acme.Books, "first", Life, Token))!;
        foreach (LedgerRecord foreign in new[] { held with { State = LedgerState.Written }, held with { Lane = new Merchant("other").Books } })
        {
            await FluentActions.Awaiting(() => Storage.Lanes.SettleAsync(lease, new Settlement { Held = [foreign] }, Token))
                .Should().ThrowAsync<ArgumentException>();
        }

        Storage.Time.Advance(Life);

        (await Storage.Lanes.SettleAsync(lease, new Settlement { Held = [held] }, Token)).Should().BeFalse();
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 1, Written = 1 });
    }

    private async Task Hold(string id)
    {
        LaneLease lease = (await Storage.Lanes.AcquireLaneAsync(Acme.Books, "watch", Life, Token))!;
        LedgerRecord held = Outcomes.Held(Acme.Order(id), (await Find(Acme.Order(id))).Record, Acme, Now);
        (await Storage.Lanes.SettleAsync(lease, new Settlement { Held = [held] }, Token)).Should().BeTrue();
        await Release(lease);
    }

    private async Task Kill(string id, int minute = 0)
    {
        await Commit(Acme.Change(id, minute));
        LaneLease lease = await Lease();
        InboxItem item = (await Take(lease)).Single(taken => taken.Change.Record.Id == id);
        await Settle(lease, Outcomes.Of(item, OutcomeKind.Dead, Now));
        await Release(lease);
    }
}
