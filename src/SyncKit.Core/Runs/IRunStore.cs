using SyncKit.Connections;

namespace SyncKit.Runs;

/// <summary>
/// Keeps runs, and lends each to one owner at a time. All times of leases and turns are the store's own; a lease whose time is over is lost, whether or not
/// somebody else took the run. Safe for use from several threads and processes.
/// </summary>
public interface IRunStore
{
    /// <summary>
    /// Queues a run. Nothing is added when there is one of its id, or when an equal one of the tenant (by <see cref="RunRequest.Fingerprint"/>) is queued
    /// and was never taken up; that one then has a person as its origin when either has.
    /// </summary>
    /// <returns>The run that is kept.</returns>
    Task<SyncRun> EnqueueAsync(SyncRun run, CancellationToken cancellationToken);

    /// <summary>
    /// Takes runs whose turn has come and that nobody works on, longest waiting first. A run that reads (queued, running or being cancelled) is not taken
    /// while somebody works on another one of the same tenant and <see cref="RunRequest.Target"/>; a settling one is.
    /// </summary>
    /// <remarks>
    /// A queued run becomes a running one, and the first time is noted. A run whose lease ran out counts an interruption. What a dry run had planned before
    /// is dropped, because it begins anew.
    /// </remarks>
    /// <param name="owner">Who takes them; unique per process start.</param>
    /// <param name="most">The most runs to take.</param>
    /// <param name="life">How long the lease lasts unless renewed.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task<IReadOnlyList<RunLease>> ClaimAsync(string owner, int most, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>The runs that <see cref="ClaimAsync"/> would take now, in its order. A hint: each may be somebody's by the time it is asked for.</summary>
    /// <param name="most">The most runs to name.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<DueRun>> ListDueAsync(int most, CancellationToken cancellationToken);

    /// <summary>Takes one run as <see cref="ClaimAsync"/> does; <see langword="null"/> when its turn has not come, or somebody works on it or on its target.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="run">The run.</param>
    /// <param name="owner">Who takes it; unique per process start.</param>
    /// <param name="life">How long the lease lasts unless renewed.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task<RunLease?> ClaimRunAsync(TenantId tenant, Guid run, string owner, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Keeps a run's progress and prolongs its lease, in one write.</summary>
    /// <returns>The run as it is now, which says when it is to be cancelled; <see langword="null"/> when the lease was lost: its owner must drop all work.</returns>
    Task<SyncRun?> ReportAsync(RunLease lease, RunReport report, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Gives a run back.</summary>
    /// <returns>Whether the lease still held; when not, nothing was changed.</returns>
    Task<bool> ReleaseAsync(RunLease lease, RunRelease release, CancellationToken cancellationToken);

    /// <summary>Ends a run. A quiet one takes the place of earlier quiet ones of the same target that ended in the same state.</summary>
    /// <returns>Whether the lease still held; when not, nothing was changed.</returns>
    Task<bool> CompleteAsync(RunLease lease, RunEnd end, CancellationToken cancellationToken);

    /// <summary>Ends a run that nobody works on as cancelled, and marks one that somebody works on as to be cancelled; one that has ended stays.</summary>
    /// <returns>The run as it is now; <see langword="null"/> when the tenant has none of that id.</returns>
    Task<SyncRun?> CancelAsync(TenantId tenant, Guid run, CancellationToken cancellationToken);

    /// <summary>One run of a tenant; <see langword="null"/> when it has none of that id.</summary>
    Task<SyncRun?> FindAsync(TenantId tenant, Guid run, CancellationToken cancellationToken);

    /// <summary>Lists a tenant's runs, highest id first.</summary>
    Task<RunPage> ListAsync(TenantId tenant, RunQuery query, CancellationToken cancellationToken);

    /// <summary>Lists what a dry run planned, in order, from a number on; empty when the tenant has no such run.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="run">The run.</param>
    /// <param name="after">The number to go on after; zero for the first page.</param>
    /// <param name="limit">The most rows of the page.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<PlannedPage> ListPlannedAsync(TenantId tenant, Guid run, int after, int limit, CancellationToken cancellationToken);

    /// <summary>Drops up to <paramref name="most"/> runs of all tenants that ended before a time, the newest one of each target excepted.</summary>
    /// <returns>How many were dropped.</returns>
    Task<int> PruneAsync(DateTimeOffset endedBefore, int most, CancellationToken cancellationToken);
}
