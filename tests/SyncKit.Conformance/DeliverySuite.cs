using System.Globalization;
using FluentAssertions;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Webhooks;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>A delivery and the memory of it are one: it is taken in once, however often and wherever it comes.</summary>
public abstract class DeliverySuite : StorageSuite
{
    private const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Fact]
    public async Task Takes_a_delivery_in_and_recognises_its_replay()
    {
        (await Receive(["key"], Acme.Change("1"))).Should().Be(new CommitReceipt(1, 0, 0));

        (await Receive(["key"], Acme.Change("2"))).Should().BeNull();
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 1, Waiting = 1 });
    }

    [Fact]
    public async Task Recognises_a_replay_after_a_restart()
    {
        await Receive(["key"], Acme.Change("1"));
        await Storage.ReopenAsync();

        (await Receive(["key"], Acme.Change("1", 5, "b"))).Should().BeNull();
        (await Take(await Lease())).Single().Revision.Should().Be(1);
    }

    [Fact]
    public async Task A_delivery_without_a_key_is_never_a_replay()
    {
        await Receive([], Acme.Change("1"));

        (await Receive([], Acme.Change("1", 1, "b"))).Should().Be(new CommitReceipt(0, 1, 0));
    }

    [Fact]
    public async Task A_delivery_of_several_events_is_a_replay_only_when_all_of_them_are_known()
    {
        await Receive(["a", "b"]);

        (await Receive(["b", "c"], Acme.Change("1"))).Should().NotBeNull();
        (await Receive(["a", "b", "c"], Acme.Change("2"))).Should().BeNull();
    }

    [Fact]
    public async Task A_forgotten_key_may_come_again()
    {
        await Receive(["deleted"], Acme.Deletion("1"));
        await Storage.State.ReceiveAsync(
            Acme.Stream, [Acme.Change("1", 1)], null, new WebhookMark(Acme.Shop) { Keys = ["restored"], ForgottenKeys = ["deleted"] }, Token);

        (await Receive(["deleted"], Acme.Deletion("1", 2))).Should().NotBeNull();
        (await Receive(["restored"])).Should().BeNull();
    }

    [Fact]
    public async Task A_replay_forgets_nothing_and_moves_nothing()
    {
        await Receive(["a"]);
        await Receive(["b"]);

        CommitReceipt? replay = await Storage.State.ReceiveAsync(
            Acme.Stream, [], new StreamPosition("x", Now), new WebhookMark(Acme.Shop) { Keys = ["a"], ForgottenKeys = ["b"] }, Token);

        replay.Should().BeNull();
        (await Receive(["b"])).Should().BeNull();
        (await Storage.State.FindPositionAsync(Acme.Stream, Token)).Should().BeNull();
    }

    [Fact]
    public async Task Moves_the_position_with_the_delivery()
    {
        StreamId due = Acme.Stream with { Scope = "due" };
        await Storage.State.ReceiveAsync(due, [], new StreamPosition("x", Now), new WebhookMark(Acme.Shop) { Keys = ["a"] }, Token);

        (await Storage.State.FindPositionAsync(due, Token)).Should().Be(new StreamPosition("x", Now));
    }

    [Fact]
    public async Task A_delivery_that_cannot_be_taken_in_is_not_remembered()
    {
        Merchant other = new("other");
        Func<Task> receive = () => Receive(["key"], Acme.Change("1"), Acme.Change("2") with { Lane = other.Books });
        await receive.Should().ThrowAsync<ArgumentException>();
        Func<Task> cancelled = () => Storage.State.ReceiveAsync(
            Acme.Stream, [Acme.Change("1")], null, new WebhookMark(Acme.Shop) { Keys = ["key"] }, new CancellationToken(canceled: true));
        await cancelled.Should().ThrowAsync<OperationCanceledException>();

        (await Receive(["key"], Acme.Change("1"))).Should().Be(new CommitReceipt(1, 0, 0));
    }

    [Fact]
    public async Task Tenants_and_connections_do_not_share_keys()
    {
        Merchant other = new("other");
        await Receive(["key"]);

        (await Storage.State.ReceiveAsync(other.Stream, [], null, new WebhookMark(other.Shop) { Keys = ["key"] }, Token)).Should().NotBeNull();
        (await Storage.State.ReceiveAsync(Acme.Stream, [], null, new WebhookMark(Acme.Books) { Keys = ["key"] }, Token)).Should().NotBeNull();
        Func<Task> foreign = () => Storage.State.ReceiveAsync(Acme.Stream, [], null, new WebhookMark(other.Shop), Token);
        await foreign.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Of_many_hosts_with_one_delivery_exactly_one_does_the_work()
    {
        CommitReceipt?[] receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Receive(["key"], Acme.Change("1")), Token)));

        receipts.Count(receipt => receipt is not null).Should().Be(1);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 1, Waiting = 1 });
    }

    [Fact]
    public async Task A_thousand_deliveries_of_one_record_at_once_wait_as_one_row()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(
            () => Receive([i.ToString(CultureInfo.InvariantCulture)], Acme.Change("1", i, $"{i}")), Token)));

        InboxItem item = (await Take(await Lease())).Should().ContainSingle().Subject;
        item.Change.Hash.Should().Be(Acme.Change("1", 999, "999").Hash);
        (await Count()).Should().Be(FlowCounts.Zero with { Entered = 1000, Superseded = 999, Waiting = 1 });
    }

    [Fact]
    public async Task Forgets_what_is_older_than_asked_and_keeps_the_rest()
    {
        for (int i = 0; i < 1200; i++)
        {
            await Receive([$"old-{i}"]);
        }

        Storage.Time.Advance(TimeSpan.FromDays(1));
        await Receive(["new"]);

        (await Storage.WebhookHistory.ForgetAsync(Now, Token)).Should().Be(1200);
        (await Receive(["new"])).Should().BeNull();
        (await Receive(["old-7"])).Should().NotBeNull();
    }

    [Fact]
    public async Task Keeps_the_trace_of_what_brought_a_change_in_and_replaces_both_together()
    {
        await Receive(["a"], Acme.Change("1") with { TraceParent = Trace }, Acme.Change("2"));
        await Storage.ReopenAsync();
        var lease = await Lease();
        (await Take(lease)).Select(item => item.Change.TraceParent).Should().Equal(Trace, string.Empty);

        string later = Trace.Replace('4', '5');
        await Receive(["b"], Acme.Change("1", 1, "b") with { TraceParent = later });
        await Receive(["c"], Acme.Change("1", 0, "old") with { TraceParent = Trace });
        (await Take(lease))[0].Change.TraceParent.Should().Be(later);
    }

    private Task<CommitReceipt?> Receive(string[] keys, params Change[] changes) =>
        Storage.State.ReceiveAsync(Acme.Stream, changes, null, new WebhookMark(Acme.Shop) { Keys = keys }, Token);
}
