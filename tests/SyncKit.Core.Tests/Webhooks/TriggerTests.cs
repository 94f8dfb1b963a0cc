using Microsoft.Extensions.DependencyInjection;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Webhooks;

public sealed class TriggerTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StreamId Stream => new(Scene.Source(Scene.Acme), "order");

    [Fact]
    public async Task A_mark_lasts_until_a_run_that_began_after_it_and_a_later_one_outlives_that_run()
    {
        await using Host host = await scene.StartConnectedAsync();
        await using Host other = scene.Start();
        (await Trigger(host).FindAsync(Stream, Cancel)).Should().BeNull();

        await Trigger(host).RaiseAsync(Stream, Cancel);
        string mark = (await Trigger(other).FindAsync(Stream, Cancel))!;
        mark.Should().NotBeNull("any host may act on it");
        await Trigger(host).RaiseAsync(Stream, Cancel);
        await Trigger(other).ClearAsync(Stream, mark, Cancel);
        string later = (await Trigger(other).FindAsync(Stream, Cancel))!;
        later.Should().NotBeNull().And.NotBe(mark);
        await Trigger(other).ClearAsync(Stream, later, Cancel);
        (await Trigger(host).FindAsync(Stream, Cancel)).Should().BeNull();
    }

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
        while (scene.Shop.RecordsSent < 3 || await Trigger(host).FindAsync(Stream, Cancel) is not null)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        (scene.Time.GetUtcNow() - began).Should().Be(TimeSpan.Zero, "nobody waited for the clock");
        await scene.Time.DriveAsync(host.StopServicesAsync());
    }

    private static StreamTrigger Trigger(Host host) => host.Services.GetRequiredService<StreamTrigger>();
}
