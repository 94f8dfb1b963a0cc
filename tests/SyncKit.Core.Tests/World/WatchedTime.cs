using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace SyncKit.Core.Tests.World;

/// <summary>A fake clock that moves exactly when the work under test waits for it.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    /// <summary>A lease's life that no other wait equals a third of, so that renewals are told from waits.</summary>
    public static readonly TimeSpan LeaseLife = TimeSpan.FromMilliseconds(33_333);

    /// <summary>Likewise, for a lease that must not end while a host stands still.</summary>
    public static readonly TimeSpan LongLeaseLife = TimeSpan.FromMinutes(57);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();
    private Task<TimeSpan>? next;

    public WatchedTime()
        : base(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != LeaseLife / 3 && dueTime != LongLeaseLife / 3 && dueTime != Timeout.InfiniteTimeSpan)
        {
            waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Lets time pass whenever the work waits, until it is done.</summary>
    public async Task<T> DriveAsync<T>(Task<T> work)
    {
        await DriveAsync((Task)work);
        return await work;
    }

    public async Task DriveAsync(Task work)
    {
        using CancellationTokenSource hung = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        hung.CancelAfter(Patience);
        Task stop = Task.Delay(Timeout.Infinite, hung.Token);
        while (!work.IsCompleted)
        {
            next ??= waits.Reader.ReadAsync(CancellationToken.None).AsTask();
            Task first = await Task.WhenAny(work, next, stop);
            if (first == stop)
            {
                throw new TimeoutException("The work waits for something that time does not bring.");
            }

            if (first == next)
            {
                TimeSpan wait = await next;
                next = null;
                Advance(wait);
            }
        }

        await work;
    }
}
