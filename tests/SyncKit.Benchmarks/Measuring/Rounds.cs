using System.Diagnostics;

namespace SyncKit.Benchmarks.Measuring;

/// <summary>Measures a subject and its floor in turns, in one process, so that both meet the same machine.</summary>
internal static class Rounds
{
    private const int Count = 15;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PerTurn = TimeSpan.FromMilliseconds(200);

    /// <summary>Compares two pure operations; each call of one does the same number of them.</summary>
    /// <param name="operations">How many operations one call does.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="floor">The floor.</param>
    public static Comparison Compare(int operations, Action subject, Action floor)
    {
        Turn(operations, subject, WarmUp);
        Turn(operations, floor, WarmUp);
        List<(Sample Subject, Sample Floor)> rounds = [];
        for (int i = 0; i < Count; i++)
        {
            rounds.Add(i % 2 == 0
                ? (Turn(operations, subject, PerTurn), Turn(operations, floor, PerTurn))
                : Swap(Turn(operations, floor, PerTurn), Turn(operations, subject, PerTurn)));
        }

        return Comparison.Of(rounds);
    }

    /// <summary>Measures one run of a longer operation.</summary>
    public static async Task<Sample> RunAsync(int operations, Func<Task> run)
    {
        Settle();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        await run();
        double microseconds = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        return new Sample(microseconds / operations, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / operations);
    }

    private static Sample Turn(int operations, Action action, TimeSpan least)
    {
        Settle();
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long calls = 0;
        long started = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            action();
            calls++;
            elapsed = Stopwatch.GetElapsedTime(started);
        }
        while (elapsed < least);
        double done = (double)calls * operations;
        return new Sample(elapsed.TotalMicroseconds / done, (GC.GetAllocatedBytesForCurrentThread() - bytes) / done);
    }

    private static (Sample Subject, Sample Floor) Swap(Sample floor, Sample subject) => (subject, floor);

    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
