namespace SyncKit.Http;

/// <summary>Everything a vendor allows one account: how many requests at once, and how many starts in each window.</summary>
public sealed record RateLimits
{
    /// <summary>The request class of batch calls, see <see cref="RequestMarks.AsBatch"/>.</summary>
    public const string Batch = "batch";

    /// <summary>The windows, all of which hold at the same time.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<RateWindow> Windows { get; init; } = [];

    /// <summary>Requests in flight at once, at least 1.</summary>
    /// <value>4 by default.</value>
    public int Concurrency
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }

    = 4;

    /// <summary>Requests that may wait for their turn; one more is refused at once.</summary>
    /// <value>1000 by default.</value>
    public int QueueLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    = 1000;

    /// <summary>
    /// By what share each window is lengthened, from 0 to 1. A vendor counts arrivals, SyncKit counts departures; the stretch
    /// absorbs the jitter between the two.
    /// </summary>
    /// <value>0.02 by default, which costs 2 % of the throughput.</value>
    public decimal Stretch
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1m);
            field = value;
        }
    }

    = 0.02m;

    internal static bool IsClassName(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-');

    internal TimeSpan Stretched(RateWindow window) =>
        TimeSpan.FromTicks((long)decimal.Ceiling(window.Length.Ticks * (1m + Stretch)));
}
