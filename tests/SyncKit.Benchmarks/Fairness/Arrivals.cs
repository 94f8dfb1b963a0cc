using System.Collections.Concurrent;
using System.Diagnostics;
using SyncKit.Connections;
using SyncKit.Inbox;

namespace SyncKit.Benchmarks.Fairness;

/// <summary>Times records from their webhook to the books.</summary>
internal sealed class Arrivals
{
    private readonly ConcurrentDictionary<RecordKey, (long Sent, TaskCompletionSource<double> Arrived)> open = new();

    /// <summary>Begins to time a record that is sent now.</summary>
    /// <returns>How many milliseconds it took, once it arrived.</returns>
    public Task<double> Expect(ConnectionId shop, string order)
    {
        TaskCompletionSource<double> arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        open[new RecordKey(shop, "order", order)] = (Stopwatch.GetTimestamp(), arrived);
        return arrived.Task;
    }

    public void Arrived(RecordKey record)
    {
        if (open.TryRemove(record, out (long Sent, TaskCompletionSource<double> Arrived) one))
        {
            one.Arrived.SetResult(Stopwatch.GetElapsedTime(one.Sent).TotalMilliseconds);
        }
    }
}
