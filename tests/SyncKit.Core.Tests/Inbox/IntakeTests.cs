using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Ledger;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Inbox;

public sealed class IntakeTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_webhook_five_times_is_one_document()
    {
        await using Host host = await scene.StartConnectedAsync();
        ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1" });
        for (int i = 0; i < 5; i++)
        {
            (await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), Delivery(order), Cancel)).Should().Be(WebhookVerdict.Accepted);
            if (i == 2)
            {
                await host.DrainAsync();
            }
        }

        await host.SyncAsync(Scene.Acme);
        await scene.ShouldAgreeAsync(host);
        FlowCounts counts = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);
        counts.Should().Be(FlowCounts.Zero with { Entered = 6, Superseded = 2, Unchanged = 3, Written = 1 });
    }

    [Fact]
    public async Task A_newer_change_replaces_the_waiting_one_and_an_older_one_does_not()
    {
        await using Host host = await scene.StartConnectedAsync();
        ShopOrder old = scene.Shop.Put(new ShopOrder { Id = "1", Total = "1.00" });
        ShopOrder current = scene.Shop.Put(new ShopOrder { Id = "1", Total = "2.00" });
        await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), Delivery(old), Cancel);
        await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), Delivery(current), Cancel);
        await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), Delivery(old), Cancel);
        await host.DrainAsync();
        await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), Delivery(old), Cancel);
        await host.DrainAsync();
        scene.Books.Calls.Should().HaveCount(2, "one for the customer, one for the newest content");
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_change_that_arrives_while_its_record_is_written_is_written_next()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "1.00" });
        bool changed = false;
        scene.Books.OnSend = (_, intent) =>
        {
            if (!changed && intent.Targets[0].Document is not null)
            {
                changed = true;
                ShopOrder next = scene.Shop.Put(new ShopOrder { Id = "1", Total = "2.00" });
                host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), Delivery(next), Cancel).IsCompletedSuccessfully.Should().BeTrue();
            }

            return null;
        };
        await host.SyncAsync(Scene.Acme);
        changed.Should().BeTrue();
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_forged_delivery_leaves_no_trace()
    {
        await using Host host = await scene.StartConnectedAsync();
        ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1" });
        WebhookDelivery forged = Delivery(order) with { Headers = new Dictionary<string, string> { ["signature"] = "guess" } };
        (await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), forged, Cancel)).Should().Be(WebhookVerdict.Forged);
        ConnectionId stranger = new(new TenantId("stranger"), "shop", "main");
        (await host.Webhooks.ReceiveAsync(stranger, Delivery(order), Cancel)).Should().Be(WebhookVerdict.Forged);
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Should().Be(FlowCounts.Zero);
        host.Log.Lines.Should().NotContain(line => line.Text.Contains("s3cret", StringComparison.Ordinal));
    }

    private static WebhookDelivery Delivery(ShopOrder order) => new(
        new Dictionary<string, string> { ["signature"] = "s3cret" },
        JsonSerializer.SerializeToUtf8Bytes(order),
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
}
