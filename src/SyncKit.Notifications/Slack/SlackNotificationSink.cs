using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Notifications.Webhooks;

namespace SyncKit.Notifications.Slack;

/// <summary>Writes into a chat.</summary>
internal sealed class SlackNotificationSink(
    string name,
    WebhookPoster poster,
    IOptionsMonitor<SlackNotificationOptions> options) : INotificationSink
{
    public string Name => name;

    public bool Takes(TenantId tenant, NotificationKind kind) => options.Get(name).Takes(kind);

    public async Task SendAsync(NotificationMessage message, CancellationToken cancellationToken)
    {
        SlackNotificationOptions current = options.Get(name);
        Uri? url = current.Route is { } route ? await route(message.Tenant, cancellationToken).ConfigureAwait(false) : current.Url;
        if (url is not null)
        {
            await poster
                .PostAsync(name, message.Tenant, url, current.Route is not null, SlackPayload.Write(message), [], cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
