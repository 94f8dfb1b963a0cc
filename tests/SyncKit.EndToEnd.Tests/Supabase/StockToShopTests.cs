using System.Text.Json;
using SyncKit.EndToEnd.Tests.WholePath;
using SyncKit.Ledger;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.Supabase;

[Collection(WholePathCollection.Name)]
public sealed class StockToShopTests
{
    [Fact]
    public async Task Stock_and_prices_reach_products_and_variations_by_sku_in_batches_and_nothing_else_is_touched()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        StoreProduct mug = Add(world, new StoreProduct { Name = "Mug", Sku = "MUG", Price = 1m, Stock = 1 });
        StoreProduct tee = Add(world, new StoreProduct { Name = "Tee", Sku = "TEE" });
        StoreProduct small = Add(world, new StoreProduct { Name = "Tee S", Sku = "TEE-S", ParentId = tee.Id, Price = 2m });
        world.Shop.Store.Catalog.AddProduct(new StoreProduct { Name = "Pen", Sku = "PEN", Price = 3m, Stock = 3 });
        world.Project.Insert("goods", """[{"sku":"MUG","stock":7,"price":12.5,"reduced":9.99},{"sku":"TEE-S","stock":0,"price":20,"reduced":null}]""");

        await world.SyncAsync();

        Shown(mug).Should().Be(("Mug", 12.50m, (decimal?)9.99m, (int?)7, "instock"));
        Shown(small).Should().Be(("Tee S", 20m, (decimal?)null, (int?)0, "outofstock"));
        Batches(world).Select(request => request.Path).Should().BeEquivalentTo("/wp-json/wc/v3/products/batch", $"/wp-json/wc/v3/products/{tee.Id}/variations/batch");
        (await world.CountAsync(ProjectWorld.ProductsFlow)).Written.Should().Be(2);
    }

    [Fact]
    public async Task What_did_not_change_is_not_written_again_though_the_row_or_the_product_did()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        StoreProduct mug = Add(world, new StoreProduct { Name = "Mug", Sku = "MUG", Price = 1m });
        world.Project.Insert("goods", """{"sku":"MUG","stock":7,"price":12.5}""");
        await world.SyncAsync();
        int batches = Batches(world).Count;

        // Our own write comes back as the shop's change, and another flow may then touch the row.
        world.Project.Update("goods", "sku=eq.MUG", """{"note":"seen in the shop"}""");
        world.Shop.Store.Catalog.UpdateProduct(mug.Id, static product => product.Name = "Mug, blue");
        await world.SyncAsync();
        await world.SyncAsync();

        Batches(world).Should().HaveCount(batches);
        (await world.CountAsync(ProjectWorld.ProductsFlow)).Dead.Should().Be(0);
    }

    [Fact]
    public async Task An_absolute_stock_is_written_once_more_when_it_changes()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync("""{"fields":["stock_quantity"]}""");
        StoreProduct mug = Add(world, new StoreProduct { Name = "Mug", Sku = "MUG", Price = 1m, Stock = 1 });
        world.Project.Insert("goods", """{"sku":"MUG","stock":7,"price":12.5}""");
        await world.SyncAsync();

        world.Project.Update("goods", "sku=eq.MUG", """{"stock":6}""");
        await world.SyncAsync();

        Shown(mug).Should().Be(("Mug", 1m, (decimal?)null, (int?)6, "instock"), "the price is not ours");
        Batches(world).Should().HaveCount(2);
    }

    [Fact]
    public async Task Many_products_go_in_batches_of_a_hundred_and_are_found_without_a_call_each()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        foreach (int number in Enumerable.Range(1, 230))
        {
            world.Shop.Store.Catalog.AddProduct(new StoreProduct { Name = $"P{number}", Sku = $"SKU-{number}", Price = 1m });
        }

        world.Project.Insert("goods", "[" + string.Join(',', Enumerable.Range(1, 230).Select(number => $$"""{"sku":"SKU-{{number}}","stock":{{number}},"price":2}""")) + "]");

        await world.SyncAsync();

        (await world.CountAsync(ProjectWorld.ProductsFlow)).Written.Should().Be(230);
        Batches(world).Max(request => JsonElement.Parse(request.BodyText).GetProperty("update").GetArrayLength()).Should().BeLessThanOrEqualTo(100);
        world.Shop.Calls.Should().BeLessThan(20);
    }

    [Fact]
    public async Task A_product_that_the_store_does_not_have_is_one_dead_letter_and_cures_itself()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        StoreProduct mug = Add(world, new StoreProduct { Name = "Mug", Sku = "MUG", Price = 1m });
        world.Project.Insert("goods", """[{"sku":"MUG","stock":7,"price":12.5},{"sku":"CAP","stock":3,"price":5}]""");
        await world.SyncAsync();
        LedgerRecord dead = (await world.DeadAsync(ProjectWorld.ProductsFlow)).Should().ContainSingle().Subject;
        dead.Message.Should().Contain("SKU CAP");
        mug.Stock.Should().Be(7);

        StoreProduct cap = Add(world, new StoreProduct { Name = "Cap", Sku = "CAP", Price = 1m });
        world.Clock.Advance(TimeSpan.FromHours(7));
        await world.RecheckAsync();

        cap.Stock.Should().Be(3);
        (await world.CountAsync(ProjectWorld.ProductsFlow)).Dead.Should().Be(0);
    }

    [Fact]
    public async Task A_product_that_vanished_from_the_store_does_not_hold_the_others()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        StoreProduct mug = Add(world, new StoreProduct { Name = "Mug", Sku = "MUG", Price = 1m });
        StoreProduct cap = Add(world, new StoreProduct { Name = "Cap", Sku = "CAP", Price = 1m });
        world.Project.Insert("goods", """[{"sku":"MUG","stock":7,"price":12.5},{"sku":"CAP","stock":3,"price":5}]""");
        await world.SyncAsync();

        world.Shop.Store.Catalog.DeleteProduct(mug.Id);
        world.Project.Update("goods", "stock=gt.0", """{"stock":1}""");
        await world.SyncAsync();

        (await world.DeadAsync(ProjectWorld.ProductsFlow)).Should().ContainSingle().Which.Code.Should().Be("woocommerce.product-unknown");
        cap.Stock.Should().Be(1);
    }

    [Fact]
    public async Task A_lost_answer_is_sent_again_and_does_no_harm()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        StoreProduct mug = Add(world, new StoreProduct { Name = "Mug", Sku = "MUG", Price = 1m });
        world.Project.Insert("goods", """{"sku":"MUG","stock":7,"price":12.5}""");
        world.Shop.Faults.OnCall(1, Fault.CommitThenDrop(), IsBatch).OnCall(2, Fault.Truncate(), IsBatch).OnCall(3, Fault.Fail(503), IsBatch);

        await world.SyncAsync();
        await world.SyncAsync();

        mug.Stock.Should().Be(7);
        (await world.CountAsync(ProjectWorld.ProductsFlow)).Written.Should().Be(1);
    }

    private static List<SimulatedRequest> Batches(ProjectWorld world) => [.. world.Shop.Requests.Where(IsBatch)];

    private static bool IsBatch(SimulatedRequest request) => request.Path.EndsWith("/batch", StringComparison.Ordinal);

    private static StoreProduct Add(ProjectWorld world, StoreProduct product)
    {
        world.Shop.Store.Catalog.AddProduct(product);
        return product;
    }

    private static (string Name, decimal Regular, decimal? Sale, int? Stock, string Status) Shown(StoreProduct product) =>
        (product.Name, product.Price, product.SalePrice, product.Stock, product.StockStatus);
}
