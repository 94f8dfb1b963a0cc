using Microsoft.Extensions.DependencyInjection;
using SyncKit.Orleans.Lanes;
using SyncKit.Orleans.Tests.Hosting;
using SyncKit.SiloHost.Hosting;

namespace SyncKit.Orleans.Tests.Placement;

public sealed class SpreadTests
{
    [Fact]
    public async Task Lanes_move_to_a_silo_that_joins_when_they_are_worked_on()
    {
        await using MemoryCluster cluster = new() { Settings = new HostSettings { Tenants = 100 } };
        await cluster.StartAsync("one");
        await RoundAsync(cluster, "first");
        await cluster.StartAsync("two");
        long[] lanes = await RoundsAsync(cluster, "joined", static lanes => lanes.Length == 2 && lanes.All(count => count is > 25 and < 75) && lanes.Sum() == 100);

        lanes.Should().HaveCount(2).And.OnlyContain(count => count > 25 && count < 75).And.Subject.Sum().Should().Be(100);
        await cluster.StopAsync("two");
        (await RoundsAsync(cluster, "left", static lanes => lanes is [100])).Should().Equal(100);
    }

    /// <summary>Works on all lanes again and again until they live where they should; while one moves, it is counted on both silos.</summary>
    private static async Task<long[]> RoundsAsync(MemoryCluster cluster, string name, Func<long[], bool> settled)
    {
        long[] lanes = [];
        for (int round = 1; round <= 10 && !settled(lanes); round++)
        {
            await RoundAsync(cluster, $"{name}-{round}");
            lanes = await LanesAsync(cluster);
        }

        return lanes;
    }

    /// <summary>How many lanes live on each silo that has any.</summary>
    private static async Task<long[]> LanesAsync(MemoryCluster cluster)
    {
        SimpleGrainStatistic[] grains = await cluster["one"].GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        return [.. grains.Where(grain => grain.GrainType.Contains(nameof(LaneGrain), StringComparison.Ordinal) && grain.ActivationCount > 0)
            .Select(grain => (long)grain.ActivationCount)];
    }

    private static async Task RoundAsync(MemoryCluster cluster, string order)
    {
        for (int tenant = 1; tenant <= 100; tenant++)
        {
            await cluster.ReceiveAsync("one", tenant, order);
        }

        await MemoryCluster.UntilAsync(() => Enumerable.Range(1, 100).All(tenant => cluster.Booked(tenant).Contains(order)), "the round is booked");
    }
}
