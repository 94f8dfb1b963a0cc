using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Lanes;

namespace SyncKit;

/// <summary>Runs syncs by call. A host that runs in the background does the same by itself; both may be used together.</summary>
public sealed class SyncEngine
{
    private readonly StreamCatalog streams;
    private readonly StreamRunner runner;
    private readonly LanePool lanes;
    private readonly ILaneStore store;
    private readonly TimeProvider time;

    internal SyncEngine(StreamCatalog streams, StreamRunner runner, LanePool lanes, ILaneStore store, TimeProvider time)
    {
        this.streams = streams;
        this.runner = runner;
        this.lanes = lanes;
        this.store = store;
        this.time = time;
    }

    /// <summary>Reads all of a tenant's streams into the inbox, each up to the options' limit.</summary>
    /// <param name="tenant">Whose streams.</param>
    /// <param name="options">What to read.</param>
    /// <param name="progress">Told after each page, from the reading thread.</param>
    /// <param name="cancellationToken">Stops between pages; what was committed stays.</param>
    /// <returns>What was read, per stream. A stream whose source could not be read is left out; its connection says why.</returns>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    public async Task<IReadOnlyList<DiscoveryReport>> DiscoverAsync(
        TenantId tenant,
        SyncOptions options,
        Action<DiscoveryReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        List<DiscoveryReport> reports = [];
        foreach (BoundStream bound in await streams.ListAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            if (await runner.RunAsync(bound, options, progress, cancellationToken).ConfigureAwait(false) is { } report)
            {
                reports.Add(report);
            }
        }

        return reports;
    }

    /// <summary>Looks for records that vanished from a tenant's sources without a trace.</summary>
    /// <param name="tenant">Whose sources.</param>
    /// <param name="cancellationToken">Stops in between; what was committed stays.</param>
    /// <returns>What was found, per stream.</returns>
    public async Task<IReadOnlyList<DiscoveryReport>> SweepAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        List<DiscoveryReport> reports = [];
        foreach (BoundStream bound in await streams.ListAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            if (await runner.SweepAsync(bound, cancellationToken).ConfigureAwait(false) is { } report)
            {
                reports.Add(report);
            }
        }

        return reports;
    }

    /// <summary>Works lanes until nothing is due within <paramref name="patience"/>.</summary>
    /// <param name="patience">How long to wait for items whose turn comes later, for example after a pause.</param>
    /// <param name="cancellationToken">Stops; whatever is under way is recovered by the lane's next owner.</param>
    public async Task DrainAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await lanes.WorkAsync(cancellationToken).ConfigureAwait(false) > 0)
            {
                continue;
            }

            DateTimeOffset? due = await store.NextDueAsync(cancellationToken).ConfigureAwait(false);
            if (due is not { } at || at - time.GetUtcNow() > patience)
            {
                return;
            }

            TimeSpan wait = at - time.GetUtcNow();

            await Task.Delay(wait > LanePool.ShortestWait ? wait : LanePool.ShortestWait, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
