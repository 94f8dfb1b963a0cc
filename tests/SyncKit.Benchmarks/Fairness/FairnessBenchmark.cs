using System.Diagnostics;
using SyncKit.Benchmarks.Engine;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Benchmarks.Webhooks;

namespace SyncKit.Benchmarks.Fairness;

/// <summary>
/// 200 tenants of one host get webhooks at a trickle: alone, and while one of them has 100 000 orders back-filled. Measured from the request to the arrival in
/// books whose calls take 100 ms.
/// </summary>
internal static class FairnessBenchmark
{
    private const int Tenants = 200;
    private const int Orders = 100_000;
    private const int WarmUp = 200;
    private const int Deliveries = 1_000;
    private const double PerSecond = 20;
    private const double MostRatio = 2;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        using TemporaryFolder folder = new();
        await using SharedHost host = await SharedHost.StartAsync(kit => kit.UseSqlite($"Data Source={folder.File("fair.db")}"), Tenants, Orders);
        using HttpClient client = new(new SocketsHttpHandler { PooledConnectionLifetime = Timeout.InfiniteTimeSpan });
        await DeliverAsync(host, client, 0, WarmUp, Others);
        List<double> alone = await DeliverAsync(host, client, WarmUp, Deliveries, Others);
        await host.BackfillAsync();
        while ((await host.CountBackfillAsync()).Written == 0)
        {
            await Task.Delay(Look);
        }

        int first = WarmUp + Deliveries;
        List<double> beside = await DeliverAsync(host, client, first, Deliveries, Others);
        List<double> within = await DeliverAsync(host, client, first + Deliveries, Deliveries / 4, _ => 0);
        long written = (await host.CountBackfillAsync()).Written;
        Table table = new($"webhook to books, {PerSecond}/s", "n", "p50", "p95", "p99");
        Add(table, "199 tenants, alone", alone);
        Add(table, "199 tenants, beside the back-fill", beside);
        Add(table, "the tenant that is back-filled", within);
        table.Print();
        Console.WriteLine($"{written:N0} of the back-fill's {Orders:N0} orders were written by then.");
        return
        [
            BoundOf("fairness: p95 of the others", beside, alone, MostRatio),
            BoundOf("fairness: p95 within the back-filled tenant", within, alone, null),
        ];
    }

    /// <summary>Every tenant but the first in turn.</summary>
    private static int Others(int delivery) => 1 + (delivery % (Tenants - 1));

    private static async Task<List<double>> DeliverAsync(SharedHost host, HttpClient client, int first, int count, Func<int, int> tenantOf)
    {
        List<Task<double>> arriving = [];
        Stopwatch clock = Stopwatch.StartNew();
        for (int i = 0; i < count; i++)
        {
            TimeSpan due = TimeSpan.FromSeconds(i / PerSecond);
            if (due > clock.Elapsed)
            {
                await Task.Delay(due - clock.Elapsed);
            }

            int order = first + i;
            int tenant = tenantOf(order);
            arriving.Add(host.Arrivals.Expect(SharedHost.Shop(tenant), GeneratedOrders.Id(order)));
            using HttpRequestMessage request = SignedOrders.Make(host.Doors[tenant], order);
            using HttpResponseMessage answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }

        List<double> took = [.. await Task.WhenAll(arriving)];
        took.Sort();
        return took;
    }

    private static Bound BoundOf(string name, List<double> took, List<double> floor, double? most) => new(
        name,
        Figures.Milliseconds(At(took, 95)),
        Figures.Milliseconds(At(floor, 95)),
        Figures.Ratio(At(took, 95) / At(floor, 95)),
        most is null ? string.Empty : $"<= {most} x alone",
        most is null ? null : At(took, 95) <= most * At(floor, 95));

    private static void Add(Table table, string name, List<double> took) => table.Add(
        name, $"{took.Count}", Figures.Milliseconds(At(took, 50)), Figures.Milliseconds(At(took, 95)), Figures.Milliseconds(At(took, 99)));

    private static double At(List<double> sorted, int percentile) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percentile / 100)];
}
