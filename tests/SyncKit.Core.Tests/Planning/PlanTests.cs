using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Ledger;
using SyncKit.Planning;

namespace SyncKit.Core.Tests.Planning;

public sealed class PlanTests
{
    private static readonly SyncOptions Full = new() { Mode = SyncMode.Full };

    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    [Fact]
    public async Task A_plan_writes_nothing_and_moves_nothing()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(5);
        scene.Shop.Put(new ShopOrder { Id = "6", Method = "invoice", Email = "bob@example.com" });

        List<PlannedRecord> plan = await PlanAsync(host, Full);

        plan.Select(record => record.Action).Should().HaveCount(6).And.AllBeEquivalentTo(PlannedAction.Create);
        scene.Books.Calls.Should().BeEmpty("nothing is sent");
        scene.Books.Of(Lane).Should().BeEmpty();
        scene.Books.Customer(Lane, "bob@example.com").Should().BeNull();
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Should().Be(FlowCounts.Zero);
        (await host.State.FindPositionAsync(new StreamId(Scene.Source(Scene.Acme), "order"), Cancel)).Should().BeNull();
        (await host.State.FindPositionAsync(new StreamId(Scene.Source(Scene.Acme), "order", "full"), Cancel)).Should().BeNull();
        (await host.Lanes.NextDueAsync(Cancel)).Should().BeNull("nothing waits");
        await host.SyncAsync(Scene.Acme);
        await scene.ShouldAgreeAsync(host);
        scene.Books.CustomerLookUps.Should().BeGreaterThan(2, "what the plan made up was not remembered, so the sync looked it up itself");
    }

    [Fact]
    public async Task A_plan_says_what_a_sync_then_does()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "10.00" });
        scene.Shop.Put(new ShopOrder { Id = "2" });
        scene.Shop.Put(new ShopOrder { Id = "3" });
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "12.50", Tax = 1.25m });
        scene.Shop.Put(new ShopOrder { Id = "2", Status = "cancelled" });
        scene.Shop.Put(new ShopOrder { Id = "4", Status = "pending" });
        scene.Shop.Put(new ShopOrder { Id = "5", Status = "refused" });
        scene.Shop.Put(new ShopOrder { Id = "6", Total = "much" });
        scene.Shop.Put(new ShopOrder { Id = "7", Status = "explosive" });
        scene.Shop.Put(new ShopOrder { Id = "8", Status = "endless" });
        scene.Shop.Put(new ShopOrder { Id = "9", Method = "invoice", Email = "bob@example.com" });
        int calls = scene.Books.Calls.Count;

        Dictionary<string, PlannedRecord> plan = (await PlanAsync(host, Full)).ToDictionary(record => record.Record.Id);

        scene.Books.Calls.Should().HaveCount(calls);
        plan.ToDictionary(row => row.Key, row => row.Value.Action).Should().BeEquivalentTo(new Dictionary<string, PlannedAction>
        {
            ["1"] = PlannedAction.Update,
            ["2"] = PlannedAction.Void,
            ["3"] = PlannedAction.Unchanged,
            ["4"] = PlannedAction.Skip,
            ["5"] = PlannedAction.Refuse,
            ["6"] = PlannedAction.Refuse,
            ["7"] = PlannedAction.Refuse,
            ["8"] = PlannedAction.Refuse,
            ["9"] = PlannedAction.Create,
        });
        PlannedDocument update = plan["1"].Documents.Single();
        update.Differences.Should().Equal("total 10.00 -> 12.50 USD", "tax 1.00 -> 1.25 USD", "content changed");
        update.Existing!.DestinationId.Should().Be(scene.Books.Of(Lane).Single(document => document.Marker.Contains("/1:", StringComparison.Ordinal)).Id);
        plan["2"].SkipRule.Should().Be("status-cancelled");
        plan["3"].Documents.Should().ContainSingle(document => document.Action == PlannedAction.Unchanged && document.Total == 10m);
        plan["4"].SkipMessage.Should().Be("It has no place in the books.");
        plan["5"].Refusal!.Remedy.Should().Be("Do something about it.");
        plan["6"].Refusal!.Code.Should().Be("record.malformed");
        plan["7"].Refusal!.Code.Should().Be("transform.failed");
        plan["7"].ToString().Should().NotContain("secret");
        plan["8"].Refusal!.Code.Should().Be("transform.endless");
        plan["9"].Documents.Select(document => (document.Kind, document.Action, document.Total)).Should().Equal(
            ("Invoice", PlannedAction.Create, 9m), ("Fee", PlannedAction.Create, 1m));

        await host.SyncAsync(Scene.Acme);
        FlowCounts counts = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);
        (counts.Updated, counts.Skipped, counts.Dead, counts.Written).Should().Be((2, 1, 4, 4));
        Dictionary<string, PlannedAction> after = (await PlanAsync(host, Full)).ToDictionary(record => record.Record.Id, record => record.Action);
        after.Should().BeEquivalentTo(new Dictionary<string, PlannedAction>
        {
            ["1"] = PlannedAction.Unchanged,
            ["2"] = PlannedAction.Skip,
            ["3"] = PlannedAction.Unchanged,
            ["4"] = PlannedAction.Skip,
            ["5"] = PlannedAction.Refuse,
            ["6"] = PlannedAction.Refuse,
            ["7"] = PlannedAction.Refuse,
            ["8"] = PlannedAction.Refuse,
            ["9"] = PlannedAction.Unchanged,
        });
    }

    [Fact]
    public async Task A_line_tells_a_person_what_would_be_done()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "10.00" });
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "12.50" });
        scene.Shop.Put(new ShopOrder { Id = "2", Status = "pending" });
        scene.Shop.Put(new ShopOrder { Id = "3", Email = "bob@example.com" });
        scene.Shop.Put(new ShopOrder { Id = "4", Status = "refused" });

        List<PlannedRecord> plan = await PlanAsync(host, new SyncOptions());

        string id = scene.Books.Of(Lane).Single().Id;
        plan.Select(record => record.ToString()).Should().Equal(
            $"Update order 1: update Sale {id} 'sale': total 10.00 -> 12.50 USD, content changed",
            "Skip order 2: [status-pending] It has no place in the books.",
            "Create order 3: make customer 'bob@example.com'; create Sale 'sale' over 10.00 USD, of which 1.00 tax",
            "Refuse order 4: [order.refused] It went wrong: order.refused. Do something about it.");
    }

    [Fact]
    public async Task An_incremental_plan_begins_at_the_cursor_and_leaves_it()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(3);
        await host.SyncAsync(Scene.Acme);
        scene.Shop.PutMany(2, first: 4);

        (await PlanAsync(host, new SyncOptions())).Select(record => record.Record.Id).Should().Equal("4", "5");
        (await PlanAsync(host, new SyncOptions())).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_window_and_single_ids_read_what_they_name()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(9);
        SyncOptions window = new() { Mode = SyncMode.Window, Window = new DateRange(Shop.Epoch.AddSeconds(2), Shop.Epoch.AddSeconds(5)) };
        SyncOptions single = new() { Mode = SyncMode.Single, Ids = ["7", "nowhere"] };

        (await PlanAsync(host, window)).Select(record => record.Record.Id).Should().Equal("2", "3", "4");
        List<PlannedRecord> named = await PlanAsync(host, single);
        named.Select(record => (record.Record.Id, record.Action)).Should().Equal(("7", PlannedAction.Create), ("nowhere", PlannedAction.Skip));
    }

    [Fact]
    public async Task A_dead_letter_stays_refused_until_it_is_named_alone()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Books.Refuse = document => document.Kind == "Sale" ? Failing.With(FailureKind.Permanent, "books.no") : null;
        scene.Shop.Put(new ShopOrder { Id = "1" });
        await host.SyncAsync(Scene.Acme);

        (await PlanAsync(host, Full)).Single().Refusal!.Code.Should().Be("books.no");
        (await PlanAsync(host, new SyncOptions { Mode = SyncMode.Single, Ids = ["1"] })).Single().Action.Should().Be(PlannedAction.Create);
    }

    [Fact]
    public async Task Records_that_pages_only_name_are_fetched()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.SendsThin = true;
        scene.Shop.PutMany(4);

        (await PlanAsync(host, Full)).Select(record => record.Action).Should().HaveCount(4).And.AllBeEquivalentTo(PlannedAction.Create);
        scene.Shop.Fetches.Should().Be(2);
    }

    [Fact]
    public async Task A_plan_that_nobody_reads_on_reads_no_further()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(300);
        await foreach (PlannedRecord record in host.Planner.PlanAsync(Scene.Acme, Scene.Flow, Full, Cancel))
        {
            record.Action.Should().Be(PlannedAction.Create);
            break;
        }

        scene.Shop.RecordsSent.Should().Be(scene.Shop.PageSize);
    }

    [Fact]
    public async Task Known_references_are_not_looked_up_and_new_ones_once()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        int lookUps = scene.Books.CustomerLookUps;
        scene.Shop.PutMany(9, first: 2);
        await PlanAsync(host, Full);
        scene.Books.CustomerLookUps.Should().Be(lookUps);
        for (int id = 11; id < 20; id++)
        {
            scene.Shop.Put(new ShopOrder { Id = $"{id}", Email = "bob@example.com" });
        }

        List<PlannedRecord> plan = await PlanAsync(host, Full);
        scene.Books.CustomerLookUps.Should().Be(lookUps + 1);
        plan.Count(record => record.NewReferences.Count == 1).Should().Be(9);
    }

    [Fact]
    public async Task What_cannot_be_planned_is_said_at_once()
    {
        await using Host host = scene.Start();
        FluentActions.Invoking(() => host.Planner.PlanAsync(Scene.Acme, "nothing", Full, Cancel)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => host.Planner.PlanAsync(Scene.Acme, Scene.Flow, new SyncOptions { Mode = SyncMode.Single }, Cancel))
            .Should().Throw<ArgumentException>();
        await FluentActions.Awaiting(() => PlanAsync(host, Full)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*not switched on*");
    }

    private static async Task<List<PlannedRecord>> PlanAsync(Host host, SyncOptions options) =>
        await host.Planner.PlanAsync(Scene.Acme, Scene.Flow, options, Cancel).ToListAsync(Cancel);
}
