using CsCheck;

namespace SyncKit.Http.Tests.Limits;

public sealed class AccountLimiterProperties
{
    private const int Horizon = 20_000;

    private static readonly Gen<RateLimits> AnyLimits =
        from fast in Gen.Int[1, 4]
        from fastLength in Gen.Int[5, 30]
        from slow in Gen.Int[2, 9]
        from slowLength in Gen.Int[30, 120]
        from batch in Gen.Int[1, 3]
        from batchLength in Gen.Int[40, 150]
        from concurrency in Gen.Int[1, 4]
        select new RateLimits
        {
            Windows = [Window(fast, fastLength), Window(slow, slowLength), Window(batch, batchLength, RateLimits.Batch)],
            Concurrency = concurrency,
        };

    private static readonly Gen<Arrival[]> AnyArrivals =
        (from gap in Gen.Frequency((3, Gen.Int[0, 2]), (1, Gen.Int[0, 60]))
         from batch in Gen.Int[0, 3]
         from hold in Gen.Frequency((2, Gen.Int[0, 3]), (1, Gen.Int[0, 40]))
         select (gap, batch, hold)).Array[0, 40].Select(static steps =>
         {
             var at = 0;
             return steps.Select(s => new Arrival(at += s.gap, s.batch == 0, s.hold)).ToArray();
         });

    [Fact]
    public void No_window_ever_holds_more_starts_than_it_permits() =>
        Gen.Select(AnyLimits, AnyArrivals).Sample(
            (limits, arrivals) =>
            {
                var starts = Play(limits, arrivals, out var mostInFlight);

                AssertWithin(limits, starts.Select(s => (s.Arrival.Batch, s.At)).ToArray());
                mostInFlight.Should().BeLessThanOrEqualTo(limits.Concurrency);
            },
            iter: 300);

    [Fact]
    public void Everyone_is_served_and_within_a_class_in_order_of_arrival() =>
        Gen.Select(AnyLimits, AnyArrivals).Sample(
            (limits, arrivals) =>
            {
                var starts = Play(limits, arrivals, out _);

                starts.Should().HaveCount(arrivals.Length);
                foreach (var ofClass in starts.GroupBy(s => s.Arrival.Batch))
                {
                    var inOrder = ofClass.OrderBy(s => s.Order).Select(s => s.At);
                    inOrder.Should().BeInAscendingOrder();
                }
            },
            iter: 300);

    [Fact]
    public void Nobody_overtakes_a_batch_call_whose_own_window_is_open() =>
        Gen.Select(AnyLimits, AnyArrivals).Sample(
            (limits, arrivals) =>
            {
                var starts = Play(limits, arrivals, out _);
                var window = limits.Windows.Single(w => w.RequestClass is not null);
                var length = (int)Math.Ceiling(window.Length.TotalMilliseconds * 1.02);
                var batches = starts.Where(s => s.Arrival.Batch).OrderBy(s => s.Order).ToArray();
                for (var i = 0; i < batches.Length; i++)
                {
                    var open = Math.Max(batches[i].Arrival.At, i < window.Permits ? 0 : batches[i - window.Permits].At + length);
                    starts.Should().NotContain(s => s.Order > batches[i].Order && s.At >= open && s.At < batches[i].At);
                }
            },
            iter: 300);

    [Fact]
    public void Nobody_waits_longer_than_the_windows_ask_for() =>
        Gen.Select(AnyLimits, AnyArrivals).Sample(
            (limits, arrivals) =>
            {
                limits = limits with { Concurrency = 1000, Windows = [.. limits.Windows.Take(2)] };
                var starts = Play(limits, arrivals, out _).OrderBy(s => s.Order).Select(s => s.At).ToArray();

                var expected = new List<int>();
                for (var i = 0; i < arrivals.Length; i++)
                {
                    var at = Math.Max(arrivals[i].At, i == 0 ? 0 : expected[i - 1]);
                    foreach (var window in limits.Windows.Where(w => i >= w.Permits))
                    {
                        at = Math.Max(at, expected[i - window.Permits] + (int)Math.Ceiling(window.Length.TotalMilliseconds * 1.02));
                    }

                    expected.Add(at);
                }

                starts.Should().Equal(expected);
            },
            iter: 300);

