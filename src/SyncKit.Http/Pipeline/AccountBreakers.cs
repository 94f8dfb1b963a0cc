using Polly;
using Polly.CircuitBreaker;

namespace SyncKit.Http;

/// <summary>One circuit breaker per client, account and host, forgotten when it has not been used for longer than it remembers.</summary>
internal sealed class AccountBreakers(TimeProvider time)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _lastSweep = time.GetTimestamp();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public ResiliencePipeline<HttpResponseMessage> For(string key, BreakerOptions options)
    {
        lock (_gate)
        {
            Sweep();
            if (!_entries.TryGetValue(key, out var entry))
            {
                entry = new Entry(Build(options), options.Sampling + options.Break + SweepEvery);
                _entries.Add(key, entry);
            }

            entry.LastAsked = time.GetTimestamp();
            return entry.Breaker;
        }
    }

    private ResiliencePipeline<HttpResponseMessage> Build(BreakerOptions options) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = options.FailureRatio,
                MinimumThroughput = options.MinimumAttempts,
                SamplingDuration = options.Sampling,
                BreakDuration = options.Break,
                ShouldHandle = static arguments => ValueTask.FromResult(RetryRule.IsOutage(arguments.Outcome)),
            })
            .Build();

    private void Sweep()
    {
        if (time.GetElapsedTime(_lastSweep) < SweepEvery)
        {
            return;
        }

        _lastSweep = time.GetTimestamp();
        foreach (var (key, entry) in _entries)
        {
            if (time.GetElapsedTime(entry.LastAsked) >= entry.Memory)
            {
                _entries.Remove(key);
            }
        }
    }

    private sealed class Entry(ResiliencePipeline<HttpResponseMessage> breaker, TimeSpan memory)
    {
        public ResiliencePipeline<HttpResponseMessage> Breaker => breaker;

        public TimeSpan Memory => memory;

        public long LastAsked { get; set; }
    }
}
