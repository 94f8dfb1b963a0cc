using System.Threading.RateLimiting;

namespace SyncKit.Http;

/// <summary>
/// Holds one account to its <see cref="RateLimits"/>: exact sliding windows, a bound on requests in flight, first come first served.
/// </summary>
/// <remarks>
/// Requests of a class whose own window is full let other classes pass and take their place again as soon as that window opens.
/// A lease covers one request from its start to the end of its answer; dispose it then. Safe for use by many threads.
/// </remarks>
public sealed class AccountLimiter : RateLimiter
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly RateLimits _limits;
    private readonly StartWindows _windows;
    private readonly LinkedList<Waiter> _queue = new();
    private readonly WakeTimer _timer;
    private TimeSpan _pausedUntil;
    private TimeSpan _lastUse;
    private int _inFlight;
    private long _granted;
    private long _refused;
    private bool _disposed;

    /// <summary>Creates a limiter with no past.</summary>
    /// <param name="limits">What the vendor allows.</param>
    /// <param name="time">The clock all windows and waits follow.</param>
    public AccountLimiter(RateLimits limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(time);
        _limits = limits;
        _time = time;
        _origin = time.GetTimestamp();
        _windows = new StartWindows(limits);
        _timer = new WakeTimer(time, Wake);
    }

    /// <summary>How long nothing has started, waited, run or been paused; <see langword="null"/> while something is.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate)
            {
                var now = Now;
                return _inFlight > 0 || _queue.Count > 0 || _pausedUntil > now ? null : now - _lastUse;
            }
        }
    }

    /// <summary>How long the account is still paused; zero when it is not.</summary>
    public TimeSpan PauseLeft
    {
        get
        {
            lock (_gate)
            {
                return PauseLeftAt(Now);
            }
        }
    }

    /// <summary>How long a request that came now would wait for its turn at least; zero when one may start at once.</summary>
    /// <param name="requestClass">The request's class, or <see langword="null"/> for a plain request.</param>
    public TimeSpan TimeToStart(string? requestClass)
    {
        lock (_gate)
        {
            var now = Now;
            var shared = NextStart(null, now);
            return (requestClass is null ? shared : Later(shared, NextStart(requestClass, now))) - now;
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Waits for a turn.</summary>
    /// <param name="requestClass">The request's class, or <see langword="null"/> for a plain request.</param>
    /// <param name="longestPause">A pause of the account longer than this refuses the request instead of holding it.</param>
    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    /// <returns>
    /// A lease. Refused (<see cref="RateLimitLease.IsAcquired"/> is false) when the account is paused for longer than
    /// <paramref name="longestPause"/>, with the wait as <see cref="MetadataName.RetryAfter"/>, or when the queue is full.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The limiter is disposed.</exception>
    public ValueTask<RateLimitLease> AcquireAsync(string? requestClass, TimeSpan longestPause, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RateLimitLease>(cancellationToken);
        }

        var waiter = new Waiter(requestClass, longestPause);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // Whoever waits already goes first: a newcomer is granted only through the queue.
            var node = _queue.AddLast(waiter);
            Pump(Now);
            if (!waiter.Task.IsCompleted && _queue.Count > _limits.QueueLimit)
            {
                _queue.Remove(node);
                Pump(Now);
                return new ValueTask<RateLimitLease>(Refuse(null));
            }
        }

        waiter.CancelWith(Withdraw, cancellationToken);
        return new ValueTask<RateLimitLease>(waiter.Task);
    }

    /// <summary>Lets nothing start before an instant, as a vendor's 429 asks for. A shorter pause never shortens a longer one.</summary>
    /// <param name="instant">When requests may start again.</param>
    public void PauseUntil(DateTimeOffset instant)
    {
        lock (_gate)
        {
            var now = Now;
            var until = now + (instant - _time.GetUtcNow());
            if (_disposed || until <= _pausedUntil)
            {
                return;
            }

            _pausedUntil = until;
            Pump(now);
        }
    }

    /// <summary>Writes down the recent starts and the pause, for the account's next owner on another host.</summary>
    /// <returns>A short line of ASCII text.</returns>
    public string Export() => Export([]);

    /// <summary>
    /// Writes down the recent starts and the pause, with requests that are about to start counted as started now. Nothing is reserved here: they
    /// still take their turn.
    /// </summary>
    /// <param name="upcoming">The class of each such request, or <see langword="null"/> for a plain one.</param>
    /// <returns>A short line of ASCII text.</returns>
    public string Export(IReadOnlyCollection<string?> upcoming)
    {
        ArgumentNullException.ThrowIfNull(upcoming);
        lock (_gate)
        {
            var now = Now;
            return _windows.Export(upcoming, now, _time.GetUtcNow(), PauseLeftAt(now));
        }
    }

    /// <summary>
    /// Adds what a former owner exported to this limiter's own past. Errs on the safe side: starts count as later than they were,
    /// never as earlier, and importing twice counts twice. Requests in flight elsewhere are not known here: a former owner
    /// exports after its last answer.
    /// </summary>
    /// <param name="snapshot">A line from <see cref="Export()"/>.</param>
    /// <exception cref="FormatException">The text is not a snapshot.</exception>
    public void Import(string snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var usage = UsageSnapshot.Parse(snapshot);
        lock (_gate)
        {
            var now = Now;
            _pausedUntil = Later(_pausedUntil, now + _windows.Import(usage, now, _time.GetUtcNow()));
            _lastUse = now;
            Pump(now);
        }
    }

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics()
    {
        lock (_gate)
        {
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = NextStart(null, Now) <= Now ? _limits.Concurrency - _inFlight : 0,
                CurrentQueuedCount = _queue.Count,
                TotalSuccessfulLeases = _granted,
                TotalFailedLeases = _refused,
            };
        }
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(permitCount, 1);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var now = Now;
            var next = NextStart(null, now);
            if (_queue.Count > 0 || _inFlight >= _limits.Concurrency || next > now)
            {
                return Refuse(next > now ? next - now : null);
            }

            return permitCount == 0 ? new GrantedLease(null) : Grant(null, now);
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(permitCount, 1);
        return AcquireAsync(null, TimeSpan.MaxValue, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
            foreach (var waiter in _queue)
            {
                waiter.Complete(Refuse(null));
            }

            _queue.Clear();
        }

        base.Dispose(disposing);
    }

    private TimeSpan PauseLeftAt(TimeSpan now) => _pausedUntil > now ? _pausedUntil - now : TimeSpan.Zero;

    private RefusedLease Refuse(TimeSpan? wait)
    {
        _refused++;
        return new RefusedLease(wait);
    }

    private GrantedLease Grant(string? requestClass, TimeSpan now)
    {
        _windows.Count(requestClass, now);
        _inFlight++;
        _granted++;
        _lastUse = now;
        return new GrantedLease(Release);
    }

    private void Release()
    {
        lock (_gate)
        {
            _inFlight--;
            _lastUse = Now;
            Pump(_lastUse);
        }
    }

    private void Withdraw(Waiter waiter)
    {
        lock (_gate)
        {
            if (_queue.Remove(waiter))
            {
                Pump(Now);
            }
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private TimeSpan NextStart(string? requestClass, TimeSpan now) => Later(Later(now, _pausedUntil), _windows.NextStart(requestClass));

    /// <summary>Starts whoever may start, oldest first, refuses whom the pause is too long for, and sets the timer for the next start.</summary>
    private void Pump(TimeSpan now)
    {
        TimeSpan? wakeAt = null;
        var pause = PauseLeftAt(now);
        for (var node = _queue.First; node is not null;)
        {
            var (waiter, current) = (node.Value, node);
            node = node.Next;
            var shared = NextStart(null, now);
            var start = waiter.RequestClass is null ? shared : Later(shared, NextStart(waiter.RequestClass, now));
            if (pause > waiter.LongestPause)
            {
                _queue.Remove(current);
                waiter.Complete(Refuse(pause));
            }
            else if (start <= now && _inFlight < _limits.Concurrency)
            {
                _queue.Remove(current);
                waiter.Complete(Grant(waiter.RequestClass, now));
            }
            else
            {
                // With a place free only time is missing; without one the next release looks again.
                wakeAt = start > now && !(wakeAt < start) ? start : wakeAt;
                if (pause == TimeSpan.Zero && (shared > now || _inFlight >= _limits.Concurrency))
                {
                    break;
                }
            }
        }

        _timer.Set(_queue.Count == 0 ? null : wakeAt - now);
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                Pump(Now);
            }
        }
    }
}
