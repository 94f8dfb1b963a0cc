using System.Diagnostics;
using SyncKit.Fixtures;
using SyncKit.Servers;

namespace SyncKit.Orleans.Tests.Processes;

/// <summary>
/// Hosts as processes on one PostgreSQL server, 200 tenants, and books outside of them that remember every call. With <c>SYNCKIT_EXTENDED=1</c> also hosts
/// that share the lanes through the database alone.
/// </summary>
public sealed class ClusterTests(PostgresFixture fixture, ITestOutputHelper output)
{
    private const int MostRounds = 20;

    /// <summary>Four times the deviation that chance brings: homes are chosen by a hash.</summary>
    private const int Slack = 28;

    /// <summary>Longer than a lease.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public static TheoryData<bool> OnOrleans => ExtendedRun.IsAsked ? [true, false] : [true];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_two_and_four_silos_share_the_lanes_evenly()
    {
        await using ProcessCluster cluster = await ProcessCluster.CreateAsync(fixture, onOrleans: true);
        await cluster.StartAsync("a");
        await ShouldSpreadAsync(cluster, 1);

        await cluster.StartAsync("b");
        await ShouldSpreadAsync(cluster, 2);

        await cluster.StartAsync("c", "d");
        await ShouldSpreadAsync(cluster, 4);

        await cluster.ShouldAgreeAsync();
    }

    [Theory]
    [MemberData(nameof(OnOrleans))]
    public async Task The_lanes_of_a_host_that_is_killed_run_again_on_another(bool onOrleans)
    {
        await using ProcessCluster cluster = await ProcessCluster.CreateAsync(fixture, onOrleans);
        await cluster.StartAsync("a", "b");
        await cluster.ReceiveFromAllAsync("before");
        await cluster.SettledAsync();
        await cluster.ReceiveFromAllAsync("under way");

        cluster["b"].Signal(Signals.Kill);
        DateTime lost = await cluster.Proof.NowAsync();
        await cluster.ReceiveFromAllAsync("after");

        await cluster.ShouldAgreeAsync();
        TimeSpan recovery = await cluster.Proof.RecoveryAsync("b", lost);
        output.WriteLine($"The last lane ran again {recovery.TotalSeconds:0.00} s after the kill; a lease is {cluster.Lease.TotalSeconds:0} s.");
    }

    [Theory]
    [MemberData(nameof(OnOrleans))]
    public async Task A_host_that_was_paused_beyond_its_leases_settles_nothing_any_more(bool onOrleans)
    {
        await using ProcessCluster cluster = await ProcessCluster.CreateAsync(fixture, onOrleans, work: TimeSpan.FromMilliseconds(400));
        await cluster.StartAsync("a", "b");
        DateTime paused = default;
        await cluster.WhileReceivingAsync("order", async () =>
        {
            await cluster.BusyAsync("b");
            await cluster.ReceiveFromAllAsync("under way");
            cluster["b"].Signal(Signals.Stop);
            paused = await cluster.Proof.NowAsync();
            await Task.Delay(Pause, Token);
            cluster["b"].Signal(Signals.Continue);
            await Task.Delay(TimeSpan.FromSeconds(1), Token);
        });

        await cluster.ShouldAgreeAsync();
        (await cluster.Proof.MadeAgainAsync()).Should().BePositive("the host had calls under way when it was paused, and another one took them over");
        TimeSpan recovery = await cluster.Proof.RecoveryAsync("b", paused);
        output.WriteLine(
            $"The last lane ran again {recovery.TotalSeconds:0.00} s after the pause began; a lease is {cluster.Lease.TotalSeconds:0} s. "
            + (cluster["b"].HasEnded ? "The cluster had taken the host for dead, so it ended itself." : "The host goes on."));
    }

    [Theory]
    [MemberData(nameof(OnOrleans))]
    public async Task Hosts_are_replaced_one_by_one_while_webhooks_arrive(bool onOrleans)
    {
        await using ProcessCluster cluster = await ProcessCluster.CreateAsync(fixture, onOrleans);
        await cluster.StartAsync("a", "b");
        List<string> stops = [];
        await cluster.WhileReceivingAsync("order", async () =>
        {
            foreach (string name in (string[])["a", "b"])
            {
                await cluster.StartAsync($"{name}2");
                long began = Stopwatch.GetTimestamp();
                await cluster.StopAsync(name);
                stops.Add($"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
            }
        });

        output.WriteLine($"The hosts ended within {string.Join(" and ", stops)}.");
        await cluster.ShouldAgreeAsync();
    }

    /// <summary>A lane moves to its new home when it has been worked on; so after some rounds all are there.</summary>
    private async Task ShouldSpreadAsync(ProcessCluster cluster, int silos)
    {
        IReadOnlyDictionary<string, long> spread = new Dictionary<string, long>();
        for (int round = 1; round <= MostRounds; round++)
        {
            DateTime began = await cluster.Proof.NowAsync();
            await cluster.ReceiveFromAllAsync($"{silos} silos, round {round}");
            await cluster.SettledAsync();
            spread = await cluster.Proof.SpreadAsync(began);
            if (spread.Count == silos && spread.Values.Sum() == ProcessCluster.Tenants && spread.Values.All(IsFair))
            {
                output.WriteLine($"{silos} silos, after {round} rounds: {string.Join(", ", spread.Select(silo => $"{silo.Key} {silo.Value} lanes"))}");
                return;
            }
        }

        Assert.Fail($"{ProcessCluster.Tenants} lanes on {silos} silos: {string.Join(", ", spread.Select(silo => $"{silo.Key} {silo.Value}"))}");

        bool IsFair(long lanes) => Math.Abs(lanes - (ProcessCluster.Tenants / silos)) <= Slack;
    }
}
