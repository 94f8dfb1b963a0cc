using System.Globalization;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.Notifications;

/// <summary>Tells people of a lane that keeps failing or pauses for long, and takes it back when the lane goes on.</summary>
internal sealed class LaneNotices(Notifier notifier, IOptions<NotificationOptions> options)
{
    private const string Patience = "Nothing to do unless it lasts: what waits is kept and sent as soon as the connection takes it.";

    private readonly LanePauses pauses = new(options.Value.PausedLaneAfter);

    public async Task PausedAsync(ConnectionId lane, Failure failure, TimeSpan wait, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (pauses.Failed(lane, wait, now) is not { } since)
        {
            return;
        }

        string lasting = string.Create(
            CultureInfo.InvariantCulture,
            $"Since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC nothing could be sent; the next attempt is at {(now + wait).UtcDateTime:yyyy-MM-dd HH:mm} UTC. {failure.Message}");
        string remedy = failure.Remedy.Length == 0 ? Patience : failure.Remedy;
        Notification notice = new(lane.Tenant, NotificationKind.LanePaused, lane.ToString(), failure.Code, lasting, remedy, now) { Began = since };
        await notifier.NotifyAsync(notice, cancellationToken).ConfigureAwait(false);
    }

    public Task WorkedAsync(ConnectionId lane, CancellationToken cancellationToken) =>
        pauses.Worked(lane)
            ? notifier.WithdrawAsync(lane.Tenant, NotificationKind.LanePaused, lane.ToString(), cancellationToken)
            : Task.CompletedTask;
}
