using System.Text.Json.Nodes;
using SyncKit.Fixtures;
using SyncKit.Testing.Faults;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("GET", "orders?per_page=101", null, 400, "per_page-101")]
    [InlineData("GET", "orders?page=0", null, 400, "page-0")]
    [InlineData("GET", "orders?per_page=abc&order=up", null, 400, "multi-invalid")]
    [InlineData("GET", "orders?status=nonsense", null, 400, "invalid-status")]
    [InlineData("GET", "orders?orderby=price", null, 400, "invalid-orderby")]
    [InlineData("GET", "orders?modified_after=yesterday", null, 400, "invalid-date")]
    [InlineData("GET", "orders/99999999", null, 404, "order-unknown")]
    [InlineData("PUT", "orders/99999999", """{"status":"completed"}""", 400, "put-unknown-order")]
    [InlineData("POST", "orders", """{"status": "processing",""", 400, "malformed-json")]
    [InlineData("GET", "nonexistent", null, 404, "unknown-route")]
    public async Task A_bad_call_gets_the_recorded_answer(string method, string path, string? body, int status, string recorded)
    {
        await using StoreClient client = await StoreClient.StartAsync();

        (int answered, JsonNode error, _) = await client.SendAsync(new HttpMethod(method), path, body);

        answered.Should().Be(status);
        Same(error, $"errors/{recorded}.json");
    }

    [Fact]
    public async Task A_refund_above_the_rest_is_a_500_with_the_bare_number()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs());

        (int status, JsonNode error, _) = await client.SendAsync(HttpMethod.Post, $"orders/{id}/refunds", """{"amount":"99999"}""");

        status.Should().Be(500);
        Same(error, "errors/over-refund.json");
        client.Store.Snapshot()[0].RefundCount.Should().Be(0);
    }

    [Fact]
    public async Task A_batch_of_101_is_too_large_and_one_of_two_answers_item_by_item()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs());
        string many = string.Join(',', Enumerable.Repeat("{}", 101));

        (int tooLarge, JsonNode error, _) = await client.SendAsync(HttpMethod.Post, "orders/batch", $$"""{"create":[{{many}}]}""");
        (int status, JsonNode answer, _) = await client.SendAsync(HttpMethod.Post, "orders/batch", $$"""{"update":[{"id":{{id}},"customer_note":"x"},{"id":99999999}]}""");

        tooLarge.Should().Be(413);
        Same(error, "batch/orders-101-items.json");
        status.Should().Be(200);
        answer["update"]![0]!["customer_note"]!.GetValue<string>().Should().Be("x");
        answer["update"]![1]!["error"]!["code"]!.GetValue<string>().Should().Be("woocommerce_rest_shop_order_invalid_id");
    }

    [Fact]
    public async Task Refunds_of_an_unknown_order_are_an_empty_list()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        (await client.IdsAsync("orders/99999999/refunds")).Should().BeEmpty();
    }

    [Theory]
    [InlineData(SimulatedOutage.Maintenance, 503, "outages/maintenance-mode.json")]
    [InlineData(SimulatedOutage.DatabaseDown, 500, "outages/database-down.json")]
    [InlineData(SimulatedOutage.PluginDeactivated, 404, "errors/unknown-route.json")]
    public async Task An_outage_answers_as_recorded(SimulatedOutage outage, int status, string recorded)
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Simulator.Outage = outage;

        (int answered, JsonNode error, HttpResponseMessage response) = await client.GetAsync("orders?per_page=1");

        answered.Should().Be(status);
        Same(error, recorded);
        response.Headers.RetryAfter?.Delta.Should().Be(TimeSpan.FromSeconds(600));
        (response.Headers.RetryAfter is not null).Should().Be(outage == SimulatedOutage.Maintenance);
        client.Simulator.Outage = SimulatedOutage.None;
        (await client.GetAsync("orders")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Web_server_and_PHP_failures_have_their_own_bodies()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Simulator.Outage = SimulatedOutage.BadGateway;
        using HttpResponseMessage gateway = await client.Http.GetAsync("orders", TestContext.Current.CancellationToken);
        client.Simulator.Outage = SimulatedOutage.PhpFatal;
        (int fatal, JsonNode error, _) = await client.GetAsync("orders");
        client.Simulator.Outage = SimulatedOutage.NoticeBeforeJson;
        string spoilt = await client.Http.GetStringAsync("orders", TestContext.Current.CancellationToken);

        ((int)gateway.StatusCode).Should().Be(502);
        (await gateway.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("<center>nginx/1.22.1</center>");
        fatal.Should().Be(500);
        JsonShape.Of(error).Should().Equal(JsonShape.Of(JsonNode.Parse(RecordedTraffic.Read("outages/php-fatal.json"))));
        spoilt.Should().StartWith(RecordedTraffic.Read("outages/notice-before-json.txt").Split('[')[0]).And.EndWith("[]");
    }

    [Fact]
    public async Task A_planned_fault_strikes_one_call_in_the_store_s_own_shape()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Simulator.Faults.OnCall(1, Fault.Fail(503, TimeSpan.FromSeconds(7)), request => request.Path.EndsWith("/orders", StringComparison.Ordinal));

        (int first, JsonNode error, HttpResponseMessage response) = await client.GetAsync("orders");
        (int second, _, _) = await client.GetAsync("orders");

        first.Should().Be(503);
        error["code"]!.GetValue<string>().Should().Be("wp_die");
        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
        second.Should().Be(200);
        client.Simulator.Calls.Should().Be(1);
        client.Simulator.CountCalls(request => request.Method == "GET").Should().Be(1);
    }

    private static void Same(JsonNode shown, string recorded) =>
        shown.ToJsonString().Should().Be(JsonNode.Parse(RecordedTraffic.Read(recorded))!.ToJsonString());
}
