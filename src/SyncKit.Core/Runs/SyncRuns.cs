using System.Runtime.CompilerServices;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Flows;

namespace SyncKit.Runs;

/// <summary>
/// Starts, watches and cancels runs, which any host that works in the background takes up (<see cref="Hosting.SyncKitOptions.RunInBackground"/>). Safe for
/// use from several threads.
/// </summary>
public sealed class SyncRuns
{
    private const int LargestPage = 1_000;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly IRunStore store;
    private readonly RunQueue queue;
    private readonly RunSignals signals;
    private readonly StreamCatalog streams;
    private readonly FlowCatalog flows;
    private readonly IAuditTrail audit;
    private readonly TimeProvider time;

    internal SyncRuns(
        IRunStore store, RunQueue queue, RunSignals signals, StreamCatalog streams, FlowCatalog flows, IAuditTrail audit, TimeProvider time)
    {
        this.store = store;
        this.queue = queue;
        this.signals = signals;
        this.streams = streams;
        this.flows = flows;
        this.audit = audit;
        this.time = time;
    }

    /// <summary>
    /// Starts a run in the name of <see cref="Actor.Current"/>. An equal one that still waits takes it in; one that is under way does not.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="request">What it does.</param>
    /// <param name="cancellationToken">Cancels before it is queued.</param>
    /// <returns>The run, queued.</returns>
    /// <exception cref="ArgumentException">The request names something that does not exist or is not switched on, or it does not fit together.</exception>
    public async Task<SyncRun> StartAsync(TenantId tenant, RunRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(request));
        }

        IReadOnlyList<BoundStream> bound = await streams.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
        RunRequest resolved = Resolve(tenant, request, bound);
        SyncRun run = await queue
            .AddAsync(tenant, resolved, new RunOrigin(RunOriginKind.Person, Actor.Current), cancellationToken)
            .ConfigureAwait(false);
        await NoteAsync(run, "run.started", cancellationToken).ConfigureAwait(false);
        return run;
    }

    /// <summary>
    /// Cancels a run. One that nobody works on ends at once; one that is under way ends between two pages, and what was committed stays.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The run as it is now; <see langword="null"/> when the tenant has none of that id.</returns>
    public async Task<SyncRun?> CancelAsync(TenantId tenant, Guid run, CancellationToken cancellationToken = default)
    {
        SyncRun? cancelled = await store.CancelAsync(tenant, run, cancellationToken).ConfigureAwait(false);
        if (cancelled is not null)
        {
            signals.Change(run);
            await NoteAsync(cancelled, "run.cancelled", cancellationToken).ConfigureAwait(false);
        }

        return cancelled;
    }

    /// <summary>One run of a tenant; <see langword="null"/> when it has none of that id, or no longer.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public Task<SyncRun?> FindAsync(TenantId tenant, Guid run, CancellationToken cancellationToken = default) =>
        store.FindAsync(tenant, run, cancellationToken);

    /// <summary>Lists a tenant's runs, newest first. Scheduled runs that found nothing are left out but for the newest of each stream.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">The page is not between 1 and 1,000 rows.</exception>
    public Task<RunPage> ListAsync(TenantId tenant, RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckLimit(query.Limit, nameof(query));
        return store.ListAsync(tenant, query, cancellationToken);
    }

    /// <summary>Lists what a dry run would do about the first 1,000 records, in order.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="run">The dry run's id.</param>
    /// <param name="after">The number to go on after. <value>Default: 0, the first page.</value></param>
    /// <param name="limit">The most rows of the page. <value>Default: 100.</value></param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">The page is not between 1 and 1,000 rows.</exception>
    public Task<PlannedPage> ListPlannedAsync(TenantId tenant, Guid run, int after = 0, int limit = 100, CancellationToken cancellationToken = default)
    {
        CheckLimit(limit, nameof(limit));
        return store.ListPlannedAsync(tenant, run, after, limit, cancellationToken);
    }

    /// <summary>
    /// Follows a run, on whichever host it is: yields it as it is now, and again whenever something changed, until it has ended. News of this host come
    /// at once, those of others within a second.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="cancellationToken">Stops following.</param>
    /// <returns>The run, the last time as it ended; nothing when the tenant has none of that id, or no longer.</returns>
    public async IAsyncEnumerable<SyncRun> WatchAsync(TenantId tenant, Guid run, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SyncRun? shown = null;
        while (true)
        {
            Task changed = signals.Changed(run);
            SyncRun? current = await store.FindAsync(tenant, run, cancellationToken).ConfigureAwait(false);
            if (current is not null && (shown is null || !current.Shows(shown)))
            {
                shown = current;
                yield return current;
            }

            if (current is null or { IsEnded: true })
            {
                signals.Forget(run);
                yield break;
            }

            await WaitAsync(changed, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(Task changed, CancellationToken cancellationToken)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, Task.Delay(Poll, time, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private RunRequest Resolve(TenantId tenant, RunRequest request, IReadOnlyList<BoundStream> bound)
    {
        if (request.Stream is { } stream)
        {
            return bound.Any(each => each.Stream == stream)
                ? request
                : throw new ArgumentException(
                    $"'{tenant}' has no flow switched on that reads '{stream}'. {Known(bound)}", nameof(request));
        }

        if (flows.Find(request.Flow!) is null)
        {
            throw new ArgumentException(
                $"No flow is called '{request.Flow}'; this host has {string.Join(", ", flows.All.Select(flow => $"'{flow.Name}'"))}.", nameof(request));
        }

        StreamId[] fed = [.. bound.Where(each => each.Bindings.Any(binding => string.Equals(binding.Flow, request.Flow, StringComparison.Ordinal))).Select(each => each.Stream)];
        return fed.Length switch
        {
            0 => throw new ArgumentException($"The flow '{request.Flow}' is not switched on for '{tenant}': switch it on first.", nameof(request)),
            _ when request.Kind == RunKind.DryRun => request,
            1 => request with { Flow = null, Stream = fed[0] },
            _ => throw new ArgumentException(
                $"The flow '{request.Flow}' feeds from several streams: set Stream to one of {string.Join(", ", fed.Select(each => $"'{each}'"))}.", nameof(request)),
        };
    }

    private static string Known(IReadOnlyList<BoundStream> bound) => bound.Count == 0
        ? "It has no flow switched on at all."
        : $"It reads {string.Join(", ", bound.Select(each => $"'{each.Stream}'"))}.";

    private static void CheckLimit(int limit, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestPage, parameter);
    }

    private Task NoteAsync(SyncRun run, string action, CancellationToken cancellationToken) => audit.AppendAsync(
        [new AuditEntry(run.Tenant, time.GetUtcNow(), action, run.Request.Target, $"{run.Request.Kind} {run.Request.Options.Mode}, run {run.Id}", Actor.Current)],
        cancellationToken);
}
