using System.Text.Json;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Commerce;
using SyncKit.Discovery;

namespace SyncKit.Benchmarks.Parsing;

/// <summary>Reading recorded orders, against a slim model read by source-generated System.Text.Json.</summary>
internal static class ParseBenchmark
{
    private const double MostRatio = 1.5;
    private const int MostBytes = 8 * 1024;

    public static Task<IReadOnlyList<Bound>> RunAsync()
    {
        using Connectors connectors = new();
        ISource<Order> source = connectors.Orders;
        IReadOnlyList<byte[]> orders = RecordedOrders.All;
        Comparison comparison = Rounds.Compare(orders.Count, () => Parse(source, orders), () => ParseSlim(orders));
        double bytes = orders.Max(order => Allocated(source, order));

        Table table = new("", "per order", "allocated", "ratio");
        table.Add($"WooCommerceOrderSource.Parse, {orders.Count} recorded orders of {orders.Average(order => order.Length):0} B", comparison);
        table.Print();
        return Task.FromResult<IReadOnlyList<Bound>>(
        [
            new Bound(
                "parse: time", Figures.Time(comparison.Subject), Figures.Time(comparison.Floor), Figures.Ratio(comparison.Ratio),
                $"<= {MostRatio} x floor", comparison.Ratio <= MostRatio),
            new Bound("parse: allocated, largest order", $"{bytes:0} B", "", "", $"<= {MostBytes} B", bytes <= MostBytes),
        ]);
    }

    private static void Parse(ISource<Order> source, IReadOnlyList<byte[]> orders)
    {
        foreach (byte[] order in orders)
        {
            source.Parse(order);
        }
    }

    private static void ParseSlim(IReadOnlyList<byte[]> orders)
    {
        foreach (byte[] order in orders)
        {
            SlimOrder slim = JsonSerializer.Deserialize(order, SlimJson.Default.SlimOrder)!;
            slim.Raw = order;
        }
    }

    private static double Allocated(ISource<Order> source, byte[] order)
    {
        const int Times = 100;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Times; i++)
        {
            source.Parse(order);
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }
}
