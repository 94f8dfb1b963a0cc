using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Ledger;
using SyncKit.Runs;

namespace SyncKit.Core.Tests.Runs;

public sealed class RunTests
{
    private static readonly TenantId Other = new("other");
    private readonly Scene scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_run_reads_everything_in_turns_and_ends_when_all_is_written()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(25);
        SyncRun run;
        using (Actor.Begin("user:jane"))
        {
            run = await RunHosts.StartAsync(host, new SyncOptions { Mode = SyncMode.Full, BatchLimit = 6 });
        }

        run.State.Should().Be(RunState.Queued);
        run.Origin.Should().Be(new RunOrigin(RunOriginKind.Person, "user:jane"));
        await RunHosts.StepAsync(host);
        SyncRun first = (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
        first.State.Should().Be(RunState.Running);
        (first.Progress.Pages, first.Progress.Read, first.Progress.Waiting).Should().Be((2, 6, 6));
        await RunHosts.WorkAsync(host);
        (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!.State.Should().Be(RunState.Settling, "what it brought in waits");

        SyncRun ended = await RunHosts.EndAsync(host, scene, run);

        ended.State.Should().Be(RunState.Succeeded);
        ended.Message.Should().BeEmpty();
        ended.StartedAt.Should().Be(first.StartedAt);
        ended.EndedAt.Should().NotBeNull();
        ended.Interruptions.Should().Be(0);
        (ended.Progress.Pages, ended.Progress.Read, ended.Progress.Entered, ended.Progress.Waiting, ended.Progress.Held).Should().Be((9, 25, 25, 25, 0));
        ended.Progress.IsConserved.Should().BeTrue();
        await scene.ShouldAgreeAsync(host);
        (await host.Audit.ListAsync(Scene.Acme, 100, Token)).Should().ContainSingle(entry => entry.Action == "run.started" && entry.Actor == "user:jane");
    }

    [Fact]
    public async Task What_a_run_reads_is_accounted_for_in_every_flow_that_feeds_from_it()
    {
        await using Host host = scene.Start(extend: kit => kit.AddFlow<SyncKit.Commerce.Order>("again", flow => flow.From("shop").To("books")));
        await Scene.ConnectAsync(host, Scene.Acme);
        ConnectionId second = new(Scene.Acme, "books", "second");
        await host.Setup.ConnectAsync(second, "{}", CredentialSet.Of(("token", "t0ken")), Token);
        await host.Setup.SwitchOnAsync("again", Scene.Source(Scene.Acme), second, Token);
        scene.Shop.PutMany(10);
        scene.Shop.Put(new ShopOrder { Id = "p", Status = "pending" });
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "3", Total = "99.00" });
        scene.Shop.Put(new ShopOrder { Id = "q", Status = "pending" });
        await host.Runs.StartAsync(Scene.Acme, new RunRequest { Stream = RunHosts.Stream(Scene.Acme) }, Token);
        await RunHosts.StepAsync(host);

        SyncRun run = await RunHosts.StartAsync(
            host, new SyncOptions { Mode = SyncMode.Full, Filter = new RecordFilter { Statuses = ["completed"] } });
        SyncRun ended = await RunHosts.EndAsync(host, scene, run);

