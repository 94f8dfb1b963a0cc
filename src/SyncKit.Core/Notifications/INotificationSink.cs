using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.Notifications;

/// <summary>
/// A way in which people are told: mail, a chat, another program. Sinks are called from several threads, each for itself: one that fails or hangs neither delays
/// nor repeats another.
/// </summary>
public interface INotificationSink
{
    /// <summary>A name that is unique in the host and stays: it says which deliveries are this sink's.</summary>
    string Name { get; }

    /// <summary>Whether the sink tells this tenant's people of this kind. <value>Default: yes.</value></summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="kind">About what.</param>
    bool Takes(TenantId tenant, NotificationKind kind) => true;

    /// <summary>
    /// Sends one message. It may be sent again, by this host or another, when its outcome was not kept; <see cref="NotificationMessage.Id"/> stays the same.
    /// </summary>
    /// <param name="message">The message, with the groups that this sink takes.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ConnectorException">
    /// It was not sent. <see cref="FailureKind.Permanent"/> drops it, every other kind tries again later. Other exceptions do so too, but only their type is logged.
    /// </exception>
    Task SendAsync(NotificationMessage message, CancellationToken cancellationToken);
}