    [Fact]
    public void A_new_owner_with_the_snapshot_keeps_the_limits_though_clocks_differ() =>
        Gen.Select(AnyLimits, AnyArrivals, AnyArrivals, Gen.Int[0, 8000], Gen.Int[-5000, 5000]).Sample(
            (limits, before, after, gap, skew) =>
            {
                var oldTime = new WatchedTime();
                using var oldOwner = new AccountLimiter(limits, oldTime);
                var origin = oldTime.GetUtcNow();
                var first = LimiterRun.Play(oldOwner, oldTime, before, Horizon, out _);
                var end = (int)(oldTime.GetUtcNow() - origin).TotalMilliseconds;
                var snapshot = oldOwner.Export();

                var newTime = new WatchedTime();
                newTime.SetUtcNow(origin.AddMilliseconds(Math.Max(0, end + gap + skew)));
                using var newOwner = new AccountLimiter(limits, newTime);
                newOwner.Import(snapshot);
                var second = LimiterRun.Play(newOwner, newTime, after, Horizon, out _);

                second.Should().HaveCount(after.Length);
                AssertWithin(limits, [.. first.Select(s => (s.Arrival.Batch, s.At)), .. second.Select(s => (s.Arrival.Batch, end + gap + s.At))]);
            },
            iter: 300);

    [Fact]
    public void Cancelled_waiters_cost_nothing_and_leave_nothing() =>
        Gen.Select(AnyLimits, Gen.Bool.Array[1, 20]).Sample(
            (limits, cancelled) =>
            {
                var time = new WatchedTime();
                using var limiter = new AccountLimiter(limits, time);
                using var cancel = new CancellationTokenSource();
                var waiting = cancelled
                    .Select(c => (Cancelled: c, Turn: limiter.AcquireAsync(null, TimeSpan.MaxValue, c ? cancel.Token : CancellationToken.None).AsTask()))
                    .ToList();
                var servedBefore = waiting.Where(w => w.Turn.IsCompleted).ToList();
                cancel.Cancel();
                for (var i = 0; i < Horizon && waiting.Exists(w => !w.Turn.IsCompleted); i++)
                {
                    waiting.Where(w => w.Turn.IsCompletedSuccessfully).ToList().ForEach(w => w.Turn.Lease().Dispose());
                    time.Advance(TimeSpan.FromMilliseconds(1));
                }

                waiting.Where(w => w.Turn.IsCompletedSuccessfully).ToList().ForEach(w => w.Turn.Lease().Dispose());
                waiting.Should().OnlyContain(w => w.Turn.IsCanceled == (w.Cancelled && !servedBefore.Contains(w)));
                limiter.GetStatistics()!.CurrentQueuedCount.Should().Be(0);
                limiter.IdleDuration.Should().NotBeNull();
                time.LiveTimers.Should().Be(0);
            },
            iter: 200);

    private static RateWindow Window(int permits, int milliseconds, string? requestClass = null) =>
        new(permits, TimeSpan.FromMilliseconds(milliseconds), requestClass);

    private static IReadOnlyList<Start> Play(RateLimits limits, Arrival[] arrivals, out int mostInFlight)
    {
        var time = new WatchedTime();
        using var limiter = new AccountLimiter(limits, time);
        var starts = LimiterRun.Play(limiter, time, arrivals, Horizon, out mostInFlight);
        time.LiveTimers.Should().Be(0);
        return starts;
    }

    private static void AssertWithin(RateLimits limits, (bool Batch, int At)[] starts)
    {
        foreach (var window in limits.Windows)
        {
            var counted = starts.Where(s => window.RequestClass is null || s.Batch).Select(s => s.At);
            LimiterRun.MostIn(counted, (int)window.Length.TotalMilliseconds).Should().BeLessThanOrEqualTo(window.Permits);
        }
    }
}
