using System.Diagnostics;
using System.Threading.Channels;
using SyncKit.Benchmarks.Engine;

namespace SyncKit.Benchmarks.Queue;

/// <summary>The floor: the same payloads in one table with the pragmas of the real store; one writer that commits what waits in groups.</summary>
internal static class BareSqliteQueue
{
    private const int Group = 500;

    public static async Task<double> EnqueueAsync(BareSqlite store, int count, int producers)
    {
        Channel<(long Id, TaskCompletionSource Done)> waiting = Channel.CreateUnbounded<(long, TaskCompletionSource)>();
        byte[] payload = new byte[300];
        int next = 0;
        long started = Stopwatch.GetTimestamp();
        Task writer = Task.Run(async () =>
        {
            List<(long Id, TaskCompletionSource Done)> group = [];
            while (await waiting.Reader.WaitToReadAsync())
            {
                while (group.Count < Group && waiting.Reader.TryRead(out (long Id, TaskCompletionSource Done) one))
                {
                    group.Add(one);
                }

                store.Insert([.. group.Select(one => (one.Id, payload))]);
                group.ForEach(one => one.Done.SetResult());
                group.Clear();
            }
        });
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var id && id <= count)
            {
                TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
                await waiting.Writer.WriteAsync((id, done));
                await done.Task;
            }
        })));
        waiting.Writer.Complete();
        await writer;
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public static double Drain(BareSqlite store, int count, int batch)
    {
        long started = Stopwatch.GetTimestamp();
        while (store.Take(batch) is { Count: > 0 } items)
        {
            store.Delete(items);
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
