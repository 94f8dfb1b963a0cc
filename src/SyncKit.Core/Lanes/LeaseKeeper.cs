namespace SyncKit.Lanes;

/// <summary>Renews a lease while its owner works, and cancels the work the moment the lease is lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource held;
    private readonly CancellationTokenSource stop = new();
    private readonly Task renewing;

    private LeaseKeeper(ILaneStore store, LaneLease lease, TimeSpan life, TimeProvider time, CancellationToken cancellationToken)
    {
        held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        renewing = RenewAsync(store, lease, life, time);
    }

    /// <summary>Cancelled when the lease is lost or the host stops.</summary>
    public CancellationToken Held => held.Token;

    public static LeaseKeeper Start(ILaneStore store, LaneLease lease, TimeSpan life, TimeProvider time, CancellationToken cancellationToken) =>
        new(store, lease, life, time, cancellationToken);

    public async Task StopAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await renewing.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        held.Dispose();
        stop.Dispose();
    }

    private async Task RenewAsync(ILaneStore store, LaneLease lease, TimeSpan life, TimeProvider time)
    {
        try
        {
            LaneLease? current = lease;
            while (current is not null)
            {
                await Task.Delay(life / 3, time, stop.Token).ConfigureAwait(false);
                current = await store.RenewAsync(current, life, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            // Without a renewal the lease runs out, so the work must stop as if it were lost.
        }

        await held.CancelAsync().ConfigureAwait(false);
    }
}
