using System.Threading.RateLimiting;

namespace SyncKit.Http;

/// <summary>A request in the queue of an <see cref="AccountLimiter"/>.</summary>
internal sealed class Waiter(string? requestClass, TimeSpan longestPause)
{
    private readonly TaskCompletionSource<RateLimitLease> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;

    public string? RequestClass => requestClass;

    public TimeSpan LongestPause => longestPause;

    public Task<RateLimitLease> Task => _turn.Task;

    /// <summary>Hands over the lease. Called under the limiter's lock, so it must not wait for a running cancellation.</summary>
    public void Complete(RateLimitLease lease) => _turn.TrySetResult(lease);

    public void CancelWith(Action<Waiter> withdraw, CancellationToken cancellationToken)
    {
        if (Task.IsCompleted || !cancellationToken.CanBeCanceled)
        {
            return;
        }

        _registration = cancellationToken.Register(
            () =>
            {
                // Out of the queue first: after that nobody can grant this waiter a lease it would lose.
                withdraw(this);
                _turn.TrySetCanceled(cancellationToken);
            });
        Task.ContinueWith(
            static (_, state) => ((Waiter)state!)._registration.Unregister(),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
