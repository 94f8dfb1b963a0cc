namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>A timer of a <see cref="SteppedClock"/>, which knows when it fires next.</summary>
internal sealed class DueTimer(SteppedClock clock, TimeSpan due, TimeSpan period) : ITimer
{
    private readonly Lock gate = new();
    private ITimer? inner;
    private TimeSpan repeats = period;

    /// <summary>When it fires next; <see langword="null"/> when it does not.</summary>
    public DateTimeOffset? Next { get; private set; } = At(clock, due);

    public DueTimer Over(ITimer timer)
    {
        inner = timer;
        return this;
    }

    /// <summary>The clock has reached a time, so whatever was due is done.</summary>
    public void Reached(DateTimeOffset now)
    {
        lock (gate)
        {
            if (Next <= now)
            {
                Next = repeats > TimeSpan.Zero ? now + repeats : null;
            }
        }
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            Next = At(clock, dueTime);
            repeats = period;
        }

        return inner!.Change(dueTime, period);
    }

    public void Dispose()
    {
        clock.Forget(this);
        inner?.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static DateTimeOffset? At(SteppedClock clock, TimeSpan dueTime) =>
        dueTime < TimeSpan.Zero ? null : clock.GetUtcNow() + dueTime;
}
