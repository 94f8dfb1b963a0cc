using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace SyncKit.Http.Tests;

/// <summary>A fake clock that tells which timers are set, so that a test moves time exactly when something waits for it.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _set = Channel.CreateUnbounded<TimeSpan>();
    private int _live;

    public WatchedTime()
        : base(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public int LiveTimers => Volatile.Read(ref _live);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _live);
        var timer = new Watched(base.CreateTimer(callback, state, dueTime, period), this);
        _set.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer of this length is set.</summary>
    public async Task SetAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        while (await _set.Reader.ReadAsync(cancellationToken) != wait)
        {
        }
    }

    /// <summary>Waits until a timer of this length is set, then moves time past it.</summary>
    public async Task PassAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        await SetAsync(wait, cancellationToken);
        Advance(wait);
    }

    private sealed class Watched(ITimer timer, WatchedTime owner) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            owner._set.Writer.TryWrite(dueTime);
            return changed;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._live);
            }

            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
