using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>Sees to webhooks in the background: judges what was delivered, mends what shops have switched off, forgets what is old.</summary>
internal sealed partial class WebhookUpkeep(
    IConnectionStore connections,
    IWebhookEndpointStore endpoints,
    IWebhookHistory history,
    LossNotice losses,
    WebhookRepairs repairs,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ForgetInterval = TimeSpan.FromHours(6);

    private DateTimeOffset forgottenAt = DateTimeOffset.MinValue;

    /// <summary>Looks once at everything that is due.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (TenantId tenant in await connections.ListTenantsAsync(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<WebhookEndpoint> all = await endpoints.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
            WebhookEndpoint[] live = [.. all.Where(static endpoint => endpoint.RevokedAt is null)];
            foreach (ConnectionId connection in live.Select(static endpoint => endpoint.Connection).Distinct())
            {
                await losses.RunAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            // A shop is told one address of a connection: the latest that it was given.
            foreach (IGrouping<ConnectionId, WebhookEndpoint> connection in live
                .Where(static endpoint => endpoint.DeliveryUrl is not null)
                .GroupBy(static endpoint => endpoint.Connection))
            {
                await repairs.RunIfDueAsync(connection.Last(), cancellationToken).ConfigureAwait(false);
            }
        }

        DateTimeOffset now = time.GetUtcNow();
        if (forgottenAt + ForgetInterval <= now)
        {
            await history.ForgetAsync(now - options.Value.Memory, cancellationToken).ConfigureAwait(false);
            forgottenAt = now;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Poll, time, stoppingToken).ConfigureAwait(false);
                await RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception unreachable) when (unreachable is not OperationCanceledException)
            {
                LogBroken(unreachable);
            }
        }
    }

    [LoggerMessage(331, LogLevel.Error, "Webhooks could not be seen to; that is tried again in a minute.")]
    private partial void LogBroken(Exception exception);
}
