namespace SyncKit.Testing.QuickBooks.Limits;

/// <summary>Counts one company's calls, keeps the highest rates seen, and says when a limit is passed.</summary>
internal sealed class CallMeter(QuickBooksLimits limits)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly SlidingWindow second = new(Second);
    private readonly SlidingWindow minute = new(Minute);
    private readonly SlidingWindow batchMinute = new(Minute);
    private readonly SlidingWindow seenSecond = new(Second);
    private readonly SlidingWindow seenMinute = new(Minute);
    private readonly SlidingWindow seenBatchMinute = new(Minute);
    private int running;

    public int PeakPerSecond { get; private set; }

    public int PeakPerMinute { get; private set; }

    public int PeakBatchPerMinute { get; private set; }

    public int PeakConcurrent { get; private set; }

    public int Throttled { get; private set; }

    public int BatchCalls { get; private set; }

    /// <summary>Counts a call in; false when it is over a limit. Every call is counted out by <see cref="Leave"/>.</summary>
    public bool Enter(DateTimeOffset now, bool isBatch)
    {
        lock (gate)
        {
            running++;
            PeakConcurrent = Math.Max(PeakConcurrent, running);
            PeakPerSecond = Math.Max(PeakPerSecond, seenSecond.Add(now));
            PeakPerMinute = Math.Max(PeakPerMinute, seenMinute.Add(now));
            if (isBatch)
            {
                BatchCalls++;
                PeakBatchPerMinute = Math.Max(PeakBatchPerMinute, seenBatchMinute.Add(now));
            }

            if (limits.Enforced && IsOver(now, isBatch))
            {
                Throttled++;
                return false;
            }

            second.Add(now);
            minute.Add(now);
            if (isBatch)
            {
                batchMinute.Add(now);
            }

            return true;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            running--;
        }
    }

    public void CountThrottled()
    {
        lock (gate)
        {
            Throttled++;
        }
    }

    private bool IsOver(DateTimeOffset now, bool isBatch) =>
        running > limits.ConcurrentRequests
        || second.Count(now) >= limits.RequestsPerSecond
        || minute.Count(now) >= limits.RequestsPerMinute
        || (isBatch && batchMinute.Count(now) >= limits.BatchCallsPerMinute);
}
