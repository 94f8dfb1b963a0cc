using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Ledger;
using SyncKit.Runs;

namespace SyncKit.Core.Tests.Runs;

/// <summary>Runs outlive their hosts, and end when somebody wants them to.</summary>
public sealed class RunOwnerTests
{
    private static readonly SyncOptions Full = new() { Mode = SyncMode.Full };
    private readonly Scene scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_is_cancelled_ends_between_pages_and_keeps_what_was_committed()
    {
        await using Host host = await scene.StartConnectedAsync();
        SyncRun run = await RunHosts.StartAsync(host, Full with { BatchLimit = int.MaxValue });
        OrdersWithoutEnd(page =>
        {
            if (page == 3)
            {
                host.Runs.CancelAsync(Scene.Acme, run.Id, Token).GetAwaiter().GetResult()!.State.Should().Be(RunState.Cancelling);
            }
        });

        await RunHosts.StepAsync(host);

        SyncRun ended = (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
        ended.State.Should().Be(RunState.Cancelled);
        ended.Message.Should().StartWith("It was cancelled");
        ended.Progress.Waiting.Should().BeGreaterThanOrEqualTo(2);
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Token)).Waiting.Should().BeInRange(ended.Progress.Waiting, ended.Progress.Waiting + 1);
        StreamPosition? reached = await host.State.FindPositionAsync(RunHosts.Stream(Scene.Acme) with { Scope = "full" }, Token);
        reached.Should().NotBeNull("a full run of later goes on from there");
        (await RunHosts.StepAsync(host)).Should().BeNull();
    }

    [Fact]
    public async Task A_run_is_cancelled_from_another_host_within_a_second()
    {
        await using Host host = await scene.StartConnectedAsync();
        await using Host other = scene.Start();
        SyncRun run = await RunHosts.StartAsync(host, Full with { BatchLimit = int.MaxValue });
        OrdersWithoutEnd(page =>
        {
            if (page == 2)
            {
                other.Runs.CancelAsync(Scene.Acme, run.Id, Token).GetAwaiter().GetResult();
                scene.Time.Advance(TimeSpan.FromSeconds(1));
            }
        });

        await RunHosts.StepAsync(host);

        (await other.Runs.FindAsync(Scene.Acme, run.Id, Token))!.State.Should().Be(RunState.Cancelled);
    }

    [Fact]
    public async Task A_host_that_stops_gives_its_run_back_at_once_and_another_goes_on()
    {
        await using Host host = await scene.StartConnectedAsync();
        await using Host other = scene.Start();
        using CancellationTokenSource stop = new();
        SyncRun run = await RunHosts.StartAsync(host, Full with { BatchLimit = int.MaxValue });
        OrdersWithoutEnd(page =>
        {
            if (page == 4)
            {
                stop.Cancel();
            }
        });

        await RunHosts.StepUntilAsync(host, stop.Token);

        SyncRun given = (await other.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
        given.State.Should().Be(RunState.Queued);
        given.Progress.Read.Should().Be(3);
        scene.Shop.BeforePage = null;
        SyncRun ended = await RunHosts.EndAsync(other, scene, run);
        ended.State.Should().Be(RunState.Succeeded);
        ended.Interruptions.Should().Be(0);
        ended.Progress.Read.Should().Be(scene.Shop.Orders.Count, "it went on from its mark");
        await scene.ShouldAgreeAsync(other);
    }

    [Fact]
    public async Task Who_lost_a_run_drops_it_and_another_goes_on()
    {
        await using Host host = await scene.StartConnectedAsync();
        await using Host other = scene.Start();
        RunLease? taken = null;
        SyncRun run = await RunHosts.StartAsync(host, Full with { BatchLimit = int.MaxValue });
        OrdersWithoutEnd(page =>
        {
            if (page == 3)
            {
                scene.Time.Advance(WatchedTime.LeaseLife);
                taken = RunHosts.Pool(other).ClaimAsync(1, Token).GetAwaiter().GetResult().Single();
            }
        });

        await RunHosts.StepAsync(host);

        SyncRun now = (await other.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
        now.State.Should().Be(RunState.Running, "it is the other host's");
        now.Interruptions.Should().Be(1);
        scene.Shop.BeforePage = null;
        await RunHosts.Pool(other).RunAsync(taken!, Token);
        (await RunHosts.EndAsync(other, scene, run)).State.Should().Be(RunState.Succeeded);
        await scene.ShouldAgreeAsync(other);
    }

    [Fact]
    public async Task A_host_may_die_at_any_step_of_a_run()
    {
        for (int at = 1; ; at++)
        {
            Scene world = new();
            world.Shop.PutMany(5);
            world.Shop.Put(new ShopOrder { Id = "r", Status = "refused" });
            await using Host healthy = await world.StartConnectedAsync();
            SyncRun run = await RunHosts.StartAsync(healthy, Full with { BatchLimit = 3 });
            Crash crash = new(at);
            await using Host dying = world.Start(crash);
            try
            {
                await RunHosts.EndAsync(dying, world, run);
            }
            catch (Exception died) when (crash.Happened && died is not TimeoutException)
            {
                // Whatever of it was left, the next host finds.
            }

            world.Time.Advance(WatchedTime.LeaseLife);
            SyncRun ended = (await healthy.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
            ended = ended.IsEnded ? ended : await RunHosts.EndAsync(healthy, world, run);
            ended.State.Should().Be(RunState.SucceededWithFindings);
            ended.Progress.IsConserved.Should().BeTrue();
            await healthy.DrainAsync(TimeSpan.FromHours(1));
            world.Books.Counting(Scene.Lane(Scene.Acme)).Select(document => document.Marker).Should().HaveCount(5).And.OnlyHaveUniqueItems();
            FlowCounts counts = await healthy.Ledger.CountAsync(Scene.Acme, Scene.Flow, Token);
            (counts.AreConserved, counts.Waiting, counts.Dead).Should().Be((true, 0, 1));
            if (!crash.Happened)
            {
                at.Should().BeGreaterThan(20);
                return;
            }
        }
    }

    [Fact]
    public async Task A_storage_that_does_not_answer_for_a_moment_costs_no_run()
    {
        await using Host host = await scene.StartConnectedAsync();
        RunLease lease = await TakenAsync(host);
        FalteringStore<IRunStore> store = FalteringStore<IRunStore>.Wrap(host.RunStore);
        await using RunSession session = RunSession.Start(store.Store, new RunSignals(), lease, WatchedTime.LeaseLife, scene.Time, Token);
        session.Note(new RunProgress { Read = 7 }, Conformed());
        store.Falters = true;
        await scene.Time.DriveAsync(store.NextCall());
        await scene.Time.DriveAsync(store.NextCall());
        session.Held.IsCancellationRequested.Should().BeFalse("the lease still holds");
        store.Falters = false;
        await scene.Time.DriveAsync(store.NextCall());
        await scene.Time.DriveAsync(store.NextCall());

        (await host.Runs.FindAsync(Scene.Acme, lease.Run.Id, Token))!.Progress.Read.Should().Be(7);
        (await host.Runs.ListPlannedAsync(Scene.Acme, lease.Run.Id, cancellationToken: Token)).Rows.Should().ContainSingle("it was kept for the next report");
        store.Falters = true;
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration ends = session.Held.Register(ended.SetResult);
        await scene.Time.DriveAsync(ended.Task);

        (await session.StopAsync()).Should().BeFalse("a lease that is not prolonged is as good as lost");
    }

    [Fact]
    public async Task A_run_during_which_hosts_keep_going_away_is_given_up()
    {
        await using Host host = await scene.StartConnectedAsync();
        SyncRun run = await RunHosts.StartAsync(host, Full);
        for (int i = 0; i < 5; i++)
        {
            (await RunHosts.Pool(host).ClaimAsync(1, Token)).Should().ContainSingle();
            scene.Time.Advance(WatchedTime.LeaseLife);
        }

        await RunHosts.StepAsync(host);

        SyncRun ended = (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
        ended.State.Should().Be(RunState.Failed);
        ended.Message.Should().StartWith("The hosts that worked on it went away 5 times");
    }

    [Fact]
    public async Task A_run_is_watched_until_it_ends()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(9);
        SyncRun run = await RunHosts.StartAsync(host, new SyncOptions { BatchLimit = 3 });
        List<SyncRun> seen = [];
        Task watching = Task.Run(
            async () =>
            {
                await foreach (SyncRun snapshot in host.Runs.WatchAsync(Scene.Acme, run.Id, Token))
                {
                    seen.Add(snapshot);
                }
            },
            Token);
        await RunHosts.EndAsync(host, scene, run);

        await scene.Time.DriveAsync(watching);

        seen.Should().NotBeEmpty();
        seen[^1].State.Should().Be(RunState.Succeeded);
        seen.Select(snapshot => snapshot.Progress.Read).Should().BeInAscendingOrder();
        await using Host other = scene.Start();
        (await other.Runs.WatchAsync(Scene.Acme, run.Id, Token).ToListAsync(Token)).Should().ContainSingle("it has ended");
        (await other.Runs.WatchAsync(new("other"), run.Id, Token).ToListAsync(Token)).Should().BeEmpty("it belongs to another tenant");
    }

    [Fact]
    public async Task A_run_of_another_host_is_watched_by_looking_every_second()
    {
        await using Host host = await scene.StartConnectedAsync();
        await using Host other = scene.Start();
        SyncRun run = await RunHosts.StartAsync(host, new SyncOptions());
        await using IAsyncEnumerator<SyncRun> watch = other.Runs.WatchAsync(Scene.Acme, run.Id, Token).GetAsyncEnumerator(Token);
        (await watch.MoveNextAsync()).Should().BeTrue();
        watch.Current.State.Should().Be(RunState.Queued);
        Task<bool> next = watch.MoveNextAsync().AsTask();
        await RunHosts.WorkAsync(host);
        next.IsCompleted.Should().BeFalse();

        scene.Time.Advance(TimeSpan.FromSeconds(1));

        (await next).Should().BeTrue();
        watch.Current.State.Should().Be(RunState.Succeeded);
        (await watch.MoveNextAsync()).Should().BeFalse();
    }

    private static PlannedEntry Conformed() => new()
    {
        Number = 1, Record = "r", Destination = "d", Action = SyncKit.Planning.PlannedAction.Create, Total = "1.00 USD", Text = "create",
    };

    private static async Task<RunLease> TakenAsync(Host host)
    {
        await RunHosts.StartAsync(host, Full);
        return (await RunHosts.Pool(host).ClaimAsync(1, Token)).Single();
    }

    /// <summary>Each page finds one more order, so that only something else ends the reading.</summary>
    private void OrdersWithoutEnd(Action<int> beforePage)
    {
        int last = 0;
        scene.Shop.BeforePage = page =>
        {
            scene.Shop.PutMany(1, first: ++last);
            beforePage(page);
        };
    }
}
