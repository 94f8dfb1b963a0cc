using System.Text.Json.Nodes;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class ChangeTests
{
    public static TheoryData<string, bool> Changes() => new()
    {
        { "PUT nothing", true }, { "PUT status", true }, { "PUT line", true }, { "refund line", true }, { "refund amount", true }, { "trash", true }, { "restore", true },
        { "delete refund", false }, { "GET", false }, { "product", false }, { "customer", false }, { "unnoticed", false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Date_modified_moves_exactly_where_a_real_store_moves_it(string change, bool moves)
    {
        await using StoreClient client = await StoreClient.StartAsync();
        SimulatedStore store = client.Store;
        long product = store.Catalog.AddProduct(new StoreProduct { Name = "Mug", Price = 10m });
        long customer = store.Catalog.AddCustomer(new StoreCustomer { Email = "c@mail.example" });
        StoreOrder order = new() { CustomerId = customer, Lines = { new StoreLine { ProductId = product, Quantity = 3 } } };
        long id = store.AddOrder(order);
        long refund = store.RefundAmount(id, 1m);
        if (change == "restore")
        {
            store.Trash(id);
        }

        client.Tick(30);
        Task act = change switch
        {
            "PUT nothing" => client.SendAsync(HttpMethod.Put, $"orders/{id}", "{}"),
            "PUT status" => client.SendAsync(HttpMethod.Put, $"orders/{id}", """{"status":"processing"}"""),
            "PUT line" => client.SendAsync(HttpMethod.Put, $"orders/{id}", $$"""{"line_items":[{"id":{{order.Lines[0].Id}},"quantity":2}]}"""),
            "refund line" => client.SendAsync(HttpMethod.Post, $"orders/{id}/refunds", $$"""{"amount":"10","line_items":[{"id":{{order.Lines[0].Id}},"quantity":1,"refund_total":10}]}"""),
            "refund amount" => client.SendAsync(HttpMethod.Post, $"orders/{id}/refunds", """{"amount":"1.50"}"""),
            "trash" => client.SendAsync(HttpMethod.Delete, $"orders/{id}"),
            "delete refund" => client.SendAsync(HttpMethod.Delete, $"orders/{id}/refunds/{refund}?force=true"),
            "GET" => client.GetAsync($"orders/{id}"),
            _ => Task.CompletedTask,
        };
        await act;
        (change switch
        {
            "restore" => () => store.Restore(id),
            "product" => () => store.Catalog.UpdateProduct(product, item => item.Name = "Cup"),
            "customer" => () => store.Catalog.UpdateCustomer(customer, person => person.LastName = "X"),
            "unnoticed" => () => store.ChangeUnnoticed(id, item => item.CustomerNote = "sql"),
            _ => (Action)(() => { }),
        })();

        (_, JsonNode shown, _) = await client.GetAsync($"orders/{id}");
        shown["date_modified_gmt"]!.GetValue<string>().Should().Be(moves ? "2026-11-22T17:00:30" : "2026-11-22T17:00:00");
        (await client.IdsAsync("orders?status=trash,processing&modified_after=2026-11-22T17:00:29Z")).Should().HaveCount(moves ? 1 : 0);
    }

    [Fact]
    public async Task Refunds_show_in_the_order_and_in_the_global_list_and_not_among_orders()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs(4));
        long line = client.Store.Snapshot()[0].Id;
        (int status, JsonNode made, HttpResponseMessage response) = await client.SendAsync(HttpMethod.Post, $"orders/{line}/refunds", """{"amount":"2.00","reason":"goodwill"}""");
        long refund = made["id"]!.GetValue<long>();

        status.Should().Be(201);
        response.Headers.Location!.AbsolutePath.Should().EndWith($"/orders/{id}/refunds/{refund}");
        (_, JsonNode order, _) = await client.GetAsync($"orders/{id}");
        order["refunds"]!.ToJsonString().Should().Be($$"""[{"id":{{refund}},"reason":"goodwill","total":"-2.00","total_tax":"0.00"}]""");
        (_, JsonNode global, _) = await client.GetAsync("refunds?modified_after=2026-11-22T16:59:59Z");
        global[0]!["parent_id"]!.GetValue<long>().Should().Be(id);
        (await client.GetAsync($"orders/{refund}")).Status.Should().Be(404);
        (await client.IdsAsync("refunds?modified_after=2026-11-22T17:00:00Z")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_refund_of_all_that_is_left_and_the_refunded_status_end_alike()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long byRefund = client.Store.AddOrder(StoreClient.Mugs());
        long byStatus = client.Store.AddOrder(StoreClient.Mugs());
        client.Store.RefundFully(byRefund);
        await client.SendAsync(HttpMethod.Put, $"orders/{byStatus}", """{"status":"refunded"}""");

        IReadOnlyList<OrderSnapshot> books = client.Store.Snapshot();
        books.Should().OnlyContain(order => order.Status == "refunded" && order.RefundedTotal == order.Total && order.RefundCount == 1);
        books.Select(order => order.RefundedTax).Should().Equal(2.55m, 0m);
        (_, JsonNode refunds, _) = await client.GetAsync($"orders/{byStatus}/refunds");
        refunds[0]!["reason"]!.GetValue<string>().Should().Be("Order fully refunded.");
        client.Store.Invoking(store => store.RefundAmount(byRefund, 0.01m)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task Force_delete_takes_order_and_refunds_away()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs());
        client.Store.RefundAmount(id, 1m);

        (await client.SendAsync(HttpMethod.Delete, $"orders/{id}?force=true")).Status.Should().Be(200);

        (await client.GetAsync($"orders/{id}")).Status.Should().Be(404);
        (await client.IdsAsync("refunds")).Should().BeEmpty();
        (await client.IdsAsync("orders")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_deleted_product_leaves_name_and_amounts_on_the_line()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long product = client.Store.Catalog.AddProduct(new StoreProduct { Name = "Soon gone", Sku = "X", Price = 8m });
        long id = client.Store.AddOrder(new StoreOrder { Lines = { new StoreLine { ProductId = product } } });
        await client.GetAsync($"orders/{id}");
        client.Store.Catalog.DeleteProduct(product);

        (_, JsonNode order, _) = await client.GetAsync($"orders/{id}");

        JsonNode line = order["line_items"]![0]!;
        line["name"]!.GetValue<string>().Should().Be("Soon gone");
        line["product_id"]!.GetValue<long>().Should().Be(0);
        line.AsObject().ContainsKey("sku").Should().BeTrue();
        line["sku"].Should().BeNull();
        line["total"]!.GetValue<string>().Should().Be("8.00");
    }

    [Fact]
    public async Task An_order_posted_over_REST_is_pending_and_taken_with_an_unknown_product()
    {
        await using StoreClient client = await StoreClient.StartAsync();

        (int status, JsonNode order, _) = await client.SendAsync(HttpMethod.Post, "orders", """{"line_items":[{"product_id":9999999,"quantity":1}]}""");

        status.Should().Be(201);
        order["status"]!.GetValue<string>().Should().Be("pending");
        order["created_via"]!.GetValue<string>().Should().Be("rest-api");
    }

    [Fact]
    public async Task A_sale_of_managed_stock_modifies_the_product()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long product = client.Store.Catalog.AddProduct(new StoreProduct { Name = "Mug", Price = 5m, Stock = 10 });
        client.Tick(10);
        client.Store.AddOrder(new StoreOrder { Lines = { new StoreLine { ProductId = product, Quantity = 3 } } });

        (_, JsonNode shown, _) = await client.GetAsync($"products/{product}");

        shown["stock_quantity"]!.GetValue<int>().Should().Be(7);
        shown["date_modified_gmt"]!.GetValue<string>().Should().Be("2026-11-22T17:00:10");
    }

    [Fact]
    public async Task A_trashed_order_comes_back_by_status_or_by_restoring()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long byStatus = client.Store.AddOrder(StoreClient.Mugs());
        long restored = client.Store.AddOrder(StoreClient.Mugs(status: "on-hold"));
        client.Store.SetStatus(byStatus, "trash");
        client.Store.Trash(restored);
        (await client.IdsAsync("orders")).Should().BeEmpty();

        await client.SendAsync(HttpMethod.Put, $"orders/{byStatus}", """{"status":"completed"}""");
        client.Store.Restore(restored);

        client.Store.Snapshot().Select(order => order.Status).Should().Equal("completed", "on-hold");
        (_, JsonNode order, _) = await client.GetAsync($"orders/{byStatus}");
        order["meta_data"]!.AsArray().Should().BeEmpty();
    }
}
