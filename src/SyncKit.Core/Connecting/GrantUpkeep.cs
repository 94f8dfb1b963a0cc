using System.Globalization;
using Microsoft.Extensions.Logging;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Notifications;

namespace SyncKit.Connecting;

/// <summary>Sees to grants: renews what would end, warns of ends ahead, and gives up what attempts left over.</summary>
internal sealed partial class GrantUpkeep(
    ConsentFlows flows,
    IConnectAttemptStore attempts,
    IConnectionStore connections,
    GrantTrial trial,
    Notifier notifier,
    ConnectionNotices notices,
    IAuditTrail audit,
    TimeProvider time,
    ILogger<GrantUpkeep> logger)
{
    private const int MostLeft = 100;

    /// <summary>How long after its end an attempt may still be under way on a host that stalled.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>With how many days left a person is told.</summary>
    private static readonly int[] Levels = [7, 30, 60];

    /// <summary>Runs one round; whatever breaks is logged, and the next round tries again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (LeftAttempt left in await attempts.ListLeftAsync(Grace, MostLeft, cancellationToken).ConfigureAwait(false))
            {
                await GuardedAsync(left.Attempt.Connection, () => CleanAsync(left, cancellationToken)).ConfigureAwait(false);
            }

            foreach (TenantId tenant in await connections.ListTenantsAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (Connection connection in await connections.ListAsync(tenant, cancellationToken).ConfigureAwait(false))
                {
                    if (flows.Find(connection.Id.Connector) is { } flow && connection.Status.State != ConnectionState.Disabled)
                    {
                        await GuardedAsync(connection.Id, () => TendAsync(flow, connection, cancellationToken)).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogStorage(unreachable);
        }
    }

    private async Task CleanAsync(LeftAttempt left, CancellationToken cancellationToken)
    {
        using IDisposable acting = Actor.Begin(Actor.Engine);
        if (left.State != AttemptState.Settled && flows.Find(left.Attempt.Connection.Connector) is { } flow)
        {
            await trial.RevokeAsync(flow, left.Attempt, cancellationToken).ConfigureAwait(false);
        }

        await trial.DropAsync(left.Attempt).ConfigureAwait(false);
    }

    private async Task TendAsync(IConsentFlow flow, Connection connection, CancellationToken cancellationToken)
    {
        GrantLife life = await flow.TendAsync(connection, cancellationToken).ConfigureAwait(false);
        if (life.Failure is { Kind: FailureKind.NeedsAttention } failure)
        {
            await ParkAsync(connection, failure, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (GrantEdge edge in life.Edges)
        {
            await WarnAsync(connection.Id, edge, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ParkAsync(Connection seen, Failure failure, CancellationToken cancellationToken)
    {
        ConnectionId id = seen.Id;
        DateTimeOffset now = time.GetUtcNow();
        ConnectionStatus status = new(ConnectionState.NeedsAttention, failure.Code, $"{failure.Message} {failure.Remedy}", now);
        bool marked = await connections.MarkAsync(id, status, cancellationToken).ConfigureAwait(false);
        if (marked)
        {
            LogParked(id, failure.Code);
            await audit.AppendAsync(
                [new AuditEntry(id.Tenant, now, "connection.needs-attention", id.ToString(), failure.Code, Actor.Current)], cancellationToken).ConfigureAwait(false);
        }

        await notices.NeedsAttentionAsync(seen, failure, marked, now, cancellationToken).ConfigureAwait(false);
    }

    private async Task WarnAsync(ConnectionId id, GrantEdge edge, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        double left = (edge.EndsAt - now).TotalDays;
        int level = Array.Find(Levels, days => left <= days);
        if (level == 0 || !await attempts.TryNoteEdgeAsync(id, edge.Name, edge.EndsAt, level, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        string code = string.Create(CultureInfo.InvariantCulture, $"{id.Connector}.grant-ends-{edge.Name}-{level}");
        await notifier.NotifyAsync(
            new Notification(id.Tenant, NotificationKind.TokenEdge, id.ToString(), code, edge.Message, edge.Remedy, now), cancellationToken).ConfigureAwait(false);
    }

    private async Task GuardedAsync(ConnectionId id, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            LogGrant(id, broken);
        }
    }

    [LoggerMessage(611, LogLevel.Error, "The storage did not answer; grants are seen to again in a minute.")]
    private partial void LogStorage(Exception exception);

    [LoggerMessage(612, LogLevel.Error, "The grant of {Connection} could not be seen to; it is tried again in a minute.")]
    private partial void LogGrant(ConnectionId connection, Exception exception);

    [LoggerMessage(613, LogLevel.Error, "Connection {Connection} needs attention ({Code}).")]
    private partial void LogParked(ConnectionId connection, string code);
}
