using Microsoft.Extensions.DependencyInjection;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Ledger;

public sealed class DeadLettersTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DeadLetterSelection All => new() { Flow = Scene.Flow };

    [Fact]
    public async Task All_of_a_flow_are_retried_and_what_was_done_is_in_the_trail()
    {
        await using Host host = await StartWithDeadAsync(7);
        scene.Books.Refuse = null;

        ChangedDeadLetters changed;
        using (Actor.Begin("user:jane"))
        {
            changed = await DeadLetters(host).RetryAsync(Scene.Acme, All, Cancel);
        }

        changed.Should().Be(new ChangedDeadLetters(7, null));
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
        (await TrailAsync(host)).Should().Equal(
            ("dead-letters.retry", Scene.Flow, "all", "user:jane"),
            ("dead-letters.retried", Scene.Flow, "7 of: all", "user:jane"));
    }

    [Fact]
    public async Task One_that_fails_again_meanwhile_is_not_retried_twice_by_the_call()
    {
        await using Host host = await StartWithDeadAsync(3);

        (await DeadLetters(host).RetryAsync(Scene.Acme, All, Cancel)).Count.Should().Be(3);

        await host.DrainAsync();
        (await CountAsync(host)).Dead.Should().Be(3);
    }

    [Fact]
    public async Task Only_those_with_the_code_are_dismissed()
    {
        await using Host host = await StartWithDeadAsync(6);
        DeadLetterSelection closed = All with { Code = "books.closed", Lane = Scene.Lane(Scene.Acme) };

        (await DeadLetters(host).DismissAsync(Scene.Acme, closed, Cancel)).Count.Should().Be(3);

        FlowCounts counts = await CountAsync(host);
        (counts.Dead, counts.Dismissed, counts.AreConserved).Should().Be((3, 3, true));
        (await TrailAsync(host))[^1].Reason.Should().Be("3 of: code books.closed, destination acme/books/main");
    }

    [Fact]
    public async Task Named_ones_are_retried_and_the_rest_stays()
    {
        await using Host host = await StartWithDeadAsync(4);
        DeadLetterSelection named = All with { Records = [Scene.Record("1"), Scene.Record("3"), Scene.Record("1"), Scene.Record("unknown")] };

        (await DeadLetters(host).RetryAsync(Scene.Acme, named, Cancel)).Should().Be(new ChangedDeadLetters(2, null));

        FlowCounts counts = await CountAsync(host);
        (counts.Dead, counts.Waiting).Should().Be((2, 2));
    }

    [Fact]
    public async Task A_call_ends_at_its_limit_and_the_next_one_goes_on_where_it_ended()
    {
        await using Host host = await StartWithDeadAsync(5);
        List<int> counts = [];
        string? after = null;
        do
        {
            ChangedDeadLetters changed = await DeadLetters(host).DismissAsync(Scene.Acme, All with { Most = 2, After = after }, Cancel);
            counts.Add(changed.Count);
            after = changed.Next;
        }
        while (after is not null);

        counts.Should().Equal(2, 2, 1);
        (await CountAsync(host)).Dismissed.Should().Be(5);
    }

    [Fact]
    public async Task More_than_a_page_is_worked_through()
    {
        await using Host host = await StartWithDeadAsync(1103);

        (await DeadLetters(host).DismissAsync(Scene.Acme, All, Cancel)).Should().Be(new ChangedDeadLetters(1103, null));
    }

    [Fact]
    public async Task What_was_asked_for_is_in_the_trail_even_when_the_call_is_stopped()
    {
        await using Host host = await StartWithDeadAsync(2);
        using CancellationTokenSource stopped = new();
        DeadLetterSelection named = All with { Records = [.. Enumerable.Range(1, 501).Select(i => Scene.Record($"{i}"))] };
        IDeadLetterStore stopping = new StoppingStore(host.DeadLetters, stopped);

        await FluentActions.Awaiting(() => DeadLetters(host, stopping).DismissAsync(Scene.Acme, named, stopped.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        (await TrailAsync(host)).Select(entry => (entry.Action, entry.Reason)).Should().Equal(
            ("dead-letters.dismiss", "501 named records"),
            ("dead-letters.dismissed", "2 of: 501 named records"));
    }

    [Fact]
    public async Task A_selection_that_contradicts_itself_or_leaves_the_tenant_is_refused_and_nothing_changes()
    {
        await using Host host = await StartWithDeadAsync(1);
        TenantId other = new("other");
        DeadLetterSelection[] wrong =
        [
            All with { Flow = string.Empty },
            All with { Most = 0 },
            All with { Records = [Scene.Record("1")], Code = "books.closed" },
            All with { Records = [Scene.Record("1"), new RecordKey(Scene.Source(other), "order", "1")] },
            All with { Lane = Scene.Lane(other) },
        ];

        foreach (DeadLetterSelection selection in wrong)
        {
            await FluentActions.Awaiting(() => DeadLetters(host).RetryAsync(Scene.Acme, selection, Cancel)).Should().ThrowAsync<ArgumentException>();
            await FluentActions.Awaiting(() => DeadLetters(host).DismissAsync(Scene.Acme, selection, Cancel)).Should().ThrowAsync<ArgumentException>();
        }

        (await CountAsync(host)).Dead.Should().Be(1);
        (await TrailAsync(host)).Should().BeEmpty();
    }

    private static DeadLetters DeadLetters(Host host, IDeadLetterStore? store = null) => store is null
        ? host.Services.GetRequiredService<DeadLetters>()
        : new DeadLetters(host.Ledger, store, host.Audit, host.Services.GetRequiredService<WorkSignal>(), TimeProvider.System);

    private static Task<FlowCounts> CountAsync(Host host) => host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);

    private static async Task<IReadOnlyList<(string Action, string Subject, string Reason, string Actor)>> TrailAsync(Host host) =>
        [.. (await host.Audit.ListAsync(Scene.Acme, 100, Cancel))
            .Where(entry => entry.Action.StartsWith("dead-letters.", StringComparison.Ordinal))
            .Select(entry => (entry.Action, entry.Subject, entry.Reason, entry.Actor))
            .Reverse()];

    /// <summary>Odd orders meet closed books, even ones another obstacle.</summary>
    private async Task<Host> StartWithDeadAsync(int count)
    {
        Host host = await scene.StartConnectedAsync();
        scene.Shop.PageSize = 500;
        scene.Shop.PutMany(count);
        scene.Books.Refuse = document => document.Kind == "Customer"
            ? null
            : Failing.With(FailureKind.Permanent, document.Total % 2 == 1 ? "books.closed" : "books.other");
        await host.SyncAsync(Scene.Acme);
        while ((await CountAsync(host)).Dead < count)
        {
            await host.SyncAsync(Scene.Acme);
        }

        return host;
    }

    /// <summary>Somebody stops the call while its first part is under way.</summary>
    private sealed class StoppingStore(IDeadLetterStore store, CancellationTokenSource stopped) : IDeadLetterStore
    {
        public Task<bool> RetryAsync(string flow, RecordKey record, DateTimeOffset now, CancellationToken cancellationToken) =>
            store.RetryAsync(flow, record, now, cancellationToken);

        public Task<int> RetryAsync(string flow, IReadOnlyCollection<RecordKey> records, DateTimeOffset now, CancellationToken cancellationToken) =>
            store.RetryAsync(flow, records, now, cancellationToken);

        public Task<bool> DismissAsync(string flow, RecordKey record, CancellationToken cancellationToken) =>
            store.DismissAsync(flow, record, cancellationToken);

        public async Task<int> DismissAsync(string flow, IReadOnlyCollection<RecordKey> records, CancellationToken cancellationToken)
        {
            int count = await store.DismissAsync(flow, records, cancellationToken);
            await stopped.CancelAsync();
            return count;
        }
    }
}