        RunProgress progress = ended.Progress;
        (progress.Read, progress.Filtered).Should().Be((12, 2));
        (progress.Entered, progress.Waiting, progress.Superseded, progress.Unchanged).Should().Be((20, 0, 2, 18));
        progress.IsConserved.Should().BeTrue();
        ((progress.Read - progress.Filtered) * 2).Should().Be(progress.Superseded + progress.Unchanged + progress.Waiting);
    }

    [Fact]
    public async Task A_window_and_single_records_are_read_and_move_no_cursor()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(30);
        SyncRun window = await host.Runs.StartAsync(
            Scene.Acme,
            new RunRequest
            {
                Stream = RunHosts.Stream(Scene.Acme),
                Options = new SyncOptions { Mode = SyncMode.Window, BatchLimit = 2, Window = new DateRange(Shop.Epoch.AddSeconds(11), Shop.Epoch.AddSeconds(18)) },
            },
            Token);
        SyncRun single = await RunHosts.StartAsync(host, new SyncOptions { Mode = SyncMode.Single, Ids = ["29", "30"] });

        (await RunHosts.EndAsync(host, scene, window)).Progress.Waiting.Should().Be(7, "a window is read in one go");
        (await RunHosts.EndAsync(host, scene, single)).Progress.Should().BeEquivalentTo(new { Pages = 1, Read = 2, Waiting = 2 });

        scene.Books.Counting(Scene.Lane(Scene.Acme)).Should().HaveCount(9);
        (await host.State.FindPositionAsync(RunHosts.Stream(Scene.Acme), Token)).Should().BeNull();
    }

    [Fact]
    public async Task A_window_of_the_last_days_ends_where_the_run_began()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(5);
        RunRequest request = new() { Stream = RunHosts.Stream(Scene.Acme), Options = new SyncOptions { Mode = SyncMode.Window }, Last = scene.Time.GetUtcNow() - Shop.Epoch.AddSeconds(3) };

        SyncRun ended = await RunHosts.EndAsync(host, scene, await host.Runs.StartAsync(Scene.Acme, request, Token));

        ended.Progress.Read.Should().Be(3);
    }

    [Fact]
    public async Task A_large_run_gives_way_to_those_that_wait()
    {
        await using Host host = await scene.StartConnectedAsync(null, Scene.Acme, Other);
        scene.Shop.PutMany(9);
        await RunHosts.StartAsync(host, new SyncOptions { Mode = SyncMode.Full, BatchLimit = 3 });
        List<TenantId> turns = [(await RunHosts.StepAsync(host))!.Tenant];
        scene.Time.Advance(TimeSpan.FromMilliseconds(1));
        await RunHosts.PollAsync(host, Other);
        scene.Time.Advance(TimeSpan.FromMilliseconds(1));
        await RunHosts.PollAsync(host, Scene.Acme);
        scene.Time.Advance(TimeSpan.FromMilliseconds(1));
        while (await RunHosts.StepAsync(host) is { } run)
        {
            turns.Add(run.Tenant);
            scene.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        turns.Should().HaveCountGreaterThan(4);
        turns.Take(3).Should().Contain(Other, "one batch is all that stood before it");
    }

    [Fact]
    public async Task Polls_that_find_nothing_leave_one_row_and_those_that_do_stay()
    {
        await using Host host = await scene.StartConnectedAsync();
        for (int i = 0; i < 5; i++)
        {
            scene.Time.Advance(TimeSpan.FromMinutes(1));
            await RunHosts.PollAsync(host, Scene.Acme);
            await RunHosts.WorkAsync(host);
        }

        scene.Shop.PutMany(1);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        SyncRun found = await RunHosts.PollAsync(host, Scene.Acme);
        await RunHosts.WorkAsync(host);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        SyncRun last = await RunHosts.PollAsync(host, Scene.Acme);
        await RunHosts.WorkAsync(host);

        RunPage page = await host.Runs.ListAsync(Scene.Acme, new RunQuery(), Token);
        page.Rows.Select(run => (run.Id, run.State, run.Progress.Waiting)).Should().Equal((last.Id, RunState.Succeeded, 0), (found.Id, RunState.Succeeded, 1));
    }

    [Fact]
    public async Task A_sweep_finds_what_vanished()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(4);
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Remove("2");

        SyncRun run = await host.Runs.StartAsync(Scene.Acme, new RunRequest { Kind = RunKind.Sweep, Flow = Scene.Flow }, Token);
        SyncRun ended = await RunHosts.EndAsync(host, scene, run);

        run.Request.Stream.Should().Be(RunHosts.Stream(Scene.Acme));
        ended.State.Should().Be(RunState.Succeeded);
        (ended.Progress.Read, ended.Progress.Waiting, ended.Progress.IsConserved).Should().Be((1, 1, true));
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Requests_that_do_not_fit_are_refused_with_the_reason()
    {
        await using Host host = await scene.StartConnectedAsync();
        StreamId stream = RunHosts.Stream(Scene.Acme);
        await ShouldRefuseAsync(host, new RunRequest(), "Neither Stream nor Flow is set*");
        await ShouldRefuseAsync(host, new RunRequest { Stream = stream, Flow = Scene.Flow }, "Stream and Flow are both set*");
        await ShouldRefuseAsync(host, new RunRequest { Kind = RunKind.DryRun }, "Flow is not set*");
        await ShouldRefuseAsync(host, new RunRequest { Kind = RunKind.DryRun, Stream = stream }, "Stream is set, but a dry run*");
        await ShouldRefuseAsync(host, new RunRequest { Flow = "nothing" }, "No flow is called 'nothing'; this host has 'orders'.*");
        await ShouldRefuseAsync(host, new RunRequest { Stream = stream with { Kind = "product" } }, "'acme' has no flow switched on that reads 'acme/shop/main/product'. It reads 'acme/shop/main/order'.*");
        await ShouldRefuseAsync(host, new RunRequest { Stream = RunHosts.Stream(Other) }, "'acme' has no flow switched on that reads 'other/shop/main/order'*");
        await ShouldRefuseAsync(host, new RunRequest { Stream = stream, Options = new SyncOptions { Mode = SyncMode.Single } }, "A single run needs Ids*");
        await ShouldRefuseAsync(host, new RunRequest { Stream = stream, Last = TimeSpan.FromDays(1) }, "Last is set, but the mode is Incremental*");
        Func<Task> other = () => host.Runs.StartAsync(Other, new RunRequest { Kind = RunKind.DryRun, Flow = Scene.Flow }, Token);
        await other.Should().ThrowAsync<ArgumentException>().WithMessage("The flow 'orders' is not switched on for 'other'*");
        Func<Task> list = () => host.Runs.ListAsync(Scene.Acme, new RunQuery { Limit = 0 }, Token);
        await list.Should().ThrowAsync<ArgumentOutOfRangeException>();
        (await host.Runs.ListAsync(Scene.Acme, new RunQuery(), Token)).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task Old_runs_are_dropped_when_their_time_is_over()
    {
        await using Host host = await scene.StartConnectedAsync();
        for (int i = 0; i < 3; i++)
        {
            await RunHosts.StartAsync(host, new SyncOptions { Mode = SyncMode.Full });
            await RunHosts.WorkAsync(host);
        }

        await RunHosts.Pool(host).PruneAsync(Token);
        (await host.Runs.ListAsync(Scene.Acme, new RunQuery(), Token)).Rows.Should().HaveCount(3);
        scene.Time.Advance(TimeSpan.FromDays(31));
        await RunHosts.Pool(host).PruneAsync(Token);

        (await host.Runs.ListAsync(Scene.Acme, new RunQuery(), Token)).Rows.Should().ContainSingle("it says when the stream was read last");
    }

    private static async Task ShouldRefuseAsync(Host host, RunRequest request, string sentence)
    {
        Func<Task> start = () => host.Runs.StartAsync(Scene.Acme, request, Token);
        await start.Should().ThrowAsync<ArgumentException>().WithMessage(sentence);
    }
}
