using Microsoft.Extensions.Time.Testing;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>
/// A clock that host and simulators share. It stands still while anything is at work and goes on to the next timer once all of it waits,
/// so that a pause of a minute takes no time and no time-out strikes a call that is only slow on this machine.
/// </summary>
internal sealed class SteppedClock() : FakeTimeProvider(Beginning)
{
    public static readonly DateTimeOffset Beginning = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    // Time-outs are the timers furthest away: before one of them strikes, the process must have been at rest for long.
    private const int LongQuietLooks = 150;
    private static readonly TimeSpan FarAway = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan MostWorkInQuiet = TimeSpan.FromMilliseconds(2);

    private readonly Lock gate = new();
    private readonly HashSet<DueTimer> timers = [];
    private int calls;

    /// <summary>How many milliseconds the process must be at rest before the clock goes on; more where a step too early would spoil a measurement.</summary>
    public int QuietLooks { get; set; } = 5;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        DueTimer timer = new(this, dueTime, period);
        lock (gate)
        {
            timers.Add(timer);
        }

        return timer.Over(base.CreateTimer(callback, state, dueTime, period));
    }

    /// <summary>Counts calls that are under way, below everything that waits by the clock.</summary>
    public DelegatingHandler Watch() => new CallWatch(this);

    /// <summary>Does work, with the clock going on whenever the work waits for it.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        Task<T> running = Task.Run(work);
        Thread driver = new(() => Drive(running)) { IsBackground = true, Name = "clock" };
        driver.Start();
        return await running;
    }

    public Task RunAsync(Func<Task> work) => RunAsync(async () =>
    {
        await work();
        return true;
    });

    internal void Forget(DueTimer timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    private void Drive(Task running)
    {
        while (!running.IsCompleted)
        {
            if (IsQuiet(running, QuietLooks) && (!IsNextFarAway() || IsQuiet(running, LongQuietLooks)))
            {
                Step();
            }
        }
    }

    private bool IsQuiet(Task running, int looks)
    {
        long done = ThreadPool.CompletedWorkItemCount;
        TimeSpan worked = Environment.CpuUsage.TotalTime;
        for (int look = 0; look < looks; look++)
        {
            Thread.Sleep(1);
            bool busy = running.IsCompleted || Volatile.Read(ref calls) > 0 || ThreadPool.PendingWorkItemCount > 0 || ThreadPool.CompletedWorkItemCount != done;
            if (busy)
            {
                return false;
            }
        }

        return Environment.CpuUsage.TotalTime - worked < MostWorkInQuiet * looks / QuietLooks;
    }

    private bool IsNextFarAway() => Next() - GetUtcNow() > FarAway;

    private DateTimeOffset? Next()
    {
        lock (gate)
        {
            return timers.Min(timer => timer.Next);
        }
    }

    private void Step()
    {
        if (Next() is not { } due)
        {
            return;
        }

        if (due > GetUtcNow())
        {
            SetUtcNow(due);
        }

        DateTimeOffset now = GetUtcNow();
        lock (gate)
        {
            foreach (DueTimer timer in timers)
            {
                timer.Reached(now);
            }
        }
    }

    private sealed class CallWatch(SteppedClock clock) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref clock.calls);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref clock.calls);
            }
        }
    }
}
