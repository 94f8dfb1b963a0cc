using Npgsql;
using SyncKit.Connections;
using SyncKit.PostgreSql.Connections;
using SyncKit.Webhooks;

namespace SyncKit.PostgreSql.Webhooks;

internal sealed class PostgresWebhookEndpointStore(PostgresDatabase database) : IWebhookEndpointStore
{
    private const string Columns = "id, tenant, connection, delivery_url, created_at, revoked_at";
    private const string Find = $"SELECT {Columns} FROM synckit.webhook_endpoints WHERE id = $1 AND revoked_at IS NULL";
    private const string List = $"SELECT {Columns} FROM synckit.webhook_endpoints WHERE tenant = $1 ORDER BY created_at, id";

    private const string Save = $"""
        INSERT INTO synckit.webhook_endpoints ({Columns}) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE SET delivery_url = excluded.delivery_url
        WHERE webhook_endpoints.tenant = excluded.tenant AND webhook_endpoints.connection = excluded.connection
        """;

    private const string Revoke = """
        UPDATE synckit.webhook_endpoints SET revoked_at = $4 WHERE id = $1 AND tenant = $2 AND connection = $3 AND revoked_at IS NULL
        """;

    public async Task SaveAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        int saved = await database.ExecuteAsync(
            Save,
            cancellationToken,
            endpoint.Id,
            endpoint.Connection.Tenant.Value,
            ConnectionText.Of(endpoint.Connection),
            endpoint.DeliveryUrl?.OriginalString,
            endpoint.CreatedAt.UtcTicks,
            endpoint.RevokedAt?.UtcTicks).ConfigureAwait(false);
        if (saved != 1)
        {
            throw new InvalidOperationException($"The endpoint {endpoint} belongs to another connection.");
        }
    }

    public Task<WebhookEndpoint?> FindAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.ReadAsync((session, token) => session.FindAsync(Find, Read, token, id), cancellationToken);
    }

    public async Task<IReadOnlyList<WebhookEndpoint>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await database.ReadAsync((session, token) => session.ListAsync(List, Read, token, tenant.Value), cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> RevokeAsync(ConnectionId connection, string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(id);
        return await database
            .ExecuteAsync(Revoke, cancellationToken, id, connection.Tenant.Value, ConnectionText.Of(connection), at.UtcTicks)
            .ConfigureAwait(false) == 1;
    }

    private static WebhookEndpoint Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        Connection = new ConnectionText(new TenantId(row.GetString(1))).Read(row.GetString(2)),
        DeliveryUrl = Column.TextOrNull(row, 3) is { } address ? new Uri(address) : null,
        CreatedAt = Column.Time(row, 4),
        RevokedAt = Column.TimeOrNull(row, 5),
    };
}
