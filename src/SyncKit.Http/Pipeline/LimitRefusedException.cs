namespace SyncKit.Http;

/// <summary>The account's limiter did not let an attempt start.</summary>
internal sealed class LimitRefusedException(TimeSpan? wait)
    : Exception(wait is null ? "Too many requests are waiting for this account." : "The account is paused.")
{
    public TimeSpan? Wait => wait;
}
