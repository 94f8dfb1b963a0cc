using System.Text.Json.Nodes;
using SyncKit.Fixtures;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class StockBatchTests
{
    [Fact]
    public async Task Changes_products_and_answers_each_in_its_place()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreProduct mug = Add(client, new StoreProduct { Name = "Mug", Sku = "MUG", Price = 1m });
        client.Tick();

        (int status, JsonNode body, _) = await client.SendAsync(
            HttpMethod.Post,
            "products/batch",
            $$"""{"update":[{"id":{{mug.Id}},"regular_price":"12.5","sale_price":"9","manage_stock":true,"stock_quantity":0},{"id":99999999,"stock_quantity":1}]}""");

        status.Should().Be(200);
        JsonNode changed = body["update"]![0]!;
        changed["regular_price"]!.GetValue<string>().Should().Be("12.50");
        changed["price"]!.GetValue<string>().Should().Be("9.00");
        changed["on_sale"]!.GetValue<bool>().Should().BeTrue();
        changed["stock_status"]!.GetValue<string>().Should().Be("outofstock");
        changed["date_modified_gmt"]!.GetValue<string>().Should().Be("2026-11-22T17:00:01");
        body["update"]![1]!["error"]!["code"]!.GetValue<string>().Should().Be("woocommerce_rest_product_invalid_id");
    }

    [Fact]
    public async Task Ignores_a_quantity_that_nobody_counts_and_ends_a_sale_with_an_empty_price()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreProduct mug = Add(client, new StoreProduct { Name = "Mug", Price = 5m, SalePrice = 4m });

        await client.SendAsync(HttpMethod.Post, "products/batch", $$"""{"update":[{"id":{{mug.Id}},"sale_price":"","stock_quantity":3}]}""");

        (mug.Stock, mug.SalePrice, mug.Price).Should().Be((null, null, 5m));
    }

    [Fact]
    public async Task Changes_a_variation_only_under_its_own_product()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreProduct tee = Add(client, new StoreProduct { Name = "Tee" });
        StoreProduct cap = Add(client, new StoreProduct { Name = "Cap" });
        StoreProduct small = Add(client, new StoreProduct { Name = "Tee S", ParentId = tee.Id });
        string body = $$"""{"update":[{"id":{{small.Id}},"regular_price":"3"}]}""";

        string asProduct = (await client.SendAsync(HttpMethod.Post, "products/batch", body)).Body["update"]![0]!["error"]!["code"]!.GetValue<string>();
        string ofAnother = (await client.SendAsync(HttpMethod.Post, $"products/{cap.Id}/variations/batch", body)).Body["update"]![0]!["error"]!["code"]!.GetValue<string>();
        await client.SendAsync(HttpMethod.Post, $"products/{tee.Id}/variations/batch", body);

        asProduct.Should().Be("woocommerce_rest_invalid_product_id");
        ofAnother.Should().Be("woocommerce_rest_product_variation_invalid_id");
        small.Price.Should().Be(3m);
    }

    [Fact]
    public async Task Takes_no_more_than_a_hundred()
    {
        await using StoreClient client = await StoreClient.StartAsync();

        (int status, JsonNode body, _) = await client.SendAsync(
            HttpMethod.Post, "products/batch", "{\"update\":[" + string.Join(',', Enumerable.Range(1, 101).Select(id => $$"""{"id":{{id}}}""")) + "]}");

        status.Should().Be(413);
        body["code"]!.GetValue<string>().Should().Be(JsonNode.Parse(RecordedTraffic.Read("batch/orders-101-items.json"))!["code"]!.GetValue<string>());
    }

    private static StoreProduct Add(StoreClient client, StoreProduct product)
    {
        client.Store.Catalog.AddProduct(product);
        return product;
    }
}
