using Microsoft.Extensions.Time.Testing;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Planning;
using SyncKit.Servers;
using SyncKit.Supabase.Tests.Delivery;
using SyncKit.Testing.InMemory;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>Writes whose outcome nobody heard of, on a real server.</summary>
public sealed class RecoveryTests(SupabaseLiteFixture fixture)
{
    private const string Function = ""","tables":{"orderFunction":"synckit_put_orders"}""";

    [Theory]
    [InlineData("", 1)]
    [InlineData("", 2)]
    [InlineData("", 3)]
    [InlineData("", 5)]
    [InlineData(Function, 1)]
    public async Task A_host_that_ends_in_the_middle_leaves_whole_orders_to_the_next(string settings, int lostFrom)
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        FakeTimeProvider time = new(Sales.Noon);
        InMemoryStorage storage = new();
        using LostAnswers lost = new(lostFrom);
        Shelf<Commerce.Order> shop;
        await using (RowsHost first = new(storage, lost, time: time))
        {
            await first.ConnectAsync(project.Url, settings);
            first.Sell(Sales.Order(1), Sales.Order(2) with { Refunds = [Sales.Refund("92", 1m, 0m)] });
            shop = first.Orders;
            await first.SyncAsync();
            (await first.CountAsync()).Waiting.Should().Be(2, first.Log.ToString());
        }

        time.Advance(TimeSpan.FromMinutes(2));
        await using RowsHost next = new(storage, orders: shop, time: time);
        await next.Engine.DrainAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

        await next.ShouldBeDoneAsync();
        (await project.ReadAsync("select count(*) || '/' || (select count(*) from synckit_order_lines) || '/' || (select count(*) from synckit_order_refund_lines) from synckit_orders")).Should().Be("2/6/1");
        (await next.DifferencesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_look_up_finds_what_one_request_wrote_and_takes_nothing_else_for_written()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, Function);
        Desk desk = new("""{"orderFunction":"synckit_put_orders"}""", project.Url);
        IDestination destination = host.Keyed<IDestination>();
        Intent intent = desk.Plan(desk.Write(Sales.Order(1)), desk.Write(Sales.Order(2))).Single();

        (await LookUpAsync()).Should().OnlyContain(target => target.Written == null && target.Failure == null);
        (await destination.SendAsync(desk.Connection, intent, TestContext.Current.CancellationToken)).Failure.Should().BeNull();
        (await LookUpAsync()).Select(target => (target.Written!.Id, target.Written.Total)).Should().Equal(("shop/main/1", 22.61m), ("shop/main/2", 22.61m));
        await project.ExecuteAsync("update synckit_orders set content_hash = 'other' where order_id = '2'");
        (await LookUpAsync()).Select(target => target.Written?.Id).Should().Equal("shop/main/1", null);

        Desk byTables = new(url: project.Url);
        Intent several = byTables.Plan(byTables.Write(Sales.Order(1))).Single();
        (await destination.LookUpAsync(byTables.Connection, several, TestContext.Current.CancellationToken)).Targets.Should().ContainSingle().Which.Written.Should().BeNull(
            "the row says nothing of the requests behind it");

        async Task<IReadOnlyList<TargetAnswer>> LookUpAsync() =>
            (await destination.LookUpAsync(desk.Connection, intent, TestContext.Current.CancellationToken)).Targets;
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_writes_nothing()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url);
        host.Sell(Sales.Order(1), Sales.Order(2));
        await host.SyncAsync();
        host.Sell(Sales.Order(2) with { CustomerNote = "Ring twice" }, Sales.Order(3));

        List<PlannedRecord> planned = [];
        await foreach (PlannedRecord record in host.Get<SyncPlanner>().PlanAsync(RowsHost.Acme, "orders", new Discovery.SyncOptions(), TestContext.Current.CancellationToken))
        {
            planned.Add(record);
        }

        planned.ToDictionary(record => record.Record.Id, record => record.Action).Should().Contain("2", PlannedAction.Update).And.Contain("3", PlannedAction.Create);
        (await project.ReadAsync("select count(*) from synckit_orders")).Should().Be(2L);
    }
}
