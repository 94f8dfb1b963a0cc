using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Hosting;

namespace SyncKit.Lanes;

/// <summary>Leases lanes for this host and works on several at once.</summary>
internal sealed class LanePool(ILaneStore store, LaneWorker worker, IOptions<SyncKitOptions> options, TimeProvider time)
{
    public static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);

    private readonly string owner = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    /// <summary>Works on the lanes that are due now, each until its quantum is up.</summary>
    /// <returns>How many lanes were worked on.</returns>
    public async Task<int> WorkAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<LaneLease> leases = await AcquireAsync(options.Value.Parallelism, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(leases.Select(lease => worker.RunAsync(lease, cancellationToken))).ConfigureAwait(false);
        return leases.Count;
    }

    public Task<IReadOnlyList<LaneLease>> AcquireAsync(int most, CancellationToken cancellationToken) =>
        store.AcquireAsync(owner, most, options.Value.LeaseLife, cancellationToken);

    /// <summary>Leases one lane, due or not; <see langword="null"/> when somebody works on it or it is paused.</summary>
    public Task<LaneLease?> AcquireLaneAsync(ConnectionId lane, CancellationToken cancellationToken) =>
        store.AcquireLaneAsync(lane, owner, options.Value.LeaseLife, cancellationToken);

    public Task RunAsync(LaneLease lease, CancellationToken cancellationToken) => worker.RunAsync(lease, cancellationToken);

    public Task RunAsync(LaneLease lease, Func<LaneSession, CancellationToken, Task<bool>> work, CancellationToken cancellationToken) =>
        worker.RunAsync(lease, work, cancellationToken);
}
