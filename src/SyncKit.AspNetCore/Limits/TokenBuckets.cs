namespace SyncKit.AspNetCore.Limits;

/// <summary>
/// One token bucket per key, by an injected clock. A bucket that is full again is forgotten, and beyond a number of them further keys share one, so memory is bounded
/// whatever keys come. Safe for use from several threads.
/// </summary>
internal sealed class TokenBuckets(double perSecond, double burst, TimeProvider time, int most = TokenBuckets.Most)
{
    public const int Most = 10_000;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Bucket> buckets = new(StringComparer.Ordinal);
    private readonly Bucket shared = new() { Tokens = burst, At = time.GetTimestamp() };
    private long sweptAt = time.GetTimestamp();

    /// <summary>How many buckets are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return buckets.Count;
            }
        }
    }

    /// <summary>Takes a token.</summary>
    /// <returns>Nothing when there was one; else how long it takes until there is one.</returns>
    public TimeSpan? Take(string key) => Take(key, 1);

    /// <summary>Looks whether there is a token, without taking it.</summary>
    /// <returns>Nothing when there is one; else how long it takes until there is one.</returns>
    public TimeSpan? Look(string key) => Take(key, 0);

    private TimeSpan? Take(string key, int tokens)
    {
        lock (gate)
        {
            long now = time.GetTimestamp();
            Sweep(now);
            if (tokens == 0 && !buckets.ContainsKey(key) && buckets.Count < most)
            {
                return null;
            }

            Bucket bucket = BucketOf(key, now);
            if (bucket.Tokens < 1)
            {
                return TimeSpan.FromSeconds((1 - bucket.Tokens) / perSecond);
            }

            bucket.Tokens -= tokens;
            return null;
        }
    }

    private Bucket BucketOf(string key, long now)
    {
        if (!buckets.TryGetValue(key, out Bucket? bucket))
        {
            bucket = shared;
            if (buckets.Count < most)
            {
                bucket = new Bucket { Tokens = burst, At = now };
                buckets.Add(key, bucket);
            }
        }

        Refill(bucket, now);
        return bucket;
    }

    private void Refill(Bucket bucket, long now)
    {
        bucket.Tokens = Math.Min(burst, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond));
        bucket.At = now;
    }

    private void Sweep(long now)
    {
        if (time.GetElapsedTime(sweptAt, now) < SweepInterval)
        {
            return;
        }

        sweptAt = now;
        foreach ((string key, Bucket bucket) in buckets)
        {
            Refill(bucket, now);
            if (bucket.Tokens >= burst)
            {
                buckets.Remove(key);
            }
        }
    }

    private sealed class Bucket
    {
        public double Tokens { get; set; }

        public long At { get; set; }
    }
}
