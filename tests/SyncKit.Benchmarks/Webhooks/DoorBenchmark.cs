using System.Diagnostics;
using SyncKit.Benchmarks.Engine;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Ledger;

namespace SyncKit.Benchmarks.Webhooks;

/// <summary>
/// From the request to the answer over Kestrel on loopback: idle, and while 100 000 orders are back-filled in the same process, which has the client in it too: at a
/// pace that no shop reaches (a real one sends 450 orders a second at best), and flat out. Beside them bare endpoints, which are the floor.
/// </summary>
internal static class DoorBenchmark
{
    private const int Orders = 100_000;
    private const int WarmUp = 300;
    private const int Deliveries = 1_500;
    private const int Pace = 2_000;
    private const double Target = 10_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);


    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        using TemporaryFolder folder = new();
        using HttpClient client = new(new SocketsHttpHandler { PooledConnectionLifetime = Timeout.InfiniteTimeSpan });
        await using BareDoor bare = await BareDoor.StartAsync(folder.File("floor.db"));
        List<double> verified = await MeasureAsync(client, bare.Verified);
        List<double> stored = await MeasureAsync(client, bare.Stored);
        List<double> idle;
        Busy paced;
        Busy flatOut;
        await using (DoorHost host = await DoorHost.StartAsync(folder.File("paced.db"), new GeneratedShop(Orders, Pace)))
        {
            idle = await MeasureAsync(client, host.Address);
            paced = await MeasureBusyAsync(client, host, bare);
        }

        await using (DoorHost host = await DoorHost.StartAsync(folder.File("flat-out.db"), new GeneratedShop(Orders)))
        {
            await MeasureAsync(client, host.Address);
            flatOut = await MeasureBusyAsync(client, host, bare);
        }

        Table table = new($"{OpenLoop.PerSecond} deliveries/s, open loop", "n", "p50", "p90", "p99", "max");
        Add(table, "bare Kestrel, signature", verified);
        Add(table, "bare Kestrel, signature, bare SQLite insert", stored);
        Add(table, "MapSyncKitWebhooks, idle", idle);
        foreach (Busy busy in new[] { paced, flatOut })
        {
            Add(table, $"MapSyncKitWebhooks, while {Orders:N0} orders are back-filled at {Orders / busy.Seconds:N0}/s", busy.Took);
            Add(table, "  bare Kestrel, signature, at the same time", busy.Bare);
        }

        table.Print();
        return
        [
            BoundOf("idle", idle, stored),
            BoundOf($"under a back-fill of {Pace:N0}/s, more than four times what a shop sends", paced.Took, stored),
            BoundOf("under a back-fill that takes all of the processor", flatOut.Took, flatOut.Bare) with { Limit = string.Empty, Holds = null },
        ];
    }

    private static async Task<List<double>> MeasureAsync(HttpClient client, Uri address)
    {
        await OpenLoop.RunAsync(client, i => SignedOrders.Make(address, i), 0, static i => i < WarmUp);
        return await OpenLoop.RunAsync(client, i => SignedOrders.Make(address, i), WarmUp, static i => i < Deliveries);
    }

    private static async Task<Busy> MeasureBusyAsync(HttpClient client, DoorHost host, BareDoor bare)
    {
        await host.ConnectGeneratedAsync();
        while ((await host.CountBackfillAsync()).Entered == 0)
        {
            await Task.Delay(Look);
        }

        Task<double> backfill = Task.Run(async () =>
        {
            Stopwatch clock = Stopwatch.StartNew();
            while ((await host.CountBackfillAsync()).Written < Orders)
            {
                await Task.Delay(Look);
            }

            return clock.Elapsed.TotalSeconds;
        });
        Task<List<double>> beside = Task.Run(() => OpenLoop.RunAsync(
            client, i => SignedOrders.Make(bare.Verified, i), 0, _ => !backfill.IsCompleted));
        List<double> took = await OpenLoop.RunAsync(
            client, i => SignedOrders.Make(host.Address, i), WarmUp + Deliveries, _ => !backfill.IsCompleted);
        double seconds = await backfill;
        FlowCounts counts = await host.CountDeliveredAsync();
        return counts.Entered == WarmUp + Deliveries + took.Count && counts.AreConserved
            ? new Busy(took, await beside, seconds)
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

    /// <param name="Took">How long SyncKit's answers took.</param>
    /// <param name="Bare">How long a bare endpoint's answers took at the same time: what the machine itself lacks.</param>
    /// <param name="Seconds">How long the back-fill took.</param>
    private sealed record Busy(List<double> Took, List<double> Bare, double Seconds);
}
