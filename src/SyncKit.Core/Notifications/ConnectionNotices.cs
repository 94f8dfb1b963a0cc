using System.Collections.Concurrent;
using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.Notifications;

/// <summary>Tells people once that a connection needs them, however many hosts and attempts find out.</summary>
internal sealed class ConnectionNotices(Notifier notifier)
{
    private readonly ConcurrentDictionary<ConnectionId, bool> told = new();

    /// <summary>Tells of a connection that needs attention.</summary>
    /// <param name="seen">The connection as it was before.</param>
    /// <param name="failure">Why it needs attention.</param>
    /// <param name="marked">Whether the caller was the first to note it.</param>
    /// <param name="now">When it was found out.</param>
    /// <param name="cancellationToken">Cancels before it is kept.</param>
    public Task NeedsAttentionAsync(Connection seen, Failure failure, bool marked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Who noted it first may have died before people were told: whoever meets the same state again sees to it. It is told once all the same.
        if ((marked ? now : SinceWhen(seen, failure)) is not { } since)
        {
            return Task.CompletedTask;
        }

        told[seen.Id] = true;
        Notification notice = new(
            seen.Id.Tenant, NotificationKind.NeedsReconnect, seen.Id.ToString(), failure.Code, failure.Message, failure.Remedy, since) { Began = since };
        return notifier.NotifyAsync(notice, cancellationToken);
    }

    /// <summary>Takes back what was not sent yet, now that the connection got through.</summary>
    /// <param name="seen">The connection as it was before; somebody may have marked it connected meanwhile.</param>
    /// <param name="cancellationToken">Cancels before it is taken back.</param>
    public Task WorkedAsync(Connection seen, CancellationToken cancellationToken) =>
        told.TryRemove(seen.Id, out _) || seen.Status.State == ConnectionState.NeedsAttention
            ? notifier.WithdrawAsync(seen.Id.Tenant, NotificationKind.NeedsReconnect, seen.Id.ToString(), cancellationToken)
            : Task.CompletedTask;

    /// <summary>Takes back what was not sent yet, now that a person connected it again.</summary>
    public Task ReconnectedAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        told.TryRemove(connection, out _);
        return notifier.WithdrawAsync(connection.Tenant, NotificationKind.NeedsReconnect, connection.ToString(), cancellationToken);
    }

    private static DateTimeOffset? SinceWhen(Connection seen, Failure failure) =>
        seen.Status.State == ConnectionState.NeedsAttention && string.Equals(seen.Status.Code, failure.Code, StringComparison.Ordinal)
            ? seen.Status.Since
            : null;
}
