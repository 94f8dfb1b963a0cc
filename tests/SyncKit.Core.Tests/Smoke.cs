using SyncKit.Core.Tests.World;

namespace SyncKit.Core.Tests;

public sealed class Smoke
{
    [Fact]
    public async Task Orders_reach_the_books()
    {
        Scene scene = new();
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(7);
        await host.SyncAsync(Scene.Acme);
        await scene.ShouldAgreeAsync(host);
    }
}
