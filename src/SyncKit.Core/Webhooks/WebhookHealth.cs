using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>Reports whether accounts deliver what they should.</summary>
public sealed class WebhookHealth
{
    private readonly DeliveryWatch watch;
    private readonly IWebhookHistory history;

    internal WebhookHealth(DeliveryWatch watch, IWebhookHistory history)
    {
        this.watch = watch;
        this.history = history;
    }

    /// <summary>Reports on all connections of a tenant that have a live address, ordered by connector and name.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="from">The first day, in UTC.</param>
    /// <param name="to">The last day, in UTC.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<WebhookHealthReport>> ReportAsync(
        TenantId tenant, DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
    {
        List<WebhookHealthReport> reports = [];
        IReadOnlyCollection<ConnectionId> live = await watch.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
        foreach (ConnectionId connection in live.OrderBy(each => each.ToString(), StringComparer.Ordinal))
        {
            reports.Add(await ReportAsync(connection, from, to, cancellationToken).ConfigureAwait(false));
        }

        return reports;
    }

    /// <summary>Reports on one connection.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="from">The first day, in UTC.</param>
    /// <param name="to">The last day, in UTC.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<WebhookHealthReport> ReportAsync(
        ConnectionId connection, DateOnly from, DateOnly to, CancellationToken cancellationToken = default) =>
        new(connection, await history.ReportAsync(connection, from, to, cancellationToken).ConfigureAwait(false));
}
