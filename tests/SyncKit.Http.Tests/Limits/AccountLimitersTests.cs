namespace SyncKit.Http.Tests.Limits;

public sealed class AccountLimitersTests
{
    private static readonly RateLimits Limits = new() { Windows = [new RateWindow(2, TimeSpan.FromHours(1))] };
    private readonly WatchedTime _time = new();

    [Fact]
    public void Accounts_do_not_share_a_limiter()
    {
        using var limiters = new AccountLimiters(_time);

        limiters.For("quickbooks/1", Limits).Should().BeSameAs(limiters.For("quickbooks/1", Limits));
        limiters.For("quickbooks/1", Limits).Should().NotBeSameAs(limiters.For("quickbooks/2", Limits));
    }

    [Fact]
    public void Idle_accounts_are_forgotten_and_only_after_their_longest_window()
    {
        using var limiters = new AccountLimiters(_time);
        for (var i = 0; i < 1000; i++)
        {
            limiters.For($"account-{i}", new RateLimits());
        }

        limiters.For("used", Limits).AttemptAcquire().Dispose();
        _time.Advance(TimeSpan.FromMinutes(11));
        limiters.For("other", Limits);
        limiters.Count.Should().Be(2);

        _time.Advance(TimeSpan.FromHours(1.1));
        limiters.For("another", Limits);
        limiters.Count.Should().Be(1);
    }

    [Fact]
    public void An_account_with_a_request_in_flight_or_a_pause_is_kept()
    {
        using var limiters = new AccountLimiters(_time);
        using var lease = limiters.For("busy", new RateLimits()).AttemptAcquire();
        limiters.For("paused", new RateLimits()).PauseUntil(_time.GetUtcNow().AddHours(5));

        _time.Advance(TimeSpan.FromHours(2));
        limiters.For("new", new RateLimits());

        limiters.Count.Should().Be(3);
    }

    [Fact]
    public void What_one_host_exports_the_next_host_imports()
    {
        using var first = new AccountLimiters(_time);
        using var second = new AccountLimiters(_time);
        first.For("a", Limits).AttemptAcquire().Dispose();
        first.For("a", Limits).AttemptAcquire().Dispose();

        second.Import("a", Limits, first.Export("a")!);

        second.For("a", Limits).AttemptAcquire().IsAcquired.Should().BeFalse();
        first.Export("unknown").Should().BeNull();
    }
}
