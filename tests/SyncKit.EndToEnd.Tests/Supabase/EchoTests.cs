using SyncKit.EndToEnd.Tests.WholePath;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.Supabase;

[Collection(WholePathCollection.Name)]
public sealed class EchoTests
{
    [Fact]
    public async Task Products_that_flow_both_ways_come_to_rest()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync("""{"fields":["stock_quantity"],"match":"id"}""", both: true);
        StoreProduct mug = new() { Name = "Mug", Sku = "MUG", Price = 12.5m, Stock = 5 };
        world.Shop.Store.Catalog.AddProduct(mug);
        await SettleAsync(world);

        // A person corrects the stock in the project.
        world.Project.Update("synckit_products", $"product_id=eq.{mug.Id}", """{"stock_quantity":9}""");
        await SettleAsync(world);
        mug.Stock.Should().Be(9);
        int batches = Batches(world);
        string updated = Row(world, "updated_at");

        // Somebody buys two in the shop.
        world.Shop.Store.Catalog.UpdateProduct(mug.Id, static product => product.Stock = 7);
        await SettleAsync(world);

        (mug.Stock, Row(world, "stock_quantity")).Should().Be((7, "7"));
        Row(world, "updated_at").Should().NotBe(updated);
        (Batches(world) - batches).Should().BeLessThanOrEqualTo(1, "the row is written to the shop once more, which changes nothing, and that is not taken for a change");
        int calls = Batches(world);
        updated = Row(world, "updated_at");
        await SettleAsync(world);
        await SettleAsync(world);
        (Batches(world), Row(world, "updated_at")).Should().Be((calls, updated), "both are at rest");
    }

    private static async Task SettleAsync(ProjectWorld world)
    {
        foreach (int _ in Enumerable.Range(1, 3))
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.SyncAsync();
        }
    }

    private static int Batches(ProjectWorld world) => world.Shop.CountCalls(static request => request.Path.EndsWith("/batch", StringComparison.Ordinal));

    private static string Row(ProjectWorld world, string column) => world.Project.Rows("synckit_products").Single().GetProperty(column).ToString();
}
