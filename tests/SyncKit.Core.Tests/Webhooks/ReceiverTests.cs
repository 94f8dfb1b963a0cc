using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Webhooks;

public sealed class ReceiverTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Source => Scene.Source(Scene.Acme);

    [Fact]
    public async Task A_replay_is_recognised_by_another_host_and_does_nothing()
    {
        ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1" });
        await using (Host first = await scene.StartConnectedAsync())
        {
            (await ReceiveAsync(first, Deliveries.Of(order, "k"))).Should().Be(WebhookVerdict.Accepted);
            await first.DrainAsync();
        }

        await using Host second = scene.Start();
        (await ReceiveAsync(second, Deliveries.Of(order, "k"))).Should().Be(WebhookVerdict.Repeated);
        (await CountAsync(second)).Should().Be(FlowCounts.Zero with { Entered = 1, Written = 1 });
    }

    [Fact]
    public async Task A_forgotten_key_is_taken_in_again()
    {
        await using Host host = await scene.StartConnectedAsync();
        ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1" });
        await ReceiveAsync(host, Deliveries.Of(order, "deleted"));
        await ReceiveAsync(host, Deliveries.Of(order, "restored", Deliveries.Secret, ("forget", "deleted")));

        (await ReceiveAsync(host, Deliveries.Of(order, "deleted"))).Should().Be(WebhookVerdict.Accepted);
    }

    [Fact]
    public async Task What_is_delivered_is_worked_on_in_the_trace_of_its_delivery()
    {
        await using Host host = await scene.StartConnectedAsync();
        using Activity request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await ReceiveAsync(host, Deliveries.Of(scene.Shop.Put(new ShopOrder { Id = "1" })));

        LaneLease lease = (await host.Lanes.AcquireLaneAsync(Scene.Lane(Scene.Acme), "owner", TimeSpan.FromMinutes(1), Cancel))!;
        InboxItem item = (await host.Lanes.TakeAsync(lease, 10, Cancel)).Single();
        item.Change.TraceParent.Should().StartWith($"00-{request.TraceId}-");
    }

    [Fact]
    public async Task Records_that_no_flow_takes_are_ignored_and_not_remembered()
    {
        await using Host host = await scene.StartConnectedAsync();
        ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1" });

        (await ReceiveAsync(host, Deliveries.Of(order, "k", Deliveries.Secret, ("kind", "customer")))).Should().Be(WebhookVerdict.Ignored);
        (await ReceiveAsync(host, Deliveries.Of(order, "k"))).Should().Be(WebhookVerdict.Accepted);
    }

    [Fact]
    public async Task A_connection_that_is_switched_off_takes_nothing_in()
    {
        await using Host host = await scene.StartConnectedAsync();
        await host.Connections.MarkAsync(Source, new ConnectionStatus(ConnectionState.Disabled, "off", "off", scene.Time.GetUtcNow()), Cancel);
        ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1" });

        (await ReceiveAsync(host, Deliveries.Of(order))).Should().Be(WebhookVerdict.Ignored);
        (await ReceiveAsync(host, Deliveries.Of(order, signature: "guess"))).Should().Be(WebhookVerdict.Forged);
        (await CountAsync(host)).Should().Be(FlowCounts.Zero);
    }

    [Fact]
    public async Task A_flood_of_forgeries_reads_the_secrets_once()
    {
        await using Host host = await scene.StartConnectedAsync();
        ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1" });
        for (int i = 0; i < 200; i++)
        {
            (await ReceiveAsync(host, Deliveries.Of(order, signature: $"guess-{i}"))).Should().Be(WebhookVerdict.Forged);
        }

        (await ReceiveAsync(host, Deliveries.Of(order))).Should().Be(WebhookVerdict.Accepted);
        (await ReadsAsync(host)).Should().Be(1);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        await ReceiveAsync(host, Deliveries.Of(order));
        (await ReadsAsync(host)).Should().Be(2, "secrets stay in memory for a minute");
    }

    [Fact]
    public async Task A_secret_that_another_host_changes_or_deletes_counts_at_once()
    {
        await using Host host = await scene.StartConnectedAsync();
        await using Host other = scene.Start();
        ShopOrder order = scene.Shop.Put(new ShopOrder { Id = "1" });
        await ReceiveAsync(host, Deliveries.Of(order));

        await other.Setup.ReconnectAsync(Source, CredentialSet.Of(("secret", "n3w")), Cancel);
        (await ReceiveAsync(host, Deliveries.Of(order, signature: "n3w"))).Should().Be(WebhookVerdict.Accepted);
        (await ReceiveAsync(host, Deliveries.Of(order))).Should().Be(WebhookVerdict.Forged);
        await other.Services.GetRequiredService<ICredentialStore>().DeleteAsync(Source, "disconnect", Cancel);
        (await ReceiveAsync(host, Deliveries.Of(order, signature: "n3w"))).Should().Be(WebhookVerdict.Forged);
    }

    [Fact]
    public async Task A_thousand_deliveries_of_one_order_at_once_are_one_document()
    {
        await using Host host = await scene.StartConnectedAsync();
        ShopOrder[] versions = [.. Enumerable.Range(0, 1000).Select(i => scene.Shop.Put(new ShopOrder { Id = "1", Total = $"{i + 1}.00" }))];
        WebhookVerdict[] verdicts = await Task.WhenAll(versions.Select((order, i) =>
            Task.Run(() => ReceiveAsync(host, Deliveries.Of(order, $"k{i}")), Cancel)));

        verdicts.Should().OnlyContain(verdict => verdict == WebhookVerdict.Accepted);
        (await host.WaitingAsync(Scene.Acme)).Should().Be(1);
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
    }

    private static Task<WebhookVerdict> ReceiveAsync(Host host, WebhookDelivery delivery) => host.Webhooks.ReceiveAsync(Source, delivery, Cancel);

    private static Task<FlowCounts> CountAsync(Host host) => host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);

    private static async Task<int> ReadsAsync(Host host)
    {
        IReadOnlyList<AuditEntry> entries = await host.Audit.ListAsync(Scene.Acme, 1000, Cancel);
        return entries.Count(entry => entry.Action == "credentials.read" && entry.Reason == "verify webhooks");
    }
}
