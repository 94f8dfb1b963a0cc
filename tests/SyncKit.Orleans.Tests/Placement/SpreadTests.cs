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
        long[] lanes = [];
        for (int round = 1; round <= 10 && lanes.Length < 2; round++)
        {
            await RoundAsync(cluster, $"round-{round}");
            lanes = await LanesAsync(cluster);
        }

        lanes.Should().HaveCount(2).And.OnlyContain(count => count > 25 && count < 75).And.Subject.Sum().Should().Be(100);
        await cluster.StopAsync("two");
        await RoundAsync(cluster, "last");
        (await LanesAsync(cluster)).Should().Equal(100);
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
