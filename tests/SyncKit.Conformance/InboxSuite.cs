using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>A page and its cursor are one; a record waits at most once, in its newest version.</summary>
public abstract class InboxSuite : StorageSuite
{
    [Fact]
    public async Task Keeps_a_page_and_its_cursor()
    {
        StreamPosition position = new("page-2", Now);
        CommitReceipt receipt = await Storage.State.CommitAsync(Acme.Stream, [Acme.Change("1"), Acme.Change("2")], position, Token);

        receipt.Should().Be(new CommitReceipt(2, 0, 0));
        (await Storage.State.FindPositionAsync(Acme.Stream, Token)).Should().Be(position);
        (await Storage.State.FindPositionAsync(Acme.Stream with { Scope = "full" }, Token)).Should().BeNull();
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 2, Waiting = 2 });
    }

    [Fact]
    public async Task Leaves_nothing_of_a_commit_that_fails()
    {
        Merchant other = new("other");
        Change foreign = Acme.Change("3") with { Lane = other.Books };
        Func<Task> commit = () => Storage.State.CommitAsync(Acme.Stream, [Acme.Change("1"), foreign], new StreamPosition("next", Now), Token);

        await commit.Should().ThrowAsync<ArgumentException>();
        (await Storage.State.FindPositionAsync(Acme.Stream, Token)).Should().BeNull();
        (await Count()).Should().Be(FlowCounts.Zero);
        (await TryLease()).Should().BeNull();
    }

    [Fact]
    public async Task Commits_nothing_for_a_cancelled_caller()
    {
        CancellationToken cancelled = new(canceled: true);
        Func<Task> commit = () => Storage.State.CommitAsync(Acme.Stream, [Acme.Change("1")], new StreamPosition("next", Now), cancelled);

        await commit.Should().ThrowAsync<OperationCanceledException>();
        (await Storage.State.FindPositionAsync(Acme.Stream, Token)).Should().BeNull();
        (await Count()).Should().Be(FlowCounts.Zero);
    }

    [Fact]
    public async Task Leaves_the_cursor_when_none_is_given_and_forgets_it_when_told()
    {
        StreamPosition position = new("page-2", Now);
        await Storage.State.CommitAsync(Acme.Stream, [], position, Token);
        await Storage.State.CommitAsync(Acme.Stream, [Acme.Change("1")], null, Token);
        (await Storage.State.FindPositionAsync(Acme.Stream, Token)).Should().Be(position);

        await Storage.State.CommitAsync(Acme.Stream, [], position with { Cursor = "page-3" }, Token);
        (await Storage.State.FindPositionAsync(Acme.Stream, Token))!.Cursor.Should().Be("page-3");

        await Storage.State.ForgetPositionAsync(Acme.Stream, Token);
        (await Storage.State.FindPositionAsync(Acme.Stream, Token)).Should().BeNull();
        (await Count()).Waiting.Should().Be(1);
    }

    [Fact]
    public async Task Hands_out_a_change_as_it_came_in()
    {
        Change change = Acme.Change("1", 7, "ä€ \"quoted\"", ChangePriority.Backfill) with { NotBefore = Now.AddMilliseconds(-1.5) };
        await Commit(change);

        InboxItem item = (await Take(await Lease())).Should().ContainSingle().Subject;
        item.Revision.Should().Be(1);
        item.Attempts.Should().Be(0);
        item.Change.Payload.ToArray().Should().Equal(change.Payload.ToArray());
        (item.Change with { Payload = default }).Should().Be(change with { Payload = default });
    }

    [Fact]
    public async Task Hands_out_deletions_and_thin_changes_as_such()
    {
        await Commit(Acme.Deletion("1"), Acme.Thin("2"));

        IReadOnlyList<InboxItem> items = await Take(await Lease());
        items.Select(item => (item.Change.IsDeleted, item.Change.IsThin)).Should().Equal((true, false), (false, true));
        items.Should().OnlyContain(item => item.Change.Hash.IsUnknown && item.Change.Payload.IsEmpty);
    }

    [Fact]
    public async Task Does_not_depend_on_the_callers_buffer()
    {
        byte[] buffer = "{\"id\":1} and more"u8.ToArray();
        await Commit(Acme.Thin("1") with { Payload = buffer.AsMemory(0, 8), Hash = ContentHash.Of(buffer.AsSpan(0, 8)) });
        buffer.AsSpan().Clear();

        InboxItem item = (await Take(await Lease())).Single();
        item.Change.Payload.ToArray().Should().Equal("{\"id\":1}"u8.ToArray());
    }

    [Fact]
    public async Task A_newer_change_takes_the_waiting_ones_place()
    {
        await Commit(Acme.Change("1", 1, "a", ChangePriority.Live), Acme.Change("2", 1));
        LaneLease lease = await Lease();
        InboxItem first = (await Take(lease))[0];
        await Settle(lease, Outcomes.Of(first, OutcomeKind.Retry, Now));

        CommitReceipt receipt = await Commit(Acme.Change("1", 2, "b", ChangePriority.Backfill) with { NotBefore = Now.AddSeconds(5) });

        receipt.Should().Be(new CommitReceipt(0, 1, 0));
        (await Take(lease)).Select(item => item.Change.Record.Id).Should().Equal("2");
        Storage.Time.Advance(TimeSpan.FromSeconds(5));
        InboxItem second = (await Take(lease))[0];
        second.Sequence.Should().Be(first.Sequence);
        second.Revision.Should().Be(first.Revision + 1);
        second.Attempts.Should().Be(0);
        second.Change.Priority.Should().Be(ChangePriority.Live);
        second.Change.Hash.Should().Be(Acme.Change("1", 2, "b").Hash);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 3, Superseded = 1, Waiting = 2 });
    }

    [Fact]
    public async Task An_older_change_never_takes_a_newer_ones_place()
    {
        await Commit(Acme.Change("1", 2, "new"));

        (await Commit(Acme.Change("1", 1, "old", ChangePriority.Live))).Should().Be(new CommitReceipt(0, 1, 0));
        (await Commit(Acme.Deletion("1", 1))).Should().Be(new CommitReceipt(0, 1, 0));
        InboxItem item = (await Take(await Lease())).Single();
        item.Revision.Should().Be(1);
        item.Change.Hash.Should().Be(Acme.Change("1", 2, "new").Hash);
        (await Count()).AreConserved.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_same_content_is_dropped_while_it_waits(int minute)
    {
        await Commit(Acme.Change("1", 1));

        (await Commit(Acme.Change("1", minute))).Should().Be(new CommitReceipt(0, 1, 0));
        (await Take(await Lease())).Single().Revision.Should().Be(1);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 2, Superseded = 1, Waiting = 1 });
    }

    [Fact]
    public async Task A_waiting_deletion_is_not_replaced_by_another_one()
    {
        await Commit(Acme.Deletion("1", 1));

        (await Commit(Acme.Deletion("1", 1))).Should().Be(new CommitReceipt(0, 1, 0));
        (await Take(await Lease())).Single().Revision.Should().Be(1);
    }

    [Fact]
    public async Task Two_contents_of_one_time_become_a_thin_change()
    {
        await Commit(Acme.Change("1", 1, "a"), Acme.Change("2", 1, "a"));

        (await Commit(Acme.Change("1", 1, "b"), Acme.Deletion("2", 1))).Should().Be(new CommitReceipt(0, 2, 0));
        IReadOnlyList<InboxItem> items = await Take(await Lease());
        items.Should().HaveCount(2).And.OnlyContain(item => item.Revision == 2 && item.Change.IsThin && item.Change.Hash.IsUnknown);
    }

    [Fact]
    public async Task A_thin_change_takes_the_place_of_a_waiting_one_of_its_time()
    {
        await Commit(Acme.Thin("1", 1), Acme.Change("2", 1));

        await Commit(Acme.Thin("1", 1), Acme.Thin("2", 1));
        IReadOnlyList<InboxItem> items = await Take(await Lease());
        items.Should().HaveCount(2).And.OnlyContain(item => item.Revision == 2 && item.Change.IsThin);
    }

    [Fact]
    public async Task Several_changes_of_one_record_in_one_commit_come_one_after_the_other()
    {
        CommitReceipt receipt = await Commit(
            Acme.Change("1", 1, "a"), Acme.Change("1", 3, "c"), Acme.Change("1", 2, "b"), Acme.Change("1", 3, "c"));

        receipt.Should().Be(new CommitReceipt(1, 3, 0));
        InboxItem item = (await Take(await Lease())).Single();
        item.Revision.Should().Be(2);
        item.Change.Hash.Should().Be(Acme.Change("1", 3, "c").Hash);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 4, Superseded = 3, Waiting = 1 });
    }

    [Fact]
    public async Task What_the_ledger_has_is_unchanged()
    {
        await Commit(Acme.Change("1", 1), Acme.Deletion("2", 1));
        await Work();

        (await Commit(Acme.Change("1", 1), Acme.Change("1", 2), Acme.Deletion("2", 1), Acme.Deletion("2", 2)))
            .Should().Be(new CommitReceipt(0, 0, 4));
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 6, Unchanged = 4, Written = 2 });
    }

    [Fact]
    public async Task What_is_older_than_the_ledger_is_superseded()
    {
        await Commit(Acme.Change("1", 2, "new"));
        await Work();

        (await Commit(Acme.Change("1", 1, "old"), Acme.Thin("1", 1), Acme.Deletion("1", 1))).Should().Be(new CommitReceipt(0, 3, 0));
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 4, Superseded = 3, Written = 1 });
    }

    [Fact]
    public async Task What_is_newer_than_the_ledger_waits()
    {
        await Commit(Acme.Change("1", 1));
        await Work();

        (await Commit(Acme.Change("1", 2, "b"))).Should().Be(new CommitReceipt(1, 0, 0));
        InboxItem item = (await Take(await Lease())).Single();
        item.Revision.Should().Be(1);
        item.Change.IsThin.Should().BeFalse();
    }

    [Fact]
    public async Task What_differs_at_the_ledgers_own_time_waits_as_a_thin_change()
    {
        await Commit(Acme.Change("1", 1), Acme.Change("2", 1), Acme.Change("3", 1), Acme.Deletion("4", 1));
        await Work();

        (await Commit(Acme.Change("1", 1, "b"), Acme.Thin("2", 1), Acme.Deletion("3", 1), Acme.Change("4", 1)))
            .Should().Be(new CommitReceipt(4, 0, 0));
        (await Take(await Lease())).Should().HaveCount(4).And.OnlyContain(item => item.Change.IsThin && item.Change.Hash.IsUnknown);
    }

    [Fact]
    public async Task Flows_of_one_record_wait_beside_each_other()
    {
        ConnectionId warehouse = new(Acme.Tenant, "supabase", "warehouse");
        CommitReceipt receipt = await Commit(Acme.Change("1"), Acme.Change("1") with { Flow = "orders-to-supabase", Lane = warehouse });

        receipt.Should().Be(new CommitReceipt(2, 0, 0));
        IReadOnlyList<LaneLease> leases = await Storage.Lanes.AcquireAsync("first", 10, Life, Token);
        leases.Select(lease => lease.Lane).Should().BeEquivalentTo([Acme.Books, warehouse]);
        foreach (LaneLease lease in leases)
        {
            (await Take(lease)).Should().ContainSingle().Which.Change.Lane.Should().Be(lease.Lane);
        }
    }

    [Fact]
    public async Task Another_lane_of_the_flow_does_not_know_what_the_first_one_settled()
    {
        await Commit(Acme.Change("1", 1));
        await Work();
        ConnectionId second = new(Acme.Tenant, "quickbooks", "new-books");

        (await Commit(Acme.Change("1", 1) with { Lane = second })).Should().Be(new CommitReceipt(1, 0, 0));
        (await Take(await Lease())).Single().Change.IsThin.Should().BeFalse();
    }
}
