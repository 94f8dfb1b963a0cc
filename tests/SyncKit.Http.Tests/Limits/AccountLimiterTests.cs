using System.Threading.RateLimiting;

namespace SyncKit.Http.Tests.Limits;

public sealed class AccountLimiterTests
{
    private static readonly RateLimits QuickBooks = new()
    {
        Windows =
        [
            new RateWindow(10, TimeSpan.FromSeconds(1)),
            new RateWindow(500, TimeSpan.FromMinutes(1)),
            new RateWindow(40, TimeSpan.FromMinutes(1), RateLimits.Batch),
        ],
        Concurrency = 10,
    };

    private readonly WatchedTime _time = new();

    [Fact]
    public void A_plain_request_passes_a_batch_call_that_waits_for_its_own_window()
    {
        using var limiter = new AccountLimiter(new RateLimits { Windows = [new RateWindow(1, TimeSpan.FromMinutes(1), RateLimits.Batch)] }, _time);
        Turn(limiter, RateLimits.Batch).IsCompleted.Should().BeTrue();
        var batch = Turn(limiter, RateLimits.Batch);

        var plain = Turn(limiter);

        plain.IsCompletedSuccessfully.Should().BeTrue();
        batch.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(61.2));
        batch.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public void It_says_how_long_a_request_would_wait_without_giving_it_a_place()
    {
        using var limiter = new AccountLimiter(new RateLimits { Windows = [new RateWindow(1, TimeSpan.FromMinutes(1), RateLimits.Batch)] }, _time);
        limiter.TimeToStart(RateLimits.Batch).Should().Be(TimeSpan.Zero);
        Turn(limiter, RateLimits.Batch).IsCompleted.Should().BeTrue();

        limiter.TimeToStart(RateLimits.Batch).Should().Be(TimeSpan.FromSeconds(61.2));
        limiter.TimeToStart(null).Should().Be(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(61));
        limiter.TimeToStart(RateLimits.Batch).Should().Be(TimeSpan.FromSeconds(0.2));
        _time.Advance(TimeSpan.FromSeconds(0.2));
        limiter.TimeToStart(RateLimits.Batch).Should().Be(TimeSpan.Zero);
        limiter.PauseUntil(_time.GetUtcNow().AddSeconds(5));
        limiter.TimeToStart(null).Should().Be(TimeSpan.FromSeconds(5));
        limiter.GetStatistics()!.CurrentQueuedCount.Should().Be(0);
    }

