using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Lanes;
using SyncKit.Reconciling;

namespace SyncKit;

/// <summary>Runs syncs by call. A host that runs in the background does the same by itself; both may be used together.</summary>
public sealed class SyncEngine
{
    private readonly StreamCatalog streams;
    private readonly StreamRunner runner;
    private readonly LanePool lanes;
    private readonly LaneCatalog catalog;
    private readonly BooksWatch watch;
    private readonly DeadLetterRecheck recheck;
    private readonly ILaneStore store;
    private readonly TimeProvider time;

    internal SyncEngine(
        StreamCatalog streams,
        StreamRunner runner,
        LanePool lanes,
        LaneCatalog catalog,
        BooksWatch watch,
        DeadLetterRecheck recheck,
        ILaneStore store,
        TimeProvider time)
    {
        this.streams = streams;
        this.runner = runner;
        this.lanes = lanes;
        this.catalog = catalog;
        this.watch = watch;
        this.recheck = recheck;
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

    /// <summary>
    /// Looks at what was changed in a tenant's destinations since the last look, and holds the records whose documents a person changed, voided or deleted
    /// there as dead letters. A destination that was never looked at is listed as a whole, which may cost metered calls.
    /// </summary>
    /// <param name="tenant">Whose destinations.</param>
    /// <param name="cancellationToken">Stops in between; what was settled stays.</param>
    /// <returns>
    /// What was found, per destination. One that does not list its books, that is paused, that somebody works on at the moment, or that could not be read is
    /// left out; a host that runs in the background looks at it when its turn comes.
    /// </returns>
    public async Task<IReadOnlyList<BooksWatchReport>> CheckBooksAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        List<BooksWatchReport> checks = [];
        foreach (ConnectionId lane in await catalog.ListAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            if (await lanes.AcquireLaneAsync(lane, cancellationToken).ConfigureAwait(false) is { } lease)
            {
                await lanes.RunAsync(lease, LookAsync, cancellationToken).ConfigureAwait(false);
            }
        }

        return checks;

        async Task<bool> LookAsync(LaneSession session, CancellationToken held)
        {
            if (await watch.RunAsync(session, held).ConfigureAwait(false) is { } check)
            {
                checks.Add(check);
                return true;
            }

            return false;
        }
    }

    /// <summary>
    /// Puts a tenant's dead letters back into the inbox whose cause lies in the destination and may have passed, for example closed books. One whose cause
    /// persists becomes a dead letter again.
    /// </summary>
    /// <param name="tenant">Whose dead letters.</param>
    /// <param name="cancellationToken">Stops in between; what was put back stays.</param>
    /// <returns>How many were put back.</returns>
    public async Task<int> RecheckAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        int retried = 0;
        foreach (ConnectionId lane in await catalog.ListAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            retried += await recheck.RunAsync(lane, cancellationToken).ConfigureAwait(false);
        }

        return retried;
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
