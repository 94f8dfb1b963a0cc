using System.Net;
using System.Text.Json.Nodes;
using SyncKit.Fixtures;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

/// <summary>Holds the webhooks over REST against what a real store answered and did.</summary>
public sealed class WebhookRestTests
{
    private static readonly Uri Target = new("https://receiver.example/ok/order-updated");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static JsonNode Failures => JsonNode.Parse(RecordedTraffic.Read("observations/webhook-failures.json"))!;

    private static JsonNode Scenarios => JsonNode.Parse(RecordedTraffic.Read("observations/webhook-scenarios.json"))!;

    [Fact]
    public async Task A_made_webhook_is_shown_as_a_real_store_shows_it_and_never_with_its_secret()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        Receiver receiver = Listen(client);
        JsonNode recorded = JsonNode.Parse(RecordedTraffic.Read("webhooks/create-order-updated.json"))!;

        (int status, JsonNode made, _) = await CreateAsync(client, "order.updated", secret: "s3cr3t-fixture-key");
        (_, JsonNode single, _) = await client.GetAsync("webhooks/1");
        (_, JsonNode list, HttpResponseMessage answer) = await client.GetAsync("webhooks");

        status.Should().Be(201);
        JsonShape.Of(made).Should().Equal(JsonShape.Of(recorded));
        JsonShape.FieldOrder(made).Should().Equal(JsonShape.FieldOrder(recorded));
        made["hooks"]!.ToJsonString().Should().Be(recorded["hooks"]!.ToJsonString());
        JsonShape.Of(single).Should().Equal(JsonShape.Of(JsonNode.Parse(RecordedTraffic.Read("webhooks/single.json"))));
        list.AsArray().Should().ContainSingle();
        answer.Headers.GetValues("X-WP-Total").Should().Equal("1");
        string.Concat(made.ToJsonString(), single.ToJsonString(), list.ToJsonString()).Should().NotContain("s3cr3t").And.NotContain("failure");
        client.Store.Webhooks.Registered[0].Secret.Should().Be("s3cr3t-fixture-key");
        receiver.Requests.Should().Equal("POST application/x-www-form-urlencoded signed:False webhook_id=1");
    }

    [Theory]
    [InlineData("order.nonsense", "http://receiver.example/ok/x", "create-bad-topic")]
    [InlineData("order.updated", "ftp://x", "create-bad-url")]
    public async Task What_is_no_topic_or_no_address_is_refused_in_the_recorded_words(string topic, string url, string recorded)
    {
        await using StoreClient client = await StoreClient.StartAsync();

        (int status, JsonNode body, _) = await client.SendAsync(HttpMethod.Post, "webhooks", $$"""{"topic":"{{topic}}","delivery_url":"{{url}}"}""");

        status.Should().Be(400);
        body.ToJsonString().Should().Be(JsonNode.Parse(RecordedTraffic.Read($"webhooks/{recorded}.json"))!.ToJsonString());
        client.Store.Webhooks.Registered.Should().BeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.OK, false)]
    public async Task A_ping_that_fails_makes_the_webhook_all_the_same(HttpStatusCode answer, bool pending)
    {
        await using StoreClient client = await StoreClient.StartAsync();
        Listen(client, answer);
        JsonNode observed = Failures["p ping answered 500"]!;

        (int status, JsonNode made, _) = await CreateAsync(client, "order.updated");

        StoreWebhook webhook = client.Store.Webhooks.Registered.Should().ContainSingle().Subject;
        status.Should().Be(observed["http"]!.GetValue<int>());
        made["status"]!.GetValue<string>().Should().Be(observed["status"]!.GetValue<string>());
        webhook.PendingDelivery.Should().Be(pending);
        webhook.FailureCount.Should().Be(0);
        made["name"]!.GetValue<string>().Should().Be("Webhook created on Nov 22, 2026 @ 05:00 PM");
    }

    [Fact]
    public async Task Without_a_secret_the_store_makes_one_of_fifty_characters_and_keeps_it_to_itself()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        Listen(client);

        (_, JsonNode made, _) = await CreateAsync(client, "order.updated");
        await CreateAsync(client, "order.updated");

        client.Store.Webhooks.Registered.Select(webhook => webhook.Secret.Length).Should().Equal(50, 50);
        Failures["no secret given"]!["stored len"]!.GetValue<int>().Should().Be(50);
        made.ToJsonString().Should().NotContain(client.Store.Webhooks.Registered[0].Secret);
        client.Store.Webhooks.Registered[0].Secret.Should().NotBe(client.Store.Webhooks.Registered[1].Secret);
    }

    [Fact]
    public async Task Seven_failures_a_reactivation_and_a_success_leave_what_was_observed()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long order = client.Store.AddOrder(StoreClient.Mugs());
        Receiver receiver = Listen(client);
        await CreateAsync(client, "order.updated");
        StoreWebhook webhook = client.Store.Webhooks.Registered[0];
        using HttpClient sender = new(receiver);
        receiver.Status = HttpStatusCode.InternalServerError;
        async Task<(string, string)> ChangeAsync()
        {
            client.Store.UpdateOrder(order, _ => { });
            await client.Store.Webhooks.DeliverAsync(sender, cancellationToken: Token);
            (_, JsonNode shown, _) = await client.GetAsync("webhooks/1");
            return (shown["status"]!.GetValue<string>(), webhook.FailureCount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (JsonNode? observed in Failures["a receiver answers 500"]!.AsArray())
        {
            (await ChangeAsync()).Should().Be((Text(observed, "status"), Text(observed, "failure_count")), "try {0}", observed!["try"]);
        }

        int pings = receiver.Requests.Count;
        (int status, JsonNode active, _) = await client.SendAsync(HttpMethod.Put, "webhooks/1", """{"status":"active"}""");
        JsonNode reactivated = Failures["reactivated by REST"]!;
        (status, active["status"]!.GetValue<string>(), webhook.FailureCount).Should().Be((reactivated["http"]!.GetValue<int>(), "active", 6));
        receiver.Requests.Should().HaveCount(pings, "no ping is sent again");
        JsonNode first = Failures["first failure after reactivation"]!;
        (await ChangeAsync()).Should().Be((Text(first, "status"), Text(first, "failure_count")));

        await client.SendAsync(HttpMethod.Put, "webhooks/1", """{"status":"active"}""");
        receiver.Status = HttpStatusCode.OK;
        JsonNode success = Failures["success after failures"]!;
        (await ChangeAsync()).Should().Be((Text(success, "status"), Text(success, "failure_count")));
    }

    [Fact]
    public async Task A_paused_webhook_gets_nothing_and_a_deleted_one_neither()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long order = client.Store.AddOrder(StoreClient.Mugs());
        Listen(client);
        await CreateAsync(client, "order.updated");
        await CreateAsync(client, "order.updated");
        await client.SendAsync(HttpMethod.Put, "webhooks/1", """{"status":"paused"}""");
        client.Store.UpdateOrder(order, _ => { });

        (int unforced, _, _) = await client.SendAsync(HttpMethod.Delete, "webhooks/2");
        (int deleted, _, _) = await client.SendAsync(HttpMethod.Delete, "webhooks/2?force=true");
        (int again, JsonNode gone, _) = await client.SendAsync(HttpMethod.Delete, "webhooks/2?force=true");
        await CreateAsync(client, "order.updated");

        (unforced, deleted, again).Should().Be((501, 200, 404));
        gone["code"]!.GetValue<string>().Should().Be("woocommerce_rest_shop_webhook_invalid_id");
        client.Store.Webhooks.Take().Should().BeEmpty();
        client.Store.Webhooks.Registered.Select(webhook => webhook.Id).Should().Equal(1, 3);
    }

    [Fact]
    public async Task A_key_that_only_reads_makes_no_webhook()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreKey key = client.Simulator.AddKey(KeyAccess.Read);
        client.Authorize(key.ConsumerKey, key.ConsumerSecret);

        (int status, JsonNode body, _) = await CreateAsync(client, "order.updated");

        status.Should().Be(401);
        body.ToJsonString().Should().Be(JsonNode.Parse(RecordedTraffic.Read("errors/readonly-key-post.json"))!.ToJsonString());
    }

    [Fact]
    public async Task Products_and_customers_send_the_observed_topics_and_bodies()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreWebhooks webhooks = client.Store.Webhooks;
        foreach (string topic in (string[])["product.created", "product.updated", "product.deleted", "product.restored", "customer.created", "customer.updated", "customer.deleted"])
        {
            webhooks.Register(topic, Target);
        }

        List<(string Topic, JsonNode Body)> Sent() => [.. webhooks.Take().Select(delivery => (delivery.Pending.Topic, JsonNode.Parse(delivery.Body.Span)!))];
        void Check(string scenario, List<(string Topic, JsonNode Body)> sent) => sent.Select(each => each.Topic).Should().Equal(
            Scenarios[scenario]!["deliveries"]!.AsArray().Select(delivery => delivery![0]!.GetValue<string>()), scenario);

        long product = client.Store.Catalog.AddProduct(new StoreProduct { Name = "Mug", Sku = "M", Price = 2m });
        Check("REST product create", Sent());
        client.Store.Catalog.UpdateProduct(product, each => each.Price = 3m);
        List<(string Topic, JsonNode Body)> updated = Sent();
        Check("REST product update", updated);
        client.Store.Catalog.TrashProduct(product);
        List<(string Topic, JsonNode Body)> trashed = Sent();
        Check("REST product trash", trashed);
        client.Store.Catalog.RestoreProduct(product);
        Sent().Should().ContainSingle().Which.Topic.Should().Be("product.restored");
        client.Store.Catalog.DeleteProduct(product);
        Check("REST product force delete", Sent());
        long customer = client.Store.Catalog.AddCustomer(new StoreCustomer { Email = "a@b.example" });
        List<(string Topic, JsonNode Body)> made = Sent();
        Check("REST customer create", made);
        client.Store.Catalog.UpdateCustomer(customer, each => each.LastName = "New");
        Check("REST customer update", Sent());
        client.Store.Catalog.DeleteCustomer(customer);
        List<(string Topic, JsonNode Body)> deleted = Sent();
        Check("REST customer delete", deleted);

        trashed[0].Body.ToJsonString().Should().Be($$"""{"id":{{product}}}""");
        deleted[0].Body.ToJsonString().Should().Be($$"""{"id":{{customer}}}""");
        JsonShape.FieldOrder(updated[0].Body).Should().Equal(JsonShape.FieldOrder(Recorded("rest-update-product--product-updated")));
        JsonShape.FieldOrder(made[0].Body).Should().Equal(JsonShape.FieldOrder(Recorded("rest-create-customer--customer-created")));
    }

    [Fact]
    public async Task A_changed_variation_is_delivered_in_the_form_of_a_product_and_listed_in_its_own()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long shirt = client.Store.Catalog.AddProduct(new StoreProduct { Name = "T-Shirt", Sku = "TEE", Price = 20m });
        long large = client.Store.Catalog.AddProduct(new StoreProduct { Name = "T-Shirt - L", Sku = "TEE-L", Price = 22.5m, ParentId = shirt, Attributes = [new("Size", "L"), new("Color", "Black")] });
        client.Store.Webhooks.Register("product.updated", Target);
        client.Store.Catalog.UpdateProduct(large, each => each.Price = 23m);

        JsonNode delivered = JsonNode.Parse(client.Store.Webhooks.Take().Should().ContainSingle().Subject.Body.Span)!;
        (_, JsonNode list, _) = await client.GetAsync("variations");

        JsonNode recorded = JsonNode.Parse(RecordedTraffic.Read("products/variations-global.json"))!;
        (delivered["type"]!.GetValue<string>(), delivered["parent_id"]!.GetValue<long>()).Should().Be(("variation", shirt));
        JsonShape.FieldOrder(delivered).Should().Equal(JsonShape.FieldOrder(Recorded("rest-update-variation--product-updated")));
        JsonShape.FieldOrder(list[0]!).Should().Equal(JsonShape.FieldOrder(recorded[0]!));
        JsonShape.Of(list[0]!["_links"]).Should().Equal(JsonShape.Of(recorded[0]!["_links"]));
    }

    [Theory]
    [InlineData("product")]
    [InlineData("customer")]
    public async Task An_update_of_what_is_gone_before_its_delivery_carries_the_error(string kind)
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long product = client.Store.Catalog.AddProduct(new StoreProduct { Name = "Mug" });
        long customer = client.Store.Catalog.AddCustomer(new StoreCustomer { Email = "a@b.example" });
        client.Store.Webhooks.Register($"{kind}.updated", Target);
        client.Store.Catalog.UpdateProduct(product, _ => { });
        client.Store.Catalog.UpdateCustomer(customer, _ => { });
        client.Store.Catalog.DeleteProduct(product);
        client.Store.Catalog.DeleteCustomer(customer);

        JsonNode body = JsonNode.Parse(client.Store.Webhooks.Take().Should().ContainSingle().Subject.Body.Span)!;

        body.ToJsonString().Should().Be(JsonNode.Parse(RecordedTraffic.Read($"errors/{kind}-unknown.json"))!.ToJsonString());
    }

    private static JsonNode Recorded(string delivery) => JsonNode.Parse(RecordedTraffic.ReadBytes($"webhooks/{delivery}.body"))!;

    private static string Text(JsonNode? observed, string name) => observed![name]!.GetValue<string>();

    private static Task<(int Status, JsonNode Body, HttpResponseMessage Response)> CreateAsync(StoreClient client, string topic, string? secret = null) =>
        client.SendAsync(
            HttpMethod.Post,
            "webhooks",
            new JsonObject { ["topic"] = topic, ["delivery_url"] = Target.AbsoluteUri, ["secret"] = secret }.ToJsonString());

    private static Receiver Listen(StoreClient client, HttpStatusCode status = HttpStatusCode.OK)
    {
        Receiver receiver = new() { Status = status };
        client.Store.Webhooks.Pinger = new HttpClient(receiver);
        return receiver;
    }

    private sealed class Receiver : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; }

        public List<string> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Requests.Add($"{request.Method} {request.Content.Headers.ContentType} signed:{request.Headers.Contains("X-WC-Webhook-Signature")} {body}");
            return new HttpResponseMessage(Status);
        }
    }
}
