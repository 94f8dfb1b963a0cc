namespace SyncKit.Http;

/// <summary>One timer that exists only while something waits for it. Used under the owner's lock.</summary>
internal sealed class WakeTimer(TimeProvider time, Action wake) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private ITimer? _timer;

    /// <summary>Fires once after a wait, or never for <see langword="null"/>. A very long wait fires early: the owner looks and sets it again.</summary>
    public void Set(TimeSpan? wait)
    {
        if (wait is not { } left)
        {
            Dispose();
            return;
        }

        // Timers count whole milliseconds and drop the rest: one that fires early would only have to be set again.
        left = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
        left = left > Longest ? Longest : left;
        if (_timer is null)
        {
            _timer = time.CreateTimer(static state => ((Action)state!)(), wake, left, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
    }
}
