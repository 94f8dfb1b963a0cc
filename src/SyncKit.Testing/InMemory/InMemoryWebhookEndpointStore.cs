using SyncKit.Connections;
using SyncKit.Webhooks;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryWebhookEndpointStore(InMemoryStorage storage) : IWebhookEndpointStore
{
    public Task SaveAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(endpoint);
        lock (storage.Gate)
        {
            WebhookEndpoint? known = storage.Endpoints.GetValueOrDefault(endpoint.Id);
            if (known is not null && known.Connection != endpoint.Connection)
            {
                throw new InvalidOperationException($"The endpoint {endpoint} belongs to another connection.");
            }

            storage.Endpoints[endpoint.Id] = known is null ? endpoint : known with { DeliveryUrl = endpoint.DeliveryUrl };
            return Task.CompletedTask;
        }
    }

    public Task<WebhookEndpoint?> FindAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(storage.Endpoints.GetValueOrDefault(id) is { RevokedAt: null } live ? live : null);
        }
    }

    public Task<IReadOnlyList<WebhookEndpoint>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<WebhookEndpoint>>(
            [
                .. storage.Endpoints.Values
                    .Where(endpoint => endpoint.Connection.Tenant == tenant)
                    .OrderBy(endpoint => endpoint.CreatedAt)
                    .ThenBy(endpoint => endpoint.Id, StringComparer.Ordinal),
            ]);
        }
    }

    public Task<bool> RevokeAsync(ConnectionId connection, string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            if (storage.Endpoints.GetValueOrDefault(id) is not { RevokedAt: null } live || live.Connection != connection)
            {
                return Task.FromResult(false);
            }

            storage.Endpoints[id] = live with { RevokedAt = at };
            return Task.FromResult(true);
        }
    }
}
