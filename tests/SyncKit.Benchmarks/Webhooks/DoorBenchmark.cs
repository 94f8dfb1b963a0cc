using SyncKit.Benchmarks.Measuring;
using SyncKit.Ledger;

namespace SyncKit.Benchmarks.Webhooks;

/// <summary>
/// From the request to the answer over Kestrel on loopback: idle, and while 100 000 orders are back-filled in the same process, which has the client in it too.
/// Beside them bare endpoints, which are the floor.
/// </summary>
internal static class DoorBenchmark
{
    private const int Orders = 100_000;
    private const int WarmUp = 300;
    private const int Deliveries = 1_500;
    private const double Target = 10_000;

    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        using TemporaryFolder folder = new();
        using HttpClient client = new(new SocketsHttpHandler { PooledConnectionLifetime = Timeout.InfiniteTimeSpan });
        await using BareDoor bare = await BareDoor.StartAsync(folder.File("floor.db"));
        List<double> verified = await MeasureAsync(client, bare.Verified);
        List<double> stored = await MeasureAsync(client, bare.Stored);
        await using DoorHost host = await DoorHost.StartAsync(folder.File("door.db"), Orders);
        List<double> idle = await MeasureAsync(client, host.Address);
        (List<double> busy, List<double> busyVerified, double seconds) = await MeasureBusyAsync(client, host, bare);

        Table table = new($"{OpenLoop.PerSecond} deliveries/s, open loop", "n", "p50", "p90", "p99", "max");
        Add(table, "bare Kestrel, signature", verified);
        Add(table, "bare Kestrel, signature, bare SQLite insert", stored);
        Add(table, "MapSyncKitWebhooks, idle", idle);
        Add(table, "bare Kestrel, signature, beside the back-fill", busyVerified);
        Add(table, $"MapSyncKitWebhooks, while {Orders:N0} orders are back-filled ({Orders / seconds:N0}/s)", busy);
        table.Print();
        return [BoundOf("idle", idle, stored), BoundOf("under back-fill", busy, stored)];
    }

    private static async Task<List<double>> MeasureAsync(HttpClient client, Uri address)
    {
        await OpenLoop.RunAsync(client, i => SignedOrders.Make(address, i), 0, static i => i < WarmUp);
        return await OpenLoop.RunAsync(client, i => SignedOrders.Make(address, i), WarmUp, static i => i < Deliveries);
    }

    private static async Task<(List<double> Took, List<double> Verified, double Seconds)> MeasureBusyAsync(HttpClient client, DoorHost host, BareDoor bare)
    {
        Task<double> backfill = Task.Run(async () =>
        {
            long started = System.Diagnostics.Stopwatch.GetTimestamp();
            await host.BackfillAsync();
            while ((await host.CountBackfillAsync()).Written < Orders)
            {
                await Task.Delay(50);
            }

            return System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
        });
        Task<List<double>> verified = Task.Run(() => OpenLoop.RunAsync(
            client, i => SignedOrders.Make(bare.Verified, i), 0, _ => !backfill.IsCompleted));
        List<double> took = await OpenLoop.RunAsync(
            client, i => SignedOrders.Make(host.Address, i), WarmUp + Deliveries, _ => !backfill.IsCompleted);
        double seconds = await backfill;
        FlowCounts counts = await host.CountDeliveredAsync();
        return counts.Entered == WarmUp + Deliveries + took.Count && counts.AreConserved
            ? (took, await verified, seconds)
            : throw new InvalidOperationException($"{WarmUp + Deliveries + took.Count} deliveries were answered, and the counts are {counts}.");
    }

    private static Bound BoundOf(string when, List<double> took, List<double> floor) => new(
        $"door: p99 {when}",
        Figures.Microseconds(At(took, 99)),
        Figures.Microseconds(At(floor, 99)),
        Figures.Ratio(At(took, 99) / At(floor, 99)),
        Figures.Microseconds(Target),
        At(took, 99) <= Target);

    private static void Add(Table table, string name, List<double> took) => table.Add(
        name,
        $"{took.Count}",
        Figures.Microseconds(At(took, 50)),
        Figures.Microseconds(At(took, 90)),
        Figures.Microseconds(At(took, 99)),
        Figures.Microseconds(took[^1]));

    private static double At(List<double> sorted, int percentile) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percentile / 100)];
}
