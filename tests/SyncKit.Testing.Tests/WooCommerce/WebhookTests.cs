using System.Net;
using System.Text;
using SyncKit.Fixtures;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class WebhookTests
{
    private static readonly Uri Target = new("http://receiver.example/hooks");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Recorded_deliveries_verify_with_the_simulator_s_signature()
    {
        RecordedWebhook[] signed = [.. RecordedTraffic.Webhooks().Where(delivery => delivery.Secret is not null)];

        signed.Should().HaveCountGreaterThanOrEqualTo(3);
        signed.Should().OnlyContain(delivery => StoreWebhooks.Sign(delivery.Body, delivery.Secret!) == delivery.Signature);
    }

    [Fact]
    public async Task A_delivery_carries_the_recorded_headers_and_the_state_of_its_own_time()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Store.Webhooks.RegisterForOrders(Target);
        long id = client.Store.AddOrder(StoreClient.Mugs(status: "pending"));
        client.Store.SetStatus(id, "processing");
        Receiver receiver = new();
        using HttpClient sender = new(receiver);

        IReadOnlyList<WebhookDelivery> sent = await client.Store.Webhooks.DeliverAsync(sender, cancellationToken: Token);

        sent.Select(delivery => delivery.Pending.Topic).Should().Equal("order.created", "order.updated");
        receiver.Bodies.Should().OnlyContain(body => body.Contains("\"status\":\"processing\""));
        receiver.Bodies[0].Should().Be(await client.Http.GetStringAsync($"orders/{id}", Token));
        WebhookDelivery created = sent[0];
        created.Headers["X-WC-Webhook-Signature"].Should().Be(StoreWebhooks.Sign(created.Body.Span, client.Simulator.WebhookSecret));
        RecordedWebhook recorded = RecordedTraffic.Webhooks().First(delivery => delivery.Topic == "order.created");
        created.Headers.Keys.Should().BeEquivalentTo(recorded.Headers.Keys.Where(name => name.StartsWith("X-WC", StringComparison.Ordinal) || name == "User-Agent"));
        created.Headers["User-Agent"].Should().Be(recorded.Headers["User-Agent"]);
        created.Headers["X-WC-Webhook-Delivery-ID"].Should().HaveLength(recorded.Headers["X-WC-Webhook-Delivery-ID"].Length);
    }

    [Fact]
    public async Task Changes_before_the_runner_works_are_one_delivery()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs());
        client.Store.Webhooks.RegisterForOrders(Target);
        for (int i = 0; i < 5; i++)
        {
            client.Store.UpdateOrder(id, order => order.CustomerNote += "x");
        }

        client.Store.Webhooks.Pending.Should().ContainSingle().Which.Topic.Should().Be("order.updated");
    }

    [Fact]
    public async Task Each_change_sends_the_observed_topics_and_bodies()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs());
        long gone = client.Store.AddOrder(StoreClient.Mugs());
        long silent = client.Store.AddOrder(StoreClient.Mugs());
        StoreWebhooks webhooks = client.Store.Webhooks;
        webhooks.RegisterForOrders(Target);
        string[] Sent() => [.. webhooks.Take().Select(delivery => delivery.Pending.Topic + " " + Encoding.UTF8.GetString(delivery.Body.Span))];

        client.Store.SetStatus(id, "completed");
        client.Store.Trash(id);
        string[] trashed = Sent();
        client.Store.Restore(id);
        string[] restored = Sent();
        long refund = client.Store.RefundAmount(id, 1m);
        string[] refunded = Sent();
        client.Store.DeleteRefund(id, refund);
        client.Store.ChangeUnnoticed(id, order => order.CustomerNote = "sql");
        client.Store.ForceDelete(silent);
        string[] nothing = Sent();
        client.Store.SetStatus(gone, "completed");
        client.Store.ForceDelete(gone);
        string[] lost = Sent();

        trashed.Should().HaveCount(2);
        trashed[0].Should().StartWith("order.updated {").And.Contain("\"status\":\"trash\"");
        trashed[1].Should().Be($$"""order.deleted {"id":{{id}}}""");
        restored.Should().ContainSingle().Which.Should().StartWith("order.restored {").And.Contain("\"status\":\"completed\"");
        refunded.Should().ContainSingle().Which.Should().StartWith("order.updated {");
        nothing.Should().BeEmpty();
        lost.Should().Equal("order.updated " + RecordedTraffic.Read("webhooks/stale-update-then-force-delete--order-updated.body"));
    }

    [Fact]
    public async Task Deliveries_of_one_second_share_their_id()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Store.Webhooks.Register("order.updated", Target);
        client.Store.AddOrders([StoreClient.Mugs(), StoreClient.Mugs()]);

        client.Store.Webhooks.Take().Select(delivery => delivery.Headers["X-WC-Webhook-Delivery-ID"]).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task The_seventh_failure_in_a_row_disables_a_webhook_and_a_failed_delivery_is_not_sent_again()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        long id = client.Store.AddOrder(StoreClient.Mugs());
        StoreWebhook webhook = client.Store.Webhooks.Register("order.updated", Target);
        Receiver receiver = new() { Status = HttpStatusCode.TooManyRequests };
        using HttpClient sender = new(receiver);
        List<(bool Active, int Failures)> states = [];
        for (int i = 0; i < 8; i++)
        {
            client.Store.UpdateOrder(id, _ => { });
            await client.Store.Webhooks.DeliverAsync(sender, cancellationToken: Token);
            states.Add((webhook.Active, webhook.FailureCount));
        }

        states.Take(6).Should().OnlyContain(state => state.Active);
        states[6].Should().Be((false, 6));
        receiver.Bodies.Should().HaveCount(7);
        webhook.Activate();
        client.Store.UpdateOrder(id, _ => { });
        await client.Store.Webhooks.DeliverAsync(sender, cancellationToken: Token);
        webhook.Active.Should().BeFalse("activating does not reset the count");
    }

    [Theory]
    [InlineData(201, true)]
    [InlineData(302, true)]
    [InlineData(303, false)]
    [InlineData(410, false)]
    [InlineData(503, false)]
    public async Task Success_is_200_to_302(int status, bool success)
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreWebhook webhook = client.Store.Webhooks.Register("order.updated", Target);
        client.Store.AddOrder(StoreClient.Mugs());
        using HttpClient sender = new(new Receiver { Status = (HttpStatusCode)status });

        IReadOnlyList<WebhookDelivery> sent = await client.Store.Webhooks.DeliverAsync(sender, cancellationToken: Token);

        sent.Should().ContainSingle().Which.Succeeded.Should().Be(success);
        webhook.FailureCount.Should().Be(success ? 0 : 1);
    }

    [Fact]
    public async Task A_delivery_can_be_sent_again_and_out_of_order()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Store.Webhooks.RegisterForOrders(Target);
        client.Store.AddOrders([StoreClient.Mugs(), StoreClient.Mugs()]);
        Receiver receiver = new();
        using HttpClient sender = new(receiver);
        IReadOnlyList<WebhookDelivery> deliveries = client.Store.Webhooks.Take();

        foreach (WebhookDelivery delivery in deliveries.Reverse().Concat(deliveries))
        {
            (await delivery.SendAsync(sender, cancellationToken: Token)).Should().BeTrue();
        }

        receiver.Bodies.Should().HaveCount(8);
        receiver.Bodies.Take(4).Reverse().Should().Equal(receiver.Bodies.Skip(4));
    }

    private sealed class Receiver : HttpMessageHandler
    {
        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Status);
        }
    }
}
