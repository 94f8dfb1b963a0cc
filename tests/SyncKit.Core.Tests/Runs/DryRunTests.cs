using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Ledger;
using SyncKit.Planning;
using SyncKit.Runs;

namespace SyncKit.Core.Tests.Runs;

public sealed class DryRunTests
{
    private readonly Scene scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_does_none_of_it()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(4);
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "2", Total = "99.00" });
        scene.Shop.Put(new ShopOrder { Id = "new" });
        scene.Shop.Put(new ShopOrder { Id = "p", Status = "pending" });
        scene.Shop.Put(new ShopOrder { Id = "r", Status = "refused" });
        FlowCounts before = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Token);
        StreamPosition? position = await host.State.FindPositionAsync(RunHosts.Stream(Scene.Acme), Token);
        int calls = scene.Books.Of(Scene.Lane(Scene.Acme)).Count;

        SyncRun run = await StartAsync(host);
        await RunHosts.WorkAsync(host);

        SyncRun ended = (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
        ended.State.Should().Be(RunState.SucceededWithFindings);
        ended.Message.Should().StartWith("1 records would be held");
        ended.Progress.Planned.Should().Be(new PlannedCounts(Create: 1, Update: 1, Void: 0, Unchanged: 3, Skip: 1, Refuse: 1));
        ended.Progress.Read.Should().Be(ended.Progress.Planned.Total);
        PlannedPage page = await host.Runs.ListPlannedAsync(Scene.Acme, run.Id, cancellationToken: Token);
        page.Rows.Should().HaveCount(7);
        page.Next.Should().BeNull();
        PlannedEntry update = page.Rows.Single(entry => entry.Action == PlannedAction.Update);
        (update.Record, update.Destination, update.Total).Should().Be(("acme/shop/main/order/2", "acme/books/main", "99.00 USD"));
        update.Text.Should().Contain("total 12.00 -> 99.00 USD");
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Token)).Should().Be(before);
        (await host.State.FindPositionAsync(RunHosts.Stream(Scene.Acme), Token)).Should().Be(position);
        scene.Books.Of(Scene.Lane(Scene.Acme)).Should().HaveCount(calls);
    }

    [Fact]
    public async Task The_first_thousand_records_are_kept_and_all_are_counted()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PageSize = 100;
        scene.Shop.PutMany(1_150);

        SyncRun run = await StartAsync(host);
        await RunHosts.WorkAsync(host);

        (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!.Progress.Planned.Create.Should().Be(1_150);
        List<int> numbers = [];
        int? after = 0;
        while (after is { } mark)
        {
            PlannedPage page = await host.Runs.ListPlannedAsync(Scene.Acme, run.Id, mark, 300, Token);
            numbers.AddRange(page.Rows.Select(entry => entry.Number));
            after = page.Next;
        }

        numbers.Should().Equal(Enumerable.Range(1, 1_000));
    }

    [Fact]
    public async Task A_dry_run_can_be_cancelled_and_one_that_is_given_back_begins_anew()
    {
        await using Host host = await scene.StartConnectedAsync();
        using CancellationTokenSource stop = new();
        scene.Shop.PutMany(9);
        scene.Shop.BeforePage = page =>
        {
            if (page == 3)
            {
                stop.Cancel();
            }

            stop.Token.ThrowIfCancellationRequested();
        };
        SyncRun run = await StartAsync(host);
        await RunHosts.StepUntilAsync(host, stop.Token);
        (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!.State.Should().Be(RunState.Queued);
        (await host.Runs.ListPlannedAsync(Scene.Acme, run.Id, cancellationToken: Token)).Rows.Should().HaveCount(6, "what was planned by then is there to see");

        scene.Shop.BeforePage = null;
        await RunHosts.WorkAsync(host);

        SyncRun ended = (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
        ended.State.Should().Be(RunState.Succeeded);
        ended.Progress.Planned.Create.Should().Be(9);
        (await host.Runs.ListPlannedAsync(Scene.Acme, run.Id, cancellationToken: Token)).Rows.Select(entry => entry.Number).Should().Equal(Enumerable.Range(1, 9));
        SyncRun second = await StartAsync(host);
        (await host.Runs.CancelAsync(Scene.Acme, second.Id, Token))!.State.Should().Be(RunState.Cancelled);
    }

    private static Task<SyncRun> StartAsync(Host host) => host.Runs.StartAsync(
        Scene.Acme, new RunRequest { Kind = RunKind.DryRun, Flow = Scene.Flow, Options = new SyncOptions { Mode = SyncMode.Full } }, Token);
}
