using Microsoft.Extensions.DependencyInjection;
using SyncKit.Benchmarks.Engine;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Discovery;
using SyncKit.Lanes;

namespace SyncKit.Benchmarks.Queue;

/// <summary>Durable enqueues from 64 producers, and items leased and settled in batches, on SQLite with <c>synchronous=FULL</c>.</summary>
internal static class SqliteQueueBenchmark
{
    private const int Rounds = 3;
    private const int Items = 60_000;
    private const int Producers = 64;
    private const int Lanes = 100;
    private const int PerLease = 300;
    private const double LeastEnqueued = 35_000;
    private const double LeastSettled = 40_000;

    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        await RunSubjectAsync(10_000);
        await RunFloorAsync(10_000);
        List<((double In, double Out) Subject, (double In, double Out) Floor)> rounds = [];
        for (int round = 0; round < Rounds; round++)
        {
            rounds.Add((await RunSubjectAsync(Items), await RunFloorAsync(Items)));
        }

        double enqueued = Sample.Middle(rounds.Select(round => round.Subject.In));
        double settled = Sample.Middle(rounds.Select(round => round.Subject.Out));
        return
        [
            Bound($"sqlite: durable enqueues, {Producers} producers", enqueued, rounds.Select(round => (round.Subject.In, round.Floor.In)), LeastEnqueued),
            Bound($"sqlite: leased and settled, {PerLease} per lease", settled, rounds.Select(round => (round.Subject.Out, round.Floor.Out)), LeastSettled),
        ];
    }

    private static Bound Bound(string name, double figure, IEnumerable<(double Subject, double Floor)> rounds, double least) => new(
        name,
        Figures.PerSecond(figure),
        Figures.PerSecond(Sample.Middle(rounds.Select(round => round.Floor))),
        Figures.Ratio(Sample.Middle(rounds.Select(round => round.Floor / round.Subject))),
        $">= {Figures.PerSecond(least)}",
        figure >= least);

    private static async Task<(double In, double Out)> RunSubjectAsync(int items)
    {
        using TemporaryFolder folder = new();
        await using ServiceProvider services = new ServiceCollection()
            .AddSyncKit().UseSqlite($"Data Source={folder.File("queue.db")}").Services.BuildServiceProvider();
        QueueLoad load = new(services.GetRequiredService<ISyncStateStore>(), services.GetRequiredService<ILaneStore>(), Lanes);
        double enqueued = await load.EnqueueAsync(items, Producers);
        DrainFigures drained = await load.DrainAsync(workers: 2, PerLease);
        return drained.Items == items
            ? (enqueued, drained.PerSecond)
            : throw new InvalidOperationException($"{items} items were put in and {drained.Items} came out.");
    }

    private static async Task<(double In, double Out)> RunFloorAsync(int items)
    {
        using TemporaryFolder folder = new();
        using BareSqlite store = new(folder.File("floor.db"));
        double enqueued = await BareSqliteQueue.EnqueueAsync(store, items, Producers);
        return (enqueued, BareSqliteQueue.Drain(store, items, PerLease));
    }
}
