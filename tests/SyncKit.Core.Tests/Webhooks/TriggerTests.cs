using SyncKit.Core.Tests.World;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Webhooks;

public sealed class TriggerTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_that_does_not_say_what_changed_has_its_stream_read_long_before_the_next_interval()
    {
        await using Host host = await scene.StartConnectedAsync(options =>
        {
            options.RunInBackground = true;
            options.PollInterval = TimeSpan.FromHours(20);
        });
        await host.StartServicesAsync();
        DateTimeOffset began = scene.Time.GetUtcNow();
        scene.Shop.PutMany(3);
        WebhookDelivery delivery = Deliveries.Of(new ShopOrder { Id = "-" }, "k", Deliveries.Secret, ("trigger", "yes"));

        (await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), delivery, Cancel)).Should().Be(WebhookVerdict.Accepted);
        (await host.Webhooks.ReceiveAsync(Scene.Source(Scene.Acme), delivery, Cancel)).Should().Be(WebhookVerdict.Repeated);
        while (scene.Shop.RecordsSent < 3)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        (scene.Time.GetUtcNow() - began).Should().Be(TimeSpan.Zero, "nobody waited for the clock");
        await scene.Time.DriveAsync(host.StopServicesAsync());
    }
}
