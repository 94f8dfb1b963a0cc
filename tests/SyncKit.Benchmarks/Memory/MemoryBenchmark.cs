using SyncKit.Benchmarks.Measuring;

namespace SyncKit.Benchmarks.Memory;

/// <summary>The memory of a long back-fill against that of a short one.</summary>
internal static class MemoryBenchmark
{
    private const double MostRatio = 1.2;
    private const int Short = 1_000;
    private const int Long = 100_000;

    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        BackfillReport small = await BackfillProcess.StartAsync(Short);
        BackfillReport large = await BackfillProcess.StartAsync(Long);
        Table table = new("", "peak working set", "live heap", "peak heap after a collection", "time");
        foreach (BackfillReport report in (BackfillReport[])[small, large])
        {
            table.Add(
                $"back-fill of {report.Orders} orders",
                Figures.Megabytes(report.PeakWorkingSet),
                Figures.Megabytes(report.LiveHeap),
                Figures.Megabytes(report.PeakHeap),
                $"{report.Seconds:0.0} s");
        }

        table.Print();
        return
        [
            Compare("memory: peak working set", large.PeakWorkingSet, small.PeakWorkingSet),
            Compare("memory: live managed heap", large.LiveHeap, small.LiveHeap),
        ];
    }

    private static Bound Compare(string name, long large, long small)
    {
        double ratio = (double)large / small;
        return new Bound(name, Figures.Megabytes(large), Figures.Megabytes(small), Figures.Ratio(ratio), $"<= {MostRatio} x", ratio <= MostRatio);
    }
}
