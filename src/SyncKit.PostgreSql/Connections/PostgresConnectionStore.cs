using Npgsql;
using SyncKit.Connections;

namespace SyncKit.PostgreSql.Connections;

internal sealed class PostgresConnectionStore(PostgresDatabase database) : IConnectionStore
{
    private const string Tenants = "SELECT DISTINCT tenant FROM synckit.connections ORDER BY tenant";
    private const string Columns = "connector, name, settings, version, state, code, message, since";
    private const string List = $"SELECT {Columns} FROM synckit.connections WHERE tenant = $1 ORDER BY connector, name";
    private const string Find = $"SELECT {Columns} FROM synckit.connections WHERE tenant = $1 AND connector = $2 AND name = $3";

    private const string Add = """
        INSERT INTO synckit.connections (tenant, connector, name, settings, version, state, code, message) VALUES ($1, $2, $3, $4, 1, 0, '', '')
        ON CONFLICT (tenant, connector, name)
        """;

    private const string Change = "settings = $4, version = connections.version + (connections.settings <> $4)::integer";
    private const string Save = $"{Add} DO UPDATE SET {Change} RETURNING {Columns}";

    // The version is compared by the statement that writes: of two who read the same one, the row's lock lets one through.
    private const string ReplaceFirst = $"{Add} DO NOTHING RETURNING {Columns}";

    private const string ReplaceNext = $"""
        UPDATE synckit.connections SET {Change} WHERE tenant = $1 AND connector = $2 AND name = $3 AND version = $5 RETURNING {Columns}
        """;

    private const string Switch = """
        UPDATE synckit.connections SET state = $4, code = $5, message = $6, since = $7
        WHERE tenant = $1 AND connector = $2 AND name = $3 AND (state <> $4 OR code <> $5)
        """;

    // 2 is ConnectionState.Disabled.
    private const string Mark = $"{Switch} AND state <> 2";

    private const string Bind =
        "INSERT INTO synckit.bindings (tenant, flow, source, destination) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

    private const string Unbind = "DELETE FROM synckit.bindings WHERE tenant = $1 AND flow = $2 AND source = $3 AND destination = $4";

    private const string Bindings = "SELECT flow, source, destination FROM synckit.bindings WHERE tenant = $1 ORDER BY flow, source, destination";

    public async Task<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            (session, token) => session.ListAsync(Tenants, static row => new TenantId(row.GetString(0)), token), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<Connection>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(List, row => Read(row, tenant), token, tenant.Value), cancellationToken).ConfigureAwait(false);
    }

    public Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.ReadAsync(
            (session, token) => session.FindAsync(Find, row => Read(row, id.Tenant), token, id.Tenant.Value, id.Connector, id.Name), cancellationToken);
    }

    public async Task<Connection> SaveAsync(ConnectionId id, string settingsJson, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrEmpty(settingsJson);
        return (await PutAsync(Save, id, cancellationToken, id.Tenant.Value, id.Connector, id.Name, settingsJson).ConfigureAwait(false))!;
    }

    public Task<Connection?> ReplaceAsync(ConnectionId id, string settingsJson, int expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrEmpty(settingsJson);
        return expectedVersion == 0
            ? PutAsync(ReplaceFirst, id, cancellationToken, id.Tenant.Value, id.Connector, id.Name, settingsJson)
            : PutAsync(ReplaceNext, id, cancellationToken, id.Tenant.Value, id.Connector, id.Name, settingsJson, expectedVersion);
    }

    public Task<bool> MarkAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken) =>
        SetAsync(Mark, id, status, cancellationToken);

    public Task<bool> SwitchAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken) =>
        SetAsync(Switch, id, status, cancellationToken);

    public Task BindAsync(FlowBinding binding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return database.ExecuteAsync(
            Bind, cancellationToken, binding.Tenant.Value, binding.Flow, ConnectionText.Of(binding.Source), ConnectionText.Of(binding.Destination));
    }

    public async Task<bool> UnbindAsync(FlowBinding binding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return await database.ExecuteAsync(
            Unbind, cancellationToken, binding.Tenant.Value, binding.Flow, ConnectionText.Of(binding.Source), ConnectionText.Of(binding.Destination))
            .ConfigureAwait(false) == 1;
    }

    public async Task<IReadOnlyList<FlowBinding>> ListBindingsAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ConnectionText connections = new(tenant);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(
                Bindings,
                row => new FlowBinding(row.GetString(0), connections.Read(row.GetString(1)), connections.Read(row.GetString(2))),
                token,
                tenant.Value),
            cancellationToken).ConfigureAwait(false);
    }

    public Task<ConnectionTies> CountTiesAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.ReadAsync((session, token) => ConnectionEnds.CountTiesAsync(session, id, token), cancellationToken);
    }

    public Task<bool> ForgetAccountAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.WriteAsync((session, token) => ConnectionEnds.ForgetAccountAsync(session, id, token), cancellationToken);
    }

    public Task<bool> RemoveAsync(ConnectionId id, string? account, bool evenWithWork, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.WriteAsync((session, token) => ConnectionEnds.RemoveAsync(session, id, account, evenWithWork, token), cancellationToken);
    }

    private Task<Connection?> PutAsync(string sql, ConnectionId id, CancellationToken cancellationToken, params object?[] values) =>
        database.WriteAsync((session, token) => session.FindAsync(sql, row => Read(row, id.Tenant), token, values), cancellationToken);

    private async Task<bool> SetAsync(string sql, ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(status);
        return await database.ExecuteAsync(
            sql, cancellationToken, id.Tenant.Value, id.Connector, id.Name, (int)status.State, status.Code, status.Message, status.Since?.UtcTicks)
            .ConfigureAwait(false) == 1;
    }

    private static Connection Read(NpgsqlDataReader row, TenantId tenant) => new()
    {
        Id = new ConnectionId(tenant, row.GetString(0), row.GetString(1)),
        Settings = new ConnectionSettings(row.GetString(2), row.GetInt32(3)),
        Status = new ConnectionStatus((ConnectionState)row.GetInt32(4), row.GetString(5), row.GetString(6), Column.TimeOrNull(row, 7)),
    };
}
