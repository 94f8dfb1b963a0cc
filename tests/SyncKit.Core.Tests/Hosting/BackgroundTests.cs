using SyncKit.Connections;
using SyncKit.Core.Tests.World;

namespace SyncKit.Core.Tests.Hosting;

public sealed class BackgroundTests
{
    private static readonly TenantId Other = new("other");

    [Fact]
    public async Task A_host_polls_and_writes_by_itself_until_it_is_stopped()
    {
        Scene scene = new();
        await using World.Host host = await scene.StartConnectedAsync(options => options.RunInBackground = true);
        scene.Shop.PutMany(25);

        await host.StartServicesAsync();
        await BookedAsync(host, scene, Scene.Acme, 25);
        scene.Shop.PutMany(5, first: 26);
        await BookedAsync(host, scene, Scene.Acme, 30);
        await scene.Time.DriveAsync(host.StopServicesAsync());

        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_shop_that_hangs_delays_nobody_else()
    {
        Scene scene = new();
        await using World.Host host = await scene.StartConnectedAsync(options => options.RunInBackground = true, Scene.Acme, Other);
        using ManualResetEventSlim answers = new();
        scene.Shop.BeforePage = _ => answers.Wait();
        scene.Shop.PutMany(3);
        scene.Shops.Of(Other).PutMany(3);

        await host.StartServicesAsync();
        await BookedAsync(host, scene, Other, 3);
        scene.Shops.Of(Other).PutMany(3, first: 4);
        await BookedAsync(host, scene, Other, 6);
        scene.Books.Counting(Scene.Lane(Scene.Acme)).Should().BeEmpty();
        answers.Set();
        await BookedAsync(host, scene, Scene.Acme, 3);

        await scene.Time.DriveAsync(host.StopServicesAsync());
    }

    [Fact]
    public async Task A_host_that_syncs_by_call_does_nothing_by_itself()
    {
        Scene scene = new();
        await using World.Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(3);

        await host.StartServicesAsync();
        await host.StopServicesAsync();

        scene.Shop.RecordsSent.Should().Be(0);
    }

    private static Task BookedAsync(World.Host host, Scene scene, TenantId tenant, int documents)
    {
        async Task WaitAsync()
        {
            while (scene.Books.Counting(Scene.Lane(tenant)).Count < documents || await host.WaitingAsync(tenant) > 0)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        return scene.Time.DriveAsync(WaitAsync());
    }
}
