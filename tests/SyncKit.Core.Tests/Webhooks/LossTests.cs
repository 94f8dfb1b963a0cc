using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Notifications;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Webhooks;

public sealed class LossTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Source => Scene.Source(Scene.Acme);

    private DateOnly Today => DateOnly.FromDateTime(scene.Time.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task What_polling_finds_and_nobody_delivered_is_lost_after_the_grace_time()
    {
        await using Host host = await StartAsync();
        await host.Services.GetRequiredService<WebhookEndpoints>().CreateAsync(Source, cancellationToken: Cancel);
        scene.Shop.PutMany(5);
        await host.DiscoverAsync(Scene.Acme);
        ShopOrder delivered = scene.Shop.Put(new ShopOrder { Id = "10" });
        scene.Shop.Put(new ShopOrder { Id = "11" });
        ShopOrder late = scene.Shop.Put(new ShopOrder { Id = "12" });
        await DeliverAsync(host, delivered);
        await host.DiscoverAsync(Scene.Acme);
        await DeliverAsync(host, late);

        (await JudgeAsync(host)).Should().Be((0, 0), "a delivery may still come");
        scene.Time.Advance(TimeSpan.FromMinutes(15));
        (await JudgeAsync(host)).Should().Be((2, 1));
        (await JudgeAsync(host)).Should().Be((2, 1));
        WebhookHealthReport report = (await HealthAsync(host))!;
        report.Received.Should().Be(2);
        report.LastReceivedAt.Should().NotBeNull();
    }

    [Fact]
    public async Task The_first_run_and_what_has_no_address_count_for_nothing()
    {
        await using Host host = await StartAsync();
        scene.Shop.PutMany(5);
        await host.DiscoverAsync(Scene.Acme);
        scene.Shop.PutMany(3, first: 6);
        await host.DiscoverAsync(Scene.Acme);
        WebhookEndpoint endpoint = await host.Services.GetRequiredService<WebhookEndpoints>().CreateAsync(Source, cancellationToken: Cancel);
        scene.Time.Advance(TimeSpan.FromHours(1));
        (await JudgeAsync(host)).Should().Be((0, 0));

        await host.Services.GetRequiredService<WebhookEndpoints>().RevokeAsync(Source, endpoint.Id, Cancel);
        scene.Time.Advance(TimeSpan.FromHours(1));
        scene.Shop.PutMany(3, first: 9);
        await host.DiscoverAsync(Scene.Acme);
        scene.Time.Advance(TimeSpan.FromHours(1));
        (await JudgeAsync(host)).Should().Be((0, 0));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 0)]
    public async Task A_person_is_told_once_when_more_is_lost_than_the_host_lets_pass(int threshold, int notices)
    {
        await using Host host = await StartAsync(options => options.LossThreshold = threshold);
        await host.Services.GetRequiredService<WebhookEndpoints>().CreateAsync(Source, cancellationToken: Cancel);
        scene.Shop.PutMany(1);
        await host.DiscoverAsync(Scene.Acme);
        scene.Shop.PutMany(2, first: 2);
        await host.DiscoverAsync(Scene.Acme);
        scene.Time.Advance(TimeSpan.FromMinutes(16));

        await JudgeAsync(host);
        await JudgeAsync(host);
        IReadOnlyList<NotificationGroup> groups = await host.Services.GetRequiredService<INotificationStore>().ListAsync(Scene.Acme, 10, Cancel);
        groups.Count(group => group is { Kind: NotificationKind.WebhookLoss, Code: "webhooks.lost" }).Should().Be(notices);
    }

    private static async Task DeliverAsync(Host host, ShopOrder order) =>
        (await host.Webhooks.ReceiveAsync(Source, Deliveries.Of(order, order.Id), Cancel)).Should().Be(WebhookVerdict.Accepted);

    private async Task<(long Delivered, long Lost)> JudgeAsync(Host host)
    {
        await host.Services.GetRequiredService<WebhookUpkeep>().RunAsync(Cancel);
        WebhookHealthReport? report = await HealthAsync(host);
        return (report?.Delivered ?? 0, report?.Lost ?? 0);
    }

    private async Task<WebhookHealthReport?> HealthAsync(Host host) =>
        (await host.Services.GetRequiredService<WebhookHealth>().ReportAsync(Scene.Acme, Today, Today, Cancel)).SingleOrDefault();

    private async Task<Host> StartAsync(Action<WebhookOptions>? configure = null)
    {
        Host host = scene.Start(extend: builder => builder
            .WithWebhooks(configure ?? (static _ => { }))
            .Services.AddSingleton<WebhookUpkeep>());
        await Scene.ConnectAsync(host, Scene.Acme);
        return host;
    }
}