    [Fact]
    public void The_window_is_stretched_by_two_percent()
    {
        using var limiter = new AccountLimiter(new RateLimits { Windows = [new RateWindow(1, TimeSpan.FromSeconds(1))] }, _time);
        Turn(limiter).IsCompleted.Should().BeTrue();
        var second = Turn(limiter);

        _time.Advance(TimeSpan.FromMilliseconds(1019));
        second.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        second.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void A_pause_longer_than_a_waiter_accepts_refuses_it_with_the_wait()
    {
        using var limiter = new AccountLimiter(new RateLimits { Concurrency = 1 }, _time);
        using var running = Turn(limiter).Lease();
        var patient = limiter.AcquireAsync(null, TimeSpan.FromMinutes(5), CancellationToken.None).AsTask();
        var impatient = limiter.AcquireAsync(null, TimeSpan.FromSeconds(30), CancellationToken.None).AsTask();

        limiter.PauseUntil(_time.GetUtcNow().AddSeconds(60));

        impatient.Lease().IsAcquired.Should().BeFalse();
        impatient.Lease().TryGetMetadata(MetadataName.RetryAfter, out var wait).Should().BeTrue();
        wait.Should().Be(TimeSpan.FromSeconds(60));
        patient.IsCompleted.Should().BeFalse();
        running.Dispose();
        _time.Advance(TimeSpan.FromSeconds(59));
        patient.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        patient.Lease().IsAcquired.Should().BeTrue();
    }

    [Fact]
    public void A_shorter_pause_does_not_shorten_a_longer_one()
    {
        using var limiter = new AccountLimiter(new RateLimits(), _time);
        limiter.PauseUntil(_time.GetUtcNow().AddSeconds(60));

        limiter.PauseUntil(_time.GetUtcNow().AddSeconds(5));

        limiter.PauseLeft.Should().Be(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_full_queue_refuses_at_once_and_keeps_those_who_wait()
    {
        using var limiter = new AccountLimiter(new RateLimits { Concurrency = 1, QueueLimit = 1 }, _time);
        var running = Turn(limiter).Lease();
        var waiting = Turn(limiter);

        Turn(limiter).Lease().IsAcquired.Should().BeFalse();

        running.Dispose();
        waiting.Lease().IsAcquired.Should().BeTrue();
    }

    [Fact]
    public void A_lease_disposed_twice_frees_one_place()
    {
        using var limiter = new AccountLimiter(new RateLimits { Concurrency = 1 }, _time);
        var lease = Turn(limiter).Lease();
        lease.Dispose();
        lease.Dispose();

        Turn(limiter).IsCompleted.Should().BeTrue();
        Turn(limiter).IsCompleted.Should().BeFalse();
    }

    [Fact]
    public void Disposing_refuses_those_who_wait()
    {
        var limiter = new AccountLimiter(new RateLimits { Concurrency = 1 }, _time);
        _ = Turn(limiter);
        var waiting = Turn(limiter);

        limiter.Dispose();

        waiting.Lease().IsAcquired.Should().BeFalse();
        _time.LiveTimers.Should().Be(0);
    }

    [Fact]
    public void A_cancelled_token_is_never_granted()
    {
        using var limiter = new AccountLimiter(new RateLimits(), _time);

        var turn = limiter.AcquireAsync(null, TimeSpan.MaxValue, new CancellationToken(true));

        turn.IsCanceled.Should().BeTrue();
        limiter.GetStatistics()!.TotalSuccessfulLeases.Should().Be(0);
    }

    [Fact]
    public void A_snapshot_of_a_full_minute_is_short_and_carries_the_pause()
    {
        using var limiter = new AccountLimiter(QuickBooks, _time);
        for (var i = 0; i < 500; i++)
        {
            Turn(limiter, i % 13 == 0 ? RateLimits.Batch : null).Lease().Dispose();
            _time.Advance(TimeSpan.FromMilliseconds(110));
        }

        limiter.PauseUntil(_time.GetUtcNow().AddSeconds(90));
        var snapshot = limiter.Export();
        using var next = new AccountLimiter(QuickBooks, _time);
        next.Import(snapshot);

        snapshot.Length.Should().BeLessThan(1000);
        next.PauseLeft.Should().Be(TimeSpan.FromSeconds(90));
        using var waiting = new CancellationTokenSource();
        _ = next.AcquireAsync(null, TimeSpan.MaxValue, waiting.Token).AsTask();
        next.GetStatistics()!.CurrentQueuedCount.Should().Be(1);
    }

    [Fact]
    public void Requests_about_to_start_count_in_a_snapshot_and_not_in_the_limiter_itself()
    {
        using var limiter = new AccountLimiter(QuickBooks, _time);
        Turn(limiter, RateLimits.Batch).Lease().Dispose();
        var before = limiter.Export();
        var snapshot = limiter.Export([.. Enumerable.Repeat<string?>(RateLimits.Batch, 9), null]);

        snapshot.Should().EndWith("*=0x11;batch=0x10");
        limiter.Export().Should().Be(before);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2;0;0")]
    [InlineData("1;x;0")]
    [InlineData("1;0;-5")]
    [InlineData("1;0;0;*")]
    [InlineData("1;0;0;*=5")]
    [InlineData("1;0;0;*=5x99999999999")]
    [InlineData("1;0;0;a b=5x1")]
    [InlineData("1;999999999999999999;0")]
    public void A_text_that_is_no_snapshot_is_refused_whole(string text)
    {
        using var limiter = new AccountLimiter(QuickBooks, _time);

        limiter.Invoking(l => l.Import(text)).Should().Throw<FormatException>();
    }

    private static Task<RateLimitLease> Turn(AccountLimiter limiter, string? requestClass = null) =>
        limiter.AcquireAsync(requestClass, TimeSpan.MaxValue, CancellationToken.None).AsTask();
}
