using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>Keeps the addresses at which deliveries arrive. Safe for use from several threads and processes.</summary>
public interface IWebhookEndpointStore
{
    /// <summary>Adds an endpoint, or changes the <see cref="WebhookEndpoint.DeliveryUrl"/> of the one that has its id and connection.</summary>
    /// <exception cref="InvalidOperationException">An endpoint of that id belongs to another connection.</exception>
    Task SaveAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken);

    /// <summary>The live endpoint of an id, compared exactly; <see langword="null"/> when there is none or it was revoked.</summary>
    Task<WebhookEndpoint?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>A tenant's endpoints, revoked ones included, oldest first.</summary>
    Task<IReadOnlyList<WebhookEndpoint>> ListAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Revokes a connection's endpoint for good.</summary>
    /// <returns>Whether it was live until now.</returns>
    Task<bool> RevokeAsync(ConnectionId connection, string id, DateTimeOffset at, CancellationToken cancellationToken);
}
