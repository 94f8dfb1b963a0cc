using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>Shows, mends and takes away the webhooks that a shop has for this host, where its connector can. Safe for use from several threads.</summary>
public sealed class ShopWebhooks
{
    private readonly IWebhookEndpointStore endpoints;
    private readonly IConnectionStore connections;
    private readonly IServiceProvider services;
    private readonly IAuditTrail audit;
    private readonly TimeProvider time;

    internal ShopWebhooks(
        IWebhookEndpointStore endpoints, IConnectionStore connections, IServiceProvider services, IAuditTrail audit, TimeProvider time)
    {
        this.endpoints = endpoints;
        this.connections = connections;
        this.services = services;
        this.audit = audit;
        this.time = time;
    }

    /// <summary>Whether a connector can do any of this.</summary>
    /// <param name="connector">The connector's name.</param>
    public bool CanServe(string connector) => services.GetKeyedService<IWebhookRegistrar>(connector) is not null;

    /// <summary>All webhooks that the shop has, those of others included.</summary>
    /// <param name="connection">The shop's connection.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidOperationException">There is no such connection, or its connector cannot list webhooks.</exception>
    /// <exception cref="Faults.ConnectorException">The shop refused or could not be reached.</exception>
    public async Task<IReadOnlyList<RegisteredWebhook>> ListAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        (Connection account, IWebhookRegistrar registrar) = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
        return await registrar.ListAsync(account, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Mends the shop's webhooks to each live address whose place in the outer world is known.</summary>
    /// <param name="connection">The shop's connection.</param>
    /// <param name="cancellationToken">Cancels between two steps; the next call goes on from there.</param>
    /// <returns>What was done, by address; empty when nothing was ever registered.</returns>
    /// <exception cref="InvalidOperationException">There is no such connection, or its connector cannot mend webhooks.</exception>
    /// <exception cref="Faults.ConnectorException">The shop refused or could not be reached.</exception>
    public async Task<IReadOnlyList<WebhookRegistration>> RepairAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        (Connection account, IWebhookRegistrar registrar) = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
        List<WebhookRegistration> repaired = [];
        foreach (WebhookEndpoint endpoint in await ListLiveAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            WebhookRepair repair = await registrar.EnsureAsync(account, endpoint.DeliveryUrl!, cancellationToken).ConfigureAwait(false);
            repaired.Add(new WebhookRegistration(endpoint, repair));
        }

        await AuditAsync(connection, "webhooks.repaired", repaired.Count, cancellationToken).ConfigureAwait(false);
        return repaired;
    }

    /// <summary>Takes the connection's webhooks out of the shop. Their addresses stay live until they are revoked.</summary>
    /// <param name="connection">The shop's connection.</param>
    /// <param name="cancellationToken">Cancels between two of them.</param>
    /// <returns>How many were taken away.</returns>
    /// <exception cref="InvalidOperationException">There is no such connection, or its connector cannot remove webhooks.</exception>
    /// <exception cref="Faults.ConnectorException">The shop refused or could not be reached.</exception>
    public async Task<int> RemoveAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        (Connection account, IWebhookRegistrar registrar) = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
        int removed = 0;
        foreach (WebhookEndpoint endpoint in await ListLiveAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            removed += await registrar.RemoveAsync(account, endpoint.DeliveryUrl!, cancellationToken).ConfigureAwait(false);
        }

        await AuditAsync(connection, "webhooks.removed", removed, cancellationToken).ConfigureAwait(false);
        return removed;
    }

    private async Task<(Connection Account, IWebhookRegistrar Registrar)> FindAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Connection account = await connections.FindAsync(connection, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no connection '{connection}'. Connect it first.");
        IWebhookRegistrar registrar = services.GetKeyedService<IWebhookRegistrar>(connection.Connector)
            ?? throw new InvalidOperationException($"The webhooks of '{connection}' cannot be kept from here: keep them there by hand.");
        return (account, registrar);
    }

    private async Task<IEnumerable<WebhookEndpoint>> ListLiveAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        (await endpoints.ListAsync(connection.Tenant, cancellationToken).ConfigureAwait(false))
            .Where(endpoint => endpoint.Connection == connection && endpoint is { RevokedAt: null, DeliveryUrl: not null });

    private Task AuditAsync(ConnectionId connection, string action, int count, CancellationToken cancellationToken) => audit.AppendAsync(
        [new AuditEntry(connection.Tenant, time.GetUtcNow(), action, connection.ToString(), count.ToString(CultureInfo.InvariantCulture), Actor.Current)],
        cancellationToken);
}
