using System.Text.Json.Nodes;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class SeedTests
{
    [Fact]
    public async Task A_seeded_store_holds_the_variety_of_a_real_one()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Store.Seed(2000, 5);
        List<JsonNode> orders = await AllAsync(client, "orders");
        JsonNode[] lines = [.. orders.SelectMany(order => order["line_items"]!.AsArray()).Select(line => line!)];

        orders.Select(order => order["status"]!.GetValue<string>()).Distinct().Should()
            .BeEquivalentTo("completed", "processing", "pending", "on-hold", "failed", "cancelled", "refunded");
        orders.Select(order => order["line_items"]!.AsArray().Count).Should().Contain([1, 8]).And.OnlyContain(count => count >= 1 && count <= 9);
        orders.Select(order => order["shipping_lines"]!.AsArray().Count).Distinct().Should().BeEquivalentTo([0, 1, 2]);
        orders.Select(order => order["tax_lines"]!.AsArray().Count).Should().Contain([0, 1, 2, 3]);
        orders.SelectMany(order => order["tax_lines"]!.AsArray()).Should().Contain(line => line!["compound"]!.GetValue<bool>());
        orders.SelectMany(order => order["fee_lines"]!.AsArray()).Should().Contain(fee => fee!["total"]!.GetValue<string>().StartsWith('-')).And.Contain(fee => !fee!["total"]!.GetValue<string>().StartsWith('-'));
        orders.SelectMany(order => order["coupon_lines"]!.AsArray()).Select(coupon => coupon!["discount_type"]!.GetValue<string>()).Distinct().Should().BeEquivalentTo("percent", "fixed_cart");
        orders.Should().Contain(order => order["total"]!.GetValue<string>() == "0.00");
        orders.Should().Contain(order => order["customer_id"]!.GetValue<long>() == 0).And.Contain(order => order["customer_id"]!.GetValue<long>() > 0);
        orders.Should().Contain(order => order["billing"]!["last_name"]!.GetValue<string>() == "O'Brien");
        orders.Should().Contain(order => order["transaction_id"]!.GetValue<string>().Length > 0);
        lines.Should().Contain(line => line["sku"] == null && line["product_id"]!.GetValue<long>() == 0);
        lines.Should().Contain(line => line["sku"] != null && line["sku"]!.GetValue<string>().Length == 0);
        lines.Should().Contain(line => line["variation_id"]!.GetValue<long>() > 0);
        OrderSnapshot[] books = [.. client.Store.Snapshot()];
        books.Should().Contain(order => order.RefundCount > 0 && order.RefundedTotal < order.Total)
            .And.Contain(order => order.RefundCount > 0 && order.RefundedTotal == order.Total && order.RefundedTax == order.TotalTax && order.TotalTax > 0m)
            .And.Contain(order => order.RefundCount > 0 && order.RefundedTax == 0m);
        books.Should().OnlyContain(order => order.ModifiedAt <= StoreClient.Start.AddHours(-1));
        IReadOnlyList<JsonNode> customers = await AllAsync(client, "customers");
        customers.GroupBy(customer => customer["first_name"]!.ToString() + customer["last_name"]).Should().Contain(group => group.Count() > 1);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_store()
    {
        await using StoreClient first = await StoreClient.StartAsync();
        await using StoreClient second = await StoreClient.StartAsync();
        first.Store.Seed(150, 9);
        second.Store.Seed(150, 9);

        second.Store.Snapshot().Should().Equal(first.Store.Snapshot());
        second.Store.Snapshot().Should().HaveCount(150);
    }

    [Fact]
    public async Task Seeding_queues_no_webhooks()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Store.Webhooks.RegisterForOrders(new Uri("http://receiver.example/"));
        client.Store.Seed(20);
        client.Store.SeedUniform(20);

        client.Store.Webhooks.Pending.Should().BeEmpty();
        client.Store.Snapshot().Should().HaveCount(40);
    }

    [Fact]
    public async Task Every_way_of_sorting_and_filtering_pages_over_all_orders_once()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long[] ids = [.. client.Store.Seed(350, 2)];
        long[] completed = [.. client.Store.Snapshot().Where(order => order.Status == "completed").Select(order => order.Id)];
        foreach (string sorting in new[] { "modified&order=asc", "modified&order=desc", "date&order=asc", "date&order=desc", "id&order=asc", "id&order=desc" })
        {
            long[] all = [.. (await AllAsync(client, "orders", "&orderby=" + sorting)).Select(order => order["id"]!.GetValue<long>())];
            long[] some = [.. (await AllAsync(client, "orders", "&status=completed&orderby=" + sorting)).Select(order => order["id"]!.GetValue<long>())];
            all.Should().BeEquivalentTo(ids).And.OnlyHaveUniqueItems();
            some.Should().BeEquivalentTo(completed);
            some.Should().Equal(all.Intersect(completed));
        }
    }

    private static async Task<List<JsonNode>> AllAsync(StoreClient client, string collection, string query = "")
    {
        List<JsonNode> all = [];
        for (int page = 1; ; page++)
        {
            (_, JsonNode body, _) = await client.GetAsync($"{collection}?per_page=100&page={page}{query}");
            if (body.AsArray().Count == 0)
            {
                return all;
            }

            all.AddRange(body.AsArray().Select(item => item!));
        }
    }
}
