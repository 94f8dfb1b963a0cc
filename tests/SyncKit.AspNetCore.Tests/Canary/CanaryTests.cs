using FluentAssertions.Execution;

namespace SyncKit.AspNetCore.Tests.Canary;

[Collection(CanaryCollection.Name)]
public sealed class CanaryTests
{
    [Fact]
    public async Task No_secret_shows_on_any_path()
    {
        using AssertionScope all = new();
        await using CanaryWorld world = await CanaryWorld.StartAsync();
        ConnectPaths connecting = new(world);

        await new StartRefusals(world).WalkAsync();
        await connecting.WalkAsync();
        await new WebhookPaths(world).WalkAsync();
        await new RunPaths(world).WalkAsync();
        await new NotificationPaths(world).WalkAsync();
        await new ConfusedCallers(world).WalkAsync();
        await new KeyPaths(world).WalkAsync();
        await connecting.DisconnectAsync();

        foreach ((string name, FrontDoor door) in ((string, FrontDoor)[])[("books", world.BooksDoor), ("store", world.BadDoor), ("receivers", world.NoticeDoor)])
        {
            door.Said.Any(said => world.Finder.NamesIn(said).Any()).Should().BeTrue("the {0} repeat secrets, or nothing is proven", name);
        }

        world.LookAgain().Should().BeEmpty();
        world.IdleExemptions.Should().BeEmpty("what nothing needs is not allowed");
        world.Sinks.Keys.Should().BeEquivalentTo("answer", "audit", "connection", "database", "exception", "log", "metric", "notification", "trace");
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"canary paths covered: {world.Steps.Count} scenarios x {world.Sinks.Count} sinks, {world.Finder.Markers} markers, "
            + $"{world.Client.Addresses.Count / 2} calls, {world.Witness.All.Count} pieces of evidence");
        world.Steps.Should().OnlyHaveUniqueItems().And.HaveCount(50);
        world.Finder.Markers.Should().BeGreaterThanOrEqualTo(80);
    }
}
