using Microsoft.Extensions.DependencyInjection;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Discovery;
using SyncKit.Lanes;
using SyncKit.Servers;

namespace SyncKit.Benchmarks.Queue;

/// <summary>
/// Items leased under a fence and settled with a ledger row each, on PostgreSQL whose commits wait for the disk, by four owners at once; beside a bare
/// SKIP LOCKED loop and Hangfire on the same server. Then the same while a transaction stays open for a minute.
/// </summary>
internal static class PostgresQueueBenchmark
{
    private const int Rounds = 3;
    private const int Workers = 4;
    private const int Lanes = 100;
    private const int LanesAtOnce = 4;
    private const int HangfireJobs = 4_000;
    private const double MostClaim = 1;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        await using PostgresServer server = await PostgresServer.StartAsync(durable: true);
        await RunSubjectAsync(server, 10_000, 10);
        List<Bound> bounds =
        [
            .. await CompareAsync(server, items: 60_000, perLease: 10, least: 20_000),
            .. await CompareAsync(server, items: 150_000, perLease: 50, least: 50_000),
        ];
        double hangfire = await HangfireQueue.DrainAsync(server.ConnectionString(await server.CreateDatabaseAsync()), HangfireJobs, Workers);
        bounds.Add(new Bound("postgres: Hangfire, jobs that do nothing", Figures.PerSecond(hangfire), "", "", "", null));
        bounds.AddRange(await HoldAsync(server));
        return bounds;
    }

    private static async Task<Bound[]> CompareAsync(PostgresServer server, int items, int perLease, double least)
    {
        List<(DrainFigures Subject, DrainFigures Floor)> rounds = [];
        for (int round = 0; round < Rounds; round++)
        {
            rounds.Add((await RunSubjectAsync(server, items, perLease), await RunFloorAsync(server, items, perLease)));
        }

        double figure = Sample.Middle(rounds.Select(round => round.Subject.PerSecond));
        double claim = Sample.Middle(rounds.Select(round => round.Subject.ClaimP50));
        return
        [
            new Bound(
                $"postgres: leased and settled, {perLease} per lease",
                Figures.PerSecond(figure),
                Figures.PerSecond(Sample.Middle(rounds.Select(round => round.Floor.PerSecond))),
                Figures.Ratio(Sample.Middle(rounds.Select(round => round.Floor.PerSecond / round.Subject.PerSecond))),
                $">= {Figures.PerSecond(least)}",
                figure >= least),
            new Bound(
                $"postgres: half of the claims, {perLease} per lease", Figures.Microseconds(claim * 1000),
                Figures.Microseconds(Sample.Middle(rounds.Select(round => round.Floor.ClaimP50)) * 1000), "", "", null),
        ];
    }

    /// <summary>Claims one lane at a time at an even pace, so that what is measured is the claim and not the line before it.</summary>
    private static async Task<Bound[]> HoldAsync(PostgresServer server)
    {
        string connectionString = server.ConnectionString(await server.CreateDatabaseAsync());
        await using ServiceProvider services = Services(connectionString);
        QueueLoad load = Load(services);
        await load.EnqueueAsync(1_000, Workers, 10);
        DrainFigures before = await load.PaceAsync(Minute / 6);
        await using HeldSnapshot held = await HeldSnapshot.OpenAsync(connectionString);
        DrainFigures during = await load.PaceAsync(Minute);
        return
        [
            new Bound(
                $"postgres: half of the claims, a transaction open for {Minute.TotalSeconds:0} s, {during.PerSecond:0} items/s",
                Figures.Microseconds(during.ClaimP50 * 1000), Figures.Microseconds(before.ClaimP50 * 1000), Figures.Ratio(during.ClaimP50 / before.ClaimP50),
                $"< {Figures.Microseconds(MostClaim * 1000)}", during.ClaimP50 < MostClaim),
            new Bound(
                "postgres: 99 of 100 claims, the same", Figures.Microseconds(during.ClaimP99 * 1000), Figures.Microseconds(before.ClaimP99 * 1000), "", "", null),
        ];
    }

    private static async Task<DrainFigures> RunSubjectAsync(PostgresServer server, int items, int perLease)
    {
        await using ServiceProvider services = Services(server.ConnectionString(await server.CreateDatabaseAsync()));
        QueueLoad load = Load(services);
        await load.EnqueueAsync(items, Workers, perCommit: 100);
        DrainFigures drained = await load.DrainAsync(Workers, perLease, LanesAtOnce);
        return drained.Items == items ? drained : throw new InvalidOperationException($"{items} items were put in and {drained.Items} came out.");
    }

    private static async Task<DrainFigures> RunFloorAsync(PostgresServer server, int items, int perLease)
    {
        await using BarePostgresQueue bare = await BarePostgresQueue.CreateAsync(server.ConnectionString(await server.CreateDatabaseAsync()), items);
        return await bare.DrainAsync(Workers, perLease);
    }

    private static ServiceProvider Services(string connectionString) =>
        new ServiceCollection().AddSyncKit().UsePostgreSql(connectionString).Services.BuildServiceProvider();

    private static QueueLoad Load(ServiceProvider services) =>
        new(services.GetRequiredService<ISyncStateStore>(), services.GetRequiredService<ILaneStore>(), Lanes);
}
