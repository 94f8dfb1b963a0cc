using SyncKit.Core.Tests.World;

namespace SyncKit.Core.Tests.Lanes;

public sealed class CrashTests
{
    [Theory]
    [InlineData("card", 8)]
    [InlineData("invoice", 1)]
    public async Task A_host_that_dies_at_any_step_loses_and_doubles_nothing(string method, int concurrency)
    {
        int deaths = 0;
        for (int at = 1; ; at++)
        {
            Scene scene = new();
            await using Host setUp = await scene.StartConnectedAsync();
            for (int id = 1; id <= 5; id++)
            {
                scene.Shop.Put(new ShopOrder { Id = $"{id}", Total = $"{id}.50", Method = method, Email = $"{id % 2}@example.com" });
            }

            await setUp.SyncAsync(Scene.Acme);
            scene.Shop.Put(new ShopOrder { Id = "1", Total = "7.00", Method = method });
            scene.Shop.Put(new ShopOrder { Id = "2", Status = "cancelled" });
            scene.Shop.Put(new ShopOrder { Id = "6", Method = method, Email = "new@example.com" });
            Crash crash = new(at);
            await RunAsync(scene, crash, concurrency);
            await using Host second = scene.Start();
            await second.SyncAsync(Scene.Acme, TimeSpan.FromHours(1));
            await scene.ShouldAgreeAsync(second);
            if (!crash.Happened)
            {
                break;
            }

            deaths++;
        }

        deaths.Should().BeGreaterThan(30);
    }

    private static async Task RunAsync(Scene scene, Crash crash, int concurrency)
    {
        await using Host host = scene.Start(crash, options => options.LaneConcurrency = concurrency);
        try
        {
            await host.SyncAsync(Scene.Acme);
        }
        catch (CrashException)
        {
            crash.Happened.Should().BeTrue();
        }
    }
}
