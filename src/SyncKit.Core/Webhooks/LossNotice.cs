using System.Globalization;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Notifications;

namespace SyncKit.Webhooks;

/// <summary>Judges what polling found, and tells a person when an account does not deliver what it should.</summary>
internal sealed class LossNotice(IWebhookHistory history, Notifier notifier, IOptions<WebhookOptions> options, TimeProvider time)
{
    /// <summary>Judges a connection; tells of it when something was lost just now and the last day's loss is more than the host lets pass.</summary>
    public async Task<WebhookTally> RunAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        WebhookTally tally = await history.JudgeAsync(connection, now - options.Value.GraceTime, cancellationToken).ConfigureAwait(false);
        if (tally.Lost == 0)
        {
            return tally;
        }

        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        IReadOnlyList<WebhookKindHealth> kinds = await history
            .ReportAsync(connection, today.AddDays(-1), today, cancellationToken)
            .ConfigureAwait(false);
        WebhookHealthReport report = new(connection, kinds);
        if (report.Lost > options.Value.LossThreshold)
        {
            await notifier.NotifyAsync(NoticeOf(report, now), cancellationToken).ConfigureAwait(false);
        }

        return tally;
    }

    private static Notification NoticeOf(WebhookHealthReport report, DateTimeOffset now)
    {
        string kinds = string.Join(", ", report.Kinds
            .Where(static kind => kind.Lost > 0)
            .Select(static kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Kind}: {kind.Lost}")));
        string last = report.LastReceivedAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"The last delivery came at {at:yyyy-MM-dd HH:mm} UTC.")
            : "No delivery came since yesterday.";
        return new Notification(
            report.Connection.Tenant,
            NotificationKind.WebhookLoss,
            report.Connection.ToString(),
            "webhooks.lost",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Connection} did not deliver {report.Lost} of {report.Lost + report.Delivered} changes since yesterday ({kinds}); polling found them. {last}"),
            "Nothing is missing in the books, it only came later. See whether the webhooks are switched on there and whether this host can be reached from outside.",
            now);
    }
}
