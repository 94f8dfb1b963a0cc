using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SyncKit.AspNetCore.Limits;

namespace SyncKit.AspNetCore.Tests.Limits;

public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_bucket_gives_its_burst_and_then_its_rate()
    {
        TokenBuckets buckets = new(2, 3, time);
        Enumerable.Range(0, 4).Select(_ => buckets.Take("a")).Should().Equal(null, null, null, TimeSpan.FromSeconds(0.5));
        time.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 3).Select(_ => buckets.Take("a")).Should().Equal(null, null, TimeSpan.FromSeconds(0.5));
        buckets.Take("b").Should().BeNull("each key has its own");
    }

    [Fact]
    public void Looking_takes_nothing_and_keeps_nothing()
    {
        TokenBuckets buckets = new(1, 1, time);
        buckets.Look("a").Should().BeNull();
        buckets.Look("a").Should().BeNull();
        buckets.Count.Should().Be(0);
        buckets.Take("a").Should().BeNull();
        buckets.Look("a").Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Memory_is_bounded_whatever_keys_come_and_those_known_before_keep_their_own()
    {
        TokenBuckets buckets = new(1, 2, time, most: 100);
        buckets.Take("known");
        TimeSpan?[] flood = [.. Enumerable.Range(0, 10_000).Select(i => buckets.Take($"guess-{i}"))];

        buckets.Count.Should().Be(100);
        flood.Count(wait => wait is null).Should().Be(99 + 2, "the others share one bucket");
        buckets.Take("known").Should().BeNull();
        time.Advance(TimeSpan.FromMinutes(1));
        buckets.Take("late");
        buckets.Count.Should().Be(1, "full buckets are forgotten");
    }

    [Fact]
    public void Never_more_than_burst_and_rate_pass_whatever_the_order_of_calls() =>
        Gen.Select(Gen.Double[0.5, 50], Gen.Int[1, 20], Gen.Int[0, 300].Array[1, 60]).Sample((rate, burst, waits) =>
        {
            FakeTimeProvider clock = new();
            TokenBuckets buckets = new(rate, burst, clock);
            int passed = 0;
            foreach (int wait in waits)
            {
                clock.Advance(TimeSpan.FromMilliseconds(wait));
                passed += buckets.Take("a") is null ? 1 : 0;
            }

            return passed <= burst + (waits.Sum() / 1000d * rate) + 1e-6;
        });
}
