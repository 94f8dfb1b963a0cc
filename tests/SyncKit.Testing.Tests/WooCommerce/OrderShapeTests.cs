using System.Text.Json.Nodes;
using SyncKit.Fixtures;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class OrderShapeTests
{
    [Fact]
    public async Task A_simple_order_has_the_fields_kinds_and_field_order_of_the_recorded_one()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreOrder order = StoreClient.Mugs();
        order.Lines[0].Meta.Add(new StoreMeta("_reduced_stock", "2"));
        order.Meta.Add(new StoreMeta("_stripe_fee", "1.08"));
        JsonNode recorded = JsonNode.Parse(RecordedTraffic.Read("orders/single/simple_tx.json"))!;

        (_, JsonNode shown, _) = await client.GetAsync($"orders/{client.Store.AddOrder(order)}");

        JsonShape.Of(shown).Should().Equal(JsonShape.Of(recorded));
        JsonShape.FieldOrder(shown).Should().Equal(JsonShape.FieldOrder(recorded));
        foreach (string amount in new[] { "total", "total_tax", "cart_tax", "shipping_total", "shipping_tax", "discount_total", "discount_tax", "billing", "shipping", "currency_symbol" })
        {
            shown[amount]!.ToJsonString().Should().Be(recorded[amount]!.ToJsonString(), amount);
        }
    }

    [Fact]
    public async Task The_body_is_escaped_byte_for_byte_as_PHP_does()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreOrder order = StoreClient.Mugs();
        order.CustomerNote = "Zoë “quoted” \"x\" </b> 🎁 a\nb\u0001+&'";
        string text = await client.Http.GetStringAsync($"orders/{client.Store.AddOrder(order)}", TestContext.Current.CancellationToken);

        text.Should().Contain("""
            "customer_note":"Zo\u00eb \u201cquoted\u201d \"x\" <\/b> \ud83c\udf81 a\nb\u0001+&'"
            """.Trim());
        text.Should().Contain("Credit \\/ Debit Card").And.Contain("\"price\":12.5,");
    }

    [Fact]
    public async Task A_full_refund_has_the_shape_of_the_recorded_one()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs(1));
        client.Store.RefundFully(id, "full");

        (_, JsonNode shown, _) = await client.GetAsync($"orders/{id}/refunds");

        JsonNode recorded = JsonNode.Parse(RecordedTraffic.Read("refunds/order-refunds-full.json"))!;
        JsonShape.Of(shown).Should().Equal(JsonShape.Of(recorded));
        shown[0]!["amount"]!.GetValue<string>().Should().Be("19.97").And.Be(recorded[0]!["amount"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("customers/single.json")]
    [InlineData("products/single-simple.json")]
    [InlineData("products/variations.json")]
    public async Task Customers_products_and_variations_have_the_recorded_shape(string recordedPath)
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long customer = client.Store.Catalog.AddCustomer(new StoreCustomer { Email = "a@mail.example", FirstName = "A", LastName = "B", Billing = StoreClient.Texas });
        long product = client.Store.Catalog.AddProduct(new StoreProduct { Name = "T-Shirt", Price = 20m, Stock = 5 });
        string path = recordedPath switch { "customers/single.json" => $"customers/{customer}", "products/single-simple.json" => $"products/{product}", _ => $"products/{product}/variations" };
        if (recordedPath == "products/variations.json")
        {
            client.Store.Catalog.AddProduct(new StoreProduct { Name = "T-Shirt - L", Sku = "TEE-L", Price = 22.5m, ParentId = product, Attributes = [new("Size", "L")] });
        }

        (int status, JsonNode shown, _) = await client.GetAsync(path);

        status.Should().Be(200);
        JsonShape.Of(shown).Should().Equal(JsonShape.Of(JsonNode.Parse(RecordedTraffic.Read(recordedPath))));
    }

    [Fact]
    public async Task Every_seeded_order_has_only_fields_that_recorded_orders_have()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Store.Seed(200, 3);
        HashSet<string> known = [.. RecordedTraffic.Orders().SelectMany(order => JsonShape.Of(JsonNode.Parse(order.Json))).Select(field => field.Key)];

        (_, JsonNode page, _) = await client.GetAsync("orders?per_page=100");

        IEnumerable<string> shown = page.AsArray().SelectMany(order => JsonShape.Of(order)).Select(field => field.Key).Where(field => !field.Contains("meta_data[].value."));
        shown.Distinct().Should().BeSubsetOf(known);
    }
}
