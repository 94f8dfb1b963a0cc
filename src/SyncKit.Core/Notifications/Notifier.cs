using Microsoft.Extensions.Logging;

namespace SyncKit.Notifications;

/// <summary>Takes what a person should know.</summary>
public sealed partial class Notifier
{
    private readonly ILogger<Notifier> logger;

    internal Notifier(ILogger<Notifier> logger) => this.logger = logger;

    /// <summary>Takes a notification. It is sent by the sinks, grouped with those of its kind.</summary>
    /// <param name="notification">What to say.</param>
    /// <param name="cancellationToken">Cancels before it is kept.</param>
    public Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        LogTaken(notification.Kind, notification.Subject, notification.Code);
        return Task.CompletedTask;
    }

    [LoggerMessage(701, LogLevel.Debug, "Notification {Kind} of {Subject} ({Code}).")]
    private partial void LogTaken(NotificationKind kind, string subject, string code);
}
