using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Hosting;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Notifications;
using SyncKit.Reconciling;
using SyncKit.Telemetry;

namespace SyncKit.Lanes;

/// <summary>Works on one leased lane: first what is uncertain, then what waits, until its time is up or nothing is due.</summary>
internal sealed partial class LaneWorker(
    IServiceProvider services,
    ILaneStore store,
    IConnectionStore connections,
    IAuditTrail audit,
    ConnectionNotices connectionNotices,
    LaneNotices laneNotices,
    PipelineCatalog pipelines,
    FirstCheck firstCheck,
    BooksWatch watch,
    SyncKitMeter meter,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<LaneWorker> logger)
{
    /// <summary>How long a lane waits before it tries whether a person has acted. Acting through <see cref="ConnectionSetup"/> wakes it at once.</summary>
    private static readonly TimeSpan AttentionWait = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FailureWait = TimeSpan.FromSeconds(10);

    private static readonly Failure Broken = new(
        FailureKind.Transient, "lane.broken", "The program met an error that it does not know.", "Look into the log of the host for the error.");

    private readonly ConcurrentDictionary<ConnectionId, long> served = new();

    /// <summary>Works on the lane and gives it back. Whatever breaks, the lane keeps its items and intents, and its neighbours go on.</summary>
    public Task RunAsync(LaneLease lease, CancellationToken cancellationToken) => RunAsync(lease, ProcessAsync, cancellationToken);

    /// <summary>Does other work on the lane in the same way, once what is uncertain is settled.</summary>
    /// <param name="lease">The lane.</param>
    /// <param name="work">The work; says whether it reached the destination.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task RunAsync(LaneLease lease, Func<LaneSession, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        using Activity? activity = SyncKitTelemetry.Activities.StartActivity(SyncKitTelemetry.LaneSpan);
        LaneRelease release = new();
        try
        {
            LeaseKeeper keeper = LeaseKeeper.Start(store, lease, options.Value.LeaseLife, time, cancellationToken);
            await using ConfiguredAsyncDisposable disposal = keeper.ConfigureAwait(false);
            release = await WorkAsync(lease, work, keeper.Held).ConfigureAwait(false);
        }
        catch (LeaseLostException)
        {
            LogLeaseLost(lease.Lane);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogLeaseLost(lease.Lane);
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            LogBroken(lease.Lane, unexpected);
            DateTimeOffset now = time.GetUtcNow();
            release = new LaneRelease(now + FailureWait);
            await laneNotices.PausedAsync(lease.Lane, Broken, FailureWait, now, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(lease, release).ConfigureAwait(false);
        }
    }

    private async Task ReleaseAsync(LaneLease lease, LaneRelease release)
    {
        try
        {
            await store.ReleaseAsync(lease, release, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            // The lease runs out by itself.
            LogBroken(lease.Lane, unreachable);
        }
    }

    private async Task<LaneRelease> WorkAsync(LaneLease lease, Func<LaneSession, CancellationToken, Task<bool>> work, CancellationToken held)
    {
        Connection? connection = await connections.FindAsync(lease.Lane, held).ConfigureAwait(false);
        IDestination? destination = services.GetKeyedService<IDestination>(lease.Lane.Connector);
        if (connection is null or { Status.State: ConnectionState.Disabled } || destination is null)
        {
            LogUnusable(lease.Lane);
            return new LaneRelease(time.GetUtcNow() + AttentionWait);
        }

        using LaneSession session = new(lease, connection, destination, store, meter, time);
        return await WorkAsync(session, destination, work, held).ConfigureAwait(false);
    }

    private async Task<LaneRelease> WorkAsync(
        LaneSession session, IDestination destination, Func<LaneSession, CancellationToken, Task<bool>> work, CancellationToken held)
    {
        LaneLease lease = session.Lease;
        Connection connection = session.Connection;
        DateTimeOffset? pausedUntil = null;
        bool continued = IsContinued(lease);
        if (lease.Budget is { } budget && !continued)
        {
            destination.ImportBudget(connection, budget);
        }

        try
        {
            IReadOnlyList<Intent> open = await store.ListIntentsAsync(lease, held).ConfigureAwait(false);
            await IntentRecovery.RunAsync(session, open, held).ConfigureAwait(false);
            bool reached = await work(session, held).ConfigureAwait(false);
            if (reached || open.Count > 0)
            {
                await HealAsync(session, held).ConfigureAwait(false);
            }
        }
        catch (LaneInterruption interruption)
        {
            pausedUntil = await PauseAsync(session, interruption.Failure, held).ConfigureAwait(false);
        }
        catch (ConnectorException refused)
        {
            pausedUntil = await PauseAsync(session, refused.Failure, held).ConfigureAwait(false);
        }

        return new LaneRelease(pausedUntil, destination.ExportBudget(connection, []));
    }

    /// <summary>Whether this host was the lane's last owner, and so has counted all of its calls itself.</summary>
    private bool IsContinued(LaneLease lease)
    {
        bool continued = served.TryGetValue(lease.Lane, out long last) && lease.Epoch == last + 1;
        served[lease.Lane] = lease.Epoch;
        return continued;
    }

    private async Task<bool> ProcessAsync(LaneSession session, CancellationToken held)
    {
        bool processed = await ProcessDueAsync(session, held).ConfigureAwait(false);
        bool looked = await watch.RunIfDueAsync(session, held).ConfigureAwait(false);
        return processed || looked;
    }

    /// <returns>Whether anything was due.</returns>
    private async Task<bool> ProcessDueAsync(LaneSession session, CancellationToken held)
    {
        bool processed = false;
        long started = time.GetTimestamp();
        do
        {
            IReadOnlyList<InboxItem> items = await session.TakeAsync(options.Value.LaneBatch, held).ConfigureAwait(false);
            if (items.Count == 0)
            {
                return processed;
            }

            processed = true;
            await firstCheck.EnsureAsync(session, held).ConfigureAwait(false);
            foreach (IGrouping<string, InboxItem> flow in items.GroupBy(item => item.Change.Flow, StringComparer.Ordinal))
            {
                long begun = time.GetTimestamp();
                List<InboxItem> ofFlow = [.. flow];
                if (pipelines.Find(flow.Key) is not { } pipeline)
                {
                    await SetAsideAsync(session, flow.Key, ofFlow, held).ConfigureAwait(false);
                    continue;
                }

                await pipeline.ProcessAsync(session, ofFlow, held).ConfigureAwait(false);
                meter.Processed(flow.Key, session.Lane.Connector, ofFlow.Count, time.GetElapsedTime(begun));
            }
        }
        while (time.GetElapsedTime(started) < options.Value.LaneQuantum);
        return processed;
    }

    /// <summary>Items of a flow that this host does not declare wait for one that does.</summary>
    private Task SetAsideAsync(LaneSession session, string flow, List<InboxItem> items, CancellationToken held)
    {
        LogUndeclared(session.Lane, flow, items.Count);
        DateTimeOffset until = session.Now + AttentionWait;
        return session.SettleAsync(
            new Settlement { Outcomes = [.. items.Select(item => new ItemOutcome { Item = item, Kind = OutcomeKind.Snoozed, NotBefore = until })] },
            held);
    }

    /// <summary>A lane that got through is well again, whatever was noted before.</summary>
    private async Task HealAsync(LaneSession session, CancellationToken held)
    {
        await laneNotices.WorkedAsync(session.Lane, held).ConfigureAwait(false);
        await connectionNotices.WorkedAsync(session.Connection, held).ConfigureAwait(false);
        if (session.Connection.Status.State == ConnectionState.NeedsAttention)
        {
            await connections
                .MarkAsync(session.Lane, ConnectionStatus.Connected with { Since = session.Now }, held)
                .ConfigureAwait(false);
        }
    }

    private async Task<DateTimeOffset> PauseAsync(LaneSession session, Failure failure, CancellationToken held)
    {
        if (failure.Kind != FailureKind.NeedsAttention)
        {
            TimeSpan wait = failure.RetryAfter ?? FailureWait;
            LogPaused(session.Lane, failure.Code, failure.Message, wait);
            await laneNotices.PausedAsync(session.Lane, failure, wait, session.Now, held).ConfigureAwait(false);
            return session.Now + wait;
        }

        ConnectionStatus status = new(ConnectionState.NeedsAttention, failure.Code, $"{failure.Message} {failure.Remedy}", session.Now);
        bool marked = await connections.MarkAsync(session.Lane, status, held).ConfigureAwait(false);
        await connectionNotices.NeedsAttentionAsync(session.Connection, failure, marked, session.Now, held).ConfigureAwait(false);
        if (marked)
        {
            LogNeedsAttention(session.Lane, failure.Code, failure.Message, failure.Remedy);
            await audit.AppendAsync(
                [new AuditEntry(session.Lane.Tenant, session.Now, "connection.needs-attention", session.Lane.ToString(), failure.Code, "engine")],
                held).ConfigureAwait(false);
        }

        return session.Now + AttentionWait;
    }

    [LoggerMessage(101, LogLevel.Warning, "Lane {Lane} is parked: its connection is gone, switched off, or its connector is not registered.")]
    private partial void LogUnusable(ConnectionId lane);

    [LoggerMessage(102, LogLevel.Information, "Lane {Lane} went to another owner; what was under way here is dropped.")]
    private partial void LogLeaseLost(ConnectionId lane);

    [LoggerMessage(103, LogLevel.Error, "Lane {Lane} broke off; its items keep waiting and it is tried again.")]
    private partial void LogBroken(ConnectionId lane, Exception exception);

    [LoggerMessage(104, LogLevel.Warning, "Lane {Lane} pauses for {Wait} ({Code}): {Message}")]
    private partial void LogPaused(ConnectionId lane, string code, string message, TimeSpan wait);

    [LoggerMessage(105, LogLevel.Error, "Connection {Lane} needs attention ({Code}): {Message} {Remedy}")]
    private partial void LogNeedsAttention(ConnectionId lane, string code, string message, string remedy);

    [LoggerMessage(106, LogLevel.Warning, "Lane {Lane} sets {Count} items of the flow '{Flow}' aside: this host does not declare it. Add it with AddFlow.")]
    private partial void LogUndeclared(ConnectionId lane, string flow, int count);
}
