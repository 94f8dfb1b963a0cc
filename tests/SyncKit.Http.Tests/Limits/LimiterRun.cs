using System.Threading.RateLimiting;

namespace SyncKit.Http.Tests.Limits;

internal sealed record Arrival(int At, bool Batch, int Hold);

internal sealed record Start(Arrival Arrival, int Order, int At);

/// <summary>Drives a limiter through arrivals, one millisecond at a time, and writes down who started when.</summary>
internal static class LimiterRun
{
    public static IReadOnlyList<Start> Play(AccountLimiter limiter, WatchedTime time, IReadOnlyList<Arrival> arrivals, int until, out int mostInFlight)
    {
        var waiting = new List<(int Order, Arrival Arrival, Task<RateLimitLease> Turn)>();
        var running = new List<(int End, RateLimitLease Lease)>();
        var starts = new List<Start>();
        mostInFlight = 0;
        var next = 0;
        for (var now = 0; now < until; now++)
        {
            foreach (var (_, lease) in running.Where(r => r.End <= now).ToList())
            {
                lease.Dispose();
            }

            running.RemoveAll(r => r.End <= now);
            for (; next < arrivals.Count && arrivals[next].At <= now; next++)
            {
                var turn = limiter.AcquireAsync(arrivals[next].Batch ? RateLimits.Batch : null, TimeSpan.MaxValue, CancellationToken.None);
                waiting.Add((next, arrivals[next], turn.AsTask()));
            }

            foreach (var (order, arrival, turn) in waiting.Where(w => w.Turn.IsCompleted).ToList())
            {
                turn.Lease().IsAcquired.Should().BeTrue();
                starts.Add(new Start(arrival, order, now));
                running.Add((now + arrival.Hold, turn.Lease()));
            }

            waiting.RemoveAll(w => w.Turn.IsCompleted);
            mostInFlight = Math.Max(mostInFlight, running.Count);
            if (next == arrivals.Count && waiting.Count == 0 && running.Count == 0)
            {
                break;
            }

            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        return starts;
    }

    /// <summary>The lease of a turn that has come.</summary>
    public static RateLimitLease Lease(this Task<RateLimitLease> turn)
    {
        turn.IsCompletedSuccessfully.Should().BeTrue();
        return turn.GetAwaiter().GetResult();
    }

    /// <summary>The most starts found in any window of a length.</summary>
    public static int MostIn(IEnumerable<int> starts, int length)
    {
        var sorted = starts.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted.Max(from => sorted.Count(at => at >= from && at < from + length));
    }
}
