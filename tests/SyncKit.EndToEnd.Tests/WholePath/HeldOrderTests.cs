using System.Text.Json.Nodes;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Reconciling;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class HeldOrderTests
{
    [Theory]
    [InlineData("total", "\"about twelve\"", "total")]
    [InlineData("line_items", "[{\"id\":1,\"name\":\"Mug\",\"quantity\":1,\"total\":\"much\"}]", "line_items[0].total")]
    [InlineData("currency", "null", "currency")]
    public async Task A_malformed_order_is_one_dead_letter_and_its_neighbours_arrive(string field, string value, string named)
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(9);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Plant(merchant, ids[4], body => body[field] = JsonNode.Parse(value));

        await world.SyncAsync();

        LedgerRecord dead = (await world.DeadAsync()).Should().ContainSingle().Subject;
        dead.Record.Id.Should().Be($"{ids[4]}");
        dead.Message.Should().Contain(named);
        merchant.Company.Count("SalesReceipt").Should().Be(8);
        (await world.CountAsync()).AreConserved.Should().BeTrue();
        (await world.ReconcileAsync()).Differences.Should().ContainSingle().Which.Kind.Should().Be(DifferenceKind.Held);

        await RepairedAsync(world, ids[4]);
    }

    [Fact]
    public async Task A_total_that_does_not_add_up_is_held_with_the_figure_until_the_shop_is_right()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(5);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Plant(merchant, ids[2], static body => body["total"] = "4711.05");

        await world.SyncAsync();

        LedgerRecord dead = (await world.DeadAsync()).Should().ContainSingle().Subject;
        dead.Message.Should().Contain("4711.05");
        dead.Remedy.Should().NotBeEmpty();
        merchant.Company.Count("SalesReceipt").Should().Be(4);
        await RepairedAsync(world, ids[2]);
    }

    [Fact]
    public async Task A_currency_that_the_company_does_not_keep_is_held_until_the_shop_is_right()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(5);
        merchant.Store.UpdateOrder(ids[0], static order => order.Currency = "EUR");
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        await world.SyncAsync();

        LedgerRecord dead = (await world.DeadAsync()).Should().ContainSingle().Subject;
        dead.Message.Should().Contain("EUR").And.Contain("USD");
        merchant.Company.Count("SalesReceipt").Should().Be(4);
        merchant.Store.UpdateOrder(ids[0], static order => order.Currency = "USD");
        await RepairedAsync(world, ids[0]);
    }

    [Fact]
    public async Task A_dead_letter_that_is_retried_after_the_books_were_put_right_is_posted()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1)[0];
        merchant.Company.CloseBooks(new DateOnly(2026, 12, 31));
        await world.SyncAsync();
        LedgerRecord dead = (await world.DeadAsync()).Should().ContainSingle().Subject;
        merchant.Company.CloseBooks(null);

        bool retried = await world.Host.DeadLetters.RetryAsync(
            SyncHost.Flow, new RecordKey(merchant.Source, "order", $"{id}"), world.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        await world.DrainAsync();

        retried.Should().BeTrue();
        dead.Remedy.Should().NotBeEmpty();
        (await world.DeadAsync()).Should().BeEmpty();
        await world.AgreesAsync();
    }

    [Fact]
    public async Task An_answer_of_nothing_but_malformed_orders_stops_no_later_order()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(3);
        foreach (long id in ids)
        {
            merchant.Store.PutRaw(id, $$"""{"id":{{id}},"status":"processing"}""");
        }

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();
        merchant.Sell(3);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();

        (await world.DeadAsync()).Should().HaveCount(3);
        merchant.Company.Count("SalesReceipt").Should().Be(3);
        (await world.CountAsync()).AreConserved.Should().BeTrue();
    }

    private static async Task RepairedAsync(World world, long id)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Merchant.Store.UpdateOrder(id, static order => order.CustomerNote = "Put right");
        await world.SyncAsync();
        (await world.DeadAsync()).Should().BeEmpty();
        FlowCounts counts = await world.CountAsync();
        counts.Dead.Should().Be(0);
        await world.AgreesAsync();
    }

    /// <summary>Shows an order as it is, but for one change.</summary>
    private static void Plant(Merchant merchant, long id, Action<JsonObject> change)
    {
        merchant.Store.Webhooks.Register("order.updated", new Uri("http://127.0.0.1:9/"));
        merchant.Store.UpdateOrder(id, static _ => { });
        JsonObject order = JsonNode.Parse(merchant.Store.Webhooks.Take().Last().Body.Span)!.AsObject();
        change(order);
        merchant.Store.PutRaw(id, order.ToJsonString());
    }
}
