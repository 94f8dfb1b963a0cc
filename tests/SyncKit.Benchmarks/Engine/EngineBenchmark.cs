using SyncKit.Benchmarks.Measuring;
using SyncKit.Commerce;
using SyncKit.Discovery;

namespace SyncKit.Benchmarks.Engine;

/// <summary>From a page of orders to settled documents on SQLite, against parsing, inserting and deleting the same bytes with nothing else.</summary>
internal static class EngineBenchmark
{
    private const double MostRatio = 2;
    private const int Count = 5;
    private const int Orders = 20_000;
    private const int WarmUpOrders = 5_000;
    private const int PageSize = 100;
    private const int LaneBatch = 300;

    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        using Connectors connectors = new();
        ISource<Order> source = connectors.Orders;
        await RunEngineAsync(WarmUpOrders);
        await RunFloorAsync(source, WarmUpOrders);
        List<(Phases Subject, Phases Floor)> rounds = [];
        for (int i = 0; i < Count; i++)
        {
            Phases engine = await RunEngineAsync(Orders);
            rounds.Add((engine, await RunFloorAsync(source, Orders)));
        }

        Comparison whole = Comparison.Of([.. rounds.Select(round => (round.Subject.Whole, round.Floor.Whole))]);
        Table table = new("", "per order", "allocated", "ratio");
        table.Add($"inbox to settled, {Orders} orders of {GeneratedOrders.Make(0).Length} B", whole);
        table.Add("  of it: read, hash, commit to the inbox", Comparison.Of([.. rounds.Select(round => (round.Subject.In, round.Floor.In))]));
        table.Add("  of it: take, parse, write, settle", Comparison.Of([.. rounds.Select(round => (round.Subject.Out, round.Floor.Out))]));
        table.Print();
        return
        [
            new Bound(
                "engine: inbox to settled", Figures.Time(whole.Subject), Figures.Time(whole.Floor), Figures.Ratio(whole.Ratio),
                $"<= {MostRatio} x floor", whole.Ratio <= MostRatio),
        ];
    }

    private static async Task<Phases> RunEngineAsync(int orders)
    {
        using TemporaryFolder folder = new();
        using GeneratedSync sync = await GeneratedSync.StartAsync(folder.File("engine.db"), orders);
        Sample discovered = await Rounds.RunAsync(orders, () => sync.DiscoverAsync(int.MaxValue));
        Sample drained = await Rounds.RunAsync(orders, sync.DrainAsync);
        await sync.EnsureWrittenAsync(orders);
        return new Phases(discovered, drained);
    }

    private static async Task<Phases> RunFloorAsync(ISource<Order> source, int orders)
    {
        using TemporaryFolder folder = new();
        using BareSqlite store = new(folder.File("floor.db"));
        Sample inserted = await Rounds.RunAsync(orders, () => Task.Run(() => Insert(store, orders)));
        Sample deleted = await Rounds.RunAsync(orders, () => Task.Run(() => Empty(store, source)));
        return new Phases(inserted, deleted);
    }

    private static void Insert(BareSqlite store, int orders)
    {
        for (int from = 0; from < orders; from += PageSize)
        {
            (long Id, byte[] Payload)[] page = new (long, byte[])[Math.Min(PageSize, orders - from)];
            for (int i = 0; i < page.Length; i++)
            {
                page[i] = (from + i, GeneratedOrders.Make(from + i));
            }

            store.Insert(page);
        }
    }

    private static void Empty(BareSqlite store, ISource<Order> source)
    {
        while (store.Take(LaneBatch) is { Count: > 0 } orders)
        {
            foreach ((_, byte[] payload) in orders)
            {
                source.Parse(payload);
            }

            store.Delete(orders);
        }
    }
}
