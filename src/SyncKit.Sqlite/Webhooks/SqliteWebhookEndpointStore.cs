using SyncKit.Connections;
using SyncKit.Sqlite.Connections;
using SyncKit.Webhooks;

namespace SyncKit.Sqlite.Webhooks;

internal sealed class SqliteWebhookEndpointStore(SqliteDatabase database) : IWebhookEndpointStore
{
    private const string Columns = "id, tenant, connection, delivery_url, created_at, revoked_at";
    private const string Find = $"SELECT {Columns} FROM webhook_endpoints WHERE id = ?1 AND revoked_at IS NULL";
    private const string List = $"SELECT {Columns} FROM webhook_endpoints WHERE tenant = ?1 ORDER BY created_at, id";

    private const string Save = """
        INSERT INTO webhook_endpoints (id, tenant, connection, delivery_url, created_at, revoked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET delivery_url = excluded.delivery_url WHERE tenant = excluded.tenant AND connection = excluded.connection
        """;

    private const string Revoke = """
        UPDATE webhook_endpoints SET revoked_at = ?4 WHERE id = ?1 AND tenant = ?2 AND connection = ?3 AND revoked_at IS NULL
        """;

    public Task SaveAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return database.WriteAsync(
            session =>
            {
                int saved = session.Prepare(Save).Execute(
                    endpoint.Id,
                    endpoint.Connection.Tenant.Value,
                    ConnectionText.Of(endpoint.Connection),
                    endpoint.DeliveryUrl?.OriginalString,
                    endpoint.CreatedAt.UtcTicks,
                    endpoint.RevokedAt?.UtcTicks);
                return saved == 1
                    ? saved
                    : throw new InvalidOperationException($"The endpoint {endpoint} belongs to another connection.");
            },
            cancellationToken);
    }

    public Task<WebhookEndpoint?> FindAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(Find).Query(id);
                return row.Read() ? Read(row) : null;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<WebhookEndpoint>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync<IReadOnlyList<WebhookEndpoint>>(
            session =>
            {
                List<WebhookEndpoint> endpoints = [];
                using Rows row = session.Prepare(List).Query(tenant.Value);
                while (row.Read())
                {
                    endpoints.Add(Read(row));
                }

                return endpoints;
            },
            cancellationToken);
    }

    public Task<bool> RevokeAsync(ConnectionId connection, string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(id);
        return database.WriteFirstAsync(
            session => session.Prepare(Revoke).Execute(id, connection.Tenant.Value, ConnectionText.Of(connection), at.UtcTicks) == 1,
            cancellationToken);
    }

    private static WebhookEndpoint Read(Rows row) => new()
    {
        Id = row.GetString(0),
        Connection = new ConnectionText(new TenantId(row.GetString(1))).Read(row.GetString(2)),
        DeliveryUrl = row.IsNull(3) ? null : new Uri(row.GetString(3)),
        CreatedAt = Column.Time(row, 4),
        RevokedAt = row.IsNull(5) ? null : Column.Time(row, 5),
    };
}
