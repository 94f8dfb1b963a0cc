using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Connections;

namespace SyncKit.Notifications;

/// <summary>
/// Takes what a person should know. Nothing here breaks the work that calls it: when the storage does not answer, the notification is logged and lost.
/// </summary>
public sealed partial class Notifier
{
    private const int LongestSubject = 300;
    private const int LongestText = 1000;

    private readonly INotificationStore store;
    private readonly NotificationOptions options;
    private readonly ILogger<Notifier> logger;

    internal Notifier(INotificationStore store, IOptions<NotificationOptions> options, ILogger<Notifier> logger)
    {
        this.store = store;
        this.options = options.Value;
        this.logger = logger;
    }

    /// <summary>
    /// Takes a notification. It is kept durably and sent by the sinks, grouped with those of its tenant, kind, subject and code. Several hosts may tell of the
    /// same condition: see <see cref="Notification.Began"/>.
    /// </summary>
    /// <param name="notification">What to say; texts are cut to 1000 characters, subject and code to 300.</param>
    /// <param name="cancellationToken">Cancels before it is kept.</param>
    public Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return NotifyAsync(notification, options.QuietPeriodOf(notification.Kind), cancellationToken);
    }

    /// <summary>Takes back what was not sent yet of a subject, because it has passed: a connection that healed, a lane that goes on.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="kind">About what.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="cancellationToken">Cancels before it is taken back.</param>
    public async Task WithdrawAsync(TenantId tenant, NotificationKind kind, string subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        try
        {
            if (await store.WithdrawAsync(tenant, kind, Cut(subject, LongestSubject), cancellationToken).ConfigureAwait(false))
            {
                LogWithdrawn(kind, subject);
            }
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogNotWithdrawn(kind, subject, unreachable);
        }
    }

    /// <summary>Takes a notification with a quiet period of its own.</summary>
    internal async Task NotifyAsync(Notification notification, TimeSpan quiet, CancellationToken cancellationToken)
    {
        Notification kept = notification with
        {
            Subject = Cut(notification.Subject, LongestSubject),
            Code = Cut(notification.Code, LongestSubject),
            Message = Cut(notification.Message, LongestText),
            Remedy = Cut(notification.Remedy, LongestText),
        };
        try
        {
            if (await store.RecordAsync(kept, options.GatheringDelay, quiet, cancellationToken).ConfigureAwait(false))
            {
                LogTaken(kept.Kind, kept.Subject, kept.Code);
            }
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogLost(kept.Kind, kept.Subject, kept.Code, kept.Message, unreachable);
        }
    }

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1), "…");

    [LoggerMessage(701, LogLevel.Debug, "Notification {Kind} of {Subject} ({Code}).")]
    private partial void LogTaken(NotificationKind kind, string subject, string code);

    [LoggerMessage(702, LogLevel.Debug, "Notification {Kind} of {Subject} was withdrawn before it was sent.")]
    private partial void LogWithdrawn(NotificationKind kind, string subject);

    [LoggerMessage(703, LogLevel.Error, "The storage did not answer, so nobody is told of {Kind} of {Subject} ({Code}): {Message}")]
    private partial void LogLost(NotificationKind kind, string subject, string code, string message, Exception exception);

    [LoggerMessage(704, LogLevel.Warning, "The storage did not answer, so {Kind} of {Subject} could not be withdrawn.")]
    private partial void LogNotWithdrawn(NotificationKind kind, string subject, Exception exception);
}
