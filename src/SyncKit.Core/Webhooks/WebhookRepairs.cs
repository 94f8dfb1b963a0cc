using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Notifications;

namespace SyncKit.Webhooks;

/// <summary>Mends, now and then, the webhooks that were registered in a shop: one that the shop has switched off is made anew. One host does it at a time.</summary>
internal sealed partial class WebhookRepairs(
    IServiceProvider services,
    IConnectionStore connections,
    ISyncStateStore state,
    IAuditTrail audit,
    Notifier notifier,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookRepairs> logger)
{
    public async Task RunIfDueAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (options.Value.RepairInterval == TimeSpan.Zero
            || endpoint is not { RevokedAt: null, DeliveryUrl: { } address }
            || services.GetKeyedService<IWebhookRegistrar>(endpoint.Connection.Connector) is not { } registrar
            || await connections.FindAsync(endpoint.Connection, cancellationToken).ConfigureAwait(false) is not { Status.State: ConnectionState.Connected } connection
            || !await ClaimAsync(endpoint, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            WebhookRepair repair = await registrar.EnsureAsync(connection, address, cancellationToken).ConfigureAwait(false);
            if (repair.HasChanged)
            {
                await TellAsync(endpoint.Connection, repair, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConnectorException refused)
        {
            LogRefused(endpoint, refused.Failure.Code, refused.Failure.Message);
        }
    }

    /// <summary>Each interval belongs to the one host that is the first to say so.</summary>
    private async Task<bool> ClaimAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        StreamId stream = new(endpoint.Connection, "webhooks", WebhookEndpoint.Shown(endpoint.Id));
        StreamPosition? last = await state.FindPositionAsync(stream, cancellationToken).ConfigureAwait(false);
        if (last is not null && last.ReadAt + options.Value.RepairInterval > now)
        {
            return false;
        }

        string turn = string.Create(CultureInfo.InvariantCulture, $"repair:{endpoint.Id}:{last?.ReadAt.UtcTicks ?? 0}");
        WebhookMark mark = new(endpoint.Connection) { Keys = [turn] };
        return await state.ReceiveAsync(stream, [], new StreamPosition(turn, now), mark, cancellationToken).ConfigureAwait(false) is not null;
    }

    private async Task TellAsync(ConnectionId connection, WebhookRepair repair, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        RepairedWebhook[] changed = [.. repair.Webhooks.Where(static webhook => webhook.Action != WebhookAction.Kept)];
        await audit.AppendAsync(
            [.. changed.Select(webhook => new AuditEntry(
                connection.Tenant, now, "webhooks.mended", connection.ToString(), $"{webhook.Webhook.Topic}: {webhook.Reason}", Actor.Current))],
            cancellationToken).ConfigureAwait(false);
        string topics = string.Join(", ", changed.Select(static webhook => webhook.Webhook.Topic).Distinct(StringComparer.Ordinal));
        await notifier.NotifyAsync(
            new Notification(
                connection.Tenant,
                NotificationKind.WebhookLoss,
                connection.ToString(),
                "webhooks.mended",
                $"Webhooks of {connection} were missing or switched off there and were made anew ({topics}). Changes meanwhile came by polling.",
                "Nothing needs to be done once; if it happens again, see whether this host was out of reach from outside.",
                now),
            cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(321, LogLevel.Warning, "The webhooks of {Endpoint} could not be checked and are checked again later ({Code}): {Message}")]
    private partial void LogRefused(WebhookEndpoint endpoint, string code, string message);
}
