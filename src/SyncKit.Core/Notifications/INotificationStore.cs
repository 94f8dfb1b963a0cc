using SyncKit.Connections;

namespace SyncKit.Notifications;

/// <summary>
/// Keeps what is to be told: one group for each tenant, kind, subject and code. Each call is atomic. All waits are measured by the store's clock.
/// Safe for use from several threads and processes.
/// </summary>
public interface INotificationStore
{
    /// <summary>
    /// Counts a notification in its group and keeps the newest words. A group in which nothing waited becomes due after <paramref name="delay"/>, but not before
    /// <paramref name="quiet"/> has passed since people were last told of it. In a group in which something waits already, the earlier of both times holds.
    /// Nothing happens when the group knows of something at or after <see cref="Notification.Began"/>.
    /// </summary>
    /// <param name="notification">What happened.</param>
    /// <param name="delay">How long to gather before people are told.</param>
    /// <param name="quiet">How long people are not told again.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether it was counted.</returns>
    Task<bool> RecordAsync(Notification notification, TimeSpan delay, TimeSpan quiet, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets what waits in a subject's groups of a kind, and their figures, because it has passed. When people were last told stays known.
    /// </summary>
    /// <returns>Whether anything waited that people are not told of any more.</returns>
    Task<bool> WithdrawAsync(TenantId tenant, NotificationKind kind, string subject, CancellationToken cancellationToken);

    /// <summary>One group, or <see langword="null"/> when nothing is known of it.</summary>
    Task<NotificationGroup?> FindAsync(TenantId tenant, NotificationKind kind, string subject, string code, CancellationToken cancellationToken);

    /// <summary>A tenant's groups, those in which something happened last first.</summary>
    Task<IReadOnlyList<NotificationGroup>> ListAsync(TenantId tenant, int most, CancellationToken cancellationToken);
}
