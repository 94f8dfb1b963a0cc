using SyncKit.Connections;

namespace SyncKit.Sqlite.Connections;

internal sealed class SqliteConnectionStore(SqliteDatabase database) : IConnectionStore
{
    private const string Tenants = "SELECT DISTINCT tenant FROM connections ORDER BY tenant";
    private const string Columns = "connector, name, settings, version, state, code, message, since";
    private const string List = $"SELECT {Columns} FROM connections WHERE tenant = ?1 ORDER BY connector, name";
    private const string Find = $"SELECT {Columns} FROM connections WHERE tenant = ?1 AND connector = ?2 AND name = ?3";

    private const string Save = $"""
        INSERT INTO connections (tenant, connector, name, settings, version, state, code, message) VALUES (?1, ?2, ?3, ?4, 1, 0, '', '')
        ON CONFLICT DO UPDATE SET settings = excluded.settings, version = version + (settings <> excluded.settings)
        RETURNING {Columns}
        """;

    private const string HasVersion = """
        SELECT 1 WHERE ?4 = coalesce((SELECT version FROM connections WHERE tenant = ?1 AND connector = ?2 AND name = ?3), 0)
        """;

    private const string Switch = """
        UPDATE connections SET state = ?4, code = ?5, message = ?6, since = ?7
        WHERE tenant = ?1 AND connector = ?2 AND name = ?3 AND (state <> ?4 OR code <> ?5)
        """;

    // 2 is ConnectionState.Disabled.
    private const string Mark = $"{Switch} AND state <> 2";

    private const string Bind =
        "INSERT INTO bindings (tenant, flow, source, destination) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";

    private const string Unbind = "DELETE FROM bindings WHERE tenant = ?1 AND flow = ?2 AND source = ?3 AND destination = ?4";

    private const string Bindings = "SELECT flow, source, destination FROM bindings WHERE tenant = ?1 ORDER BY flow, source, destination";

    public Task<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TenantId>>(
            session =>
            {
                List<TenantId> tenants = [];
                using Rows row = session.Prepare(Tenants).Query();
                while (row.Read())
                {
                    tenants.Add(new TenantId(row.GetString(0)));
                }

                return tenants;
            },
            cancellationToken);

    public Task<IReadOnlyList<Connection>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync<IReadOnlyList<Connection>>(
            session =>
            {
                List<Connection> connections = [];
                using Rows row = session.Prepare(List).Query(tenant.Value);
                while (row.Read())
                {
                    connections.Add(Read(row, tenant));
                }

                return connections;
            },
            cancellationToken);
    }

    public Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(Find).Query(id.Tenant.Value, id.Connector, id.Name);
                return row.Read() ? Read(row, id.Tenant) : null;
            },
            cancellationToken);
    }

    public Task<Connection> SaveAsync(ConnectionId id, string settingsJson, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrEmpty(settingsJson);
        return database.WriteAsync(session => Put(session, id, settingsJson), cancellationToken);
    }

    public Task<bool> MarkAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken) =>
        SetAsync(Mark, id, status, cancellationToken);

    public Task<bool> SwitchAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken) =>
        SetAsync(Switch, id, status, cancellationToken);

    public Task BindAsync(FlowBinding binding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return database.WriteAsync(
            session => session.Prepare(Bind).Execute(
                binding.Tenant.Value, binding.Flow, ConnectionText.Of(binding.Source), ConnectionText.Of(binding.Destination)),
            cancellationToken);
    }

    public Task<IReadOnlyList<FlowBinding>> ListBindingsAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync<IReadOnlyList<FlowBinding>>(
            session =>
            {
                List<FlowBinding> bindings = [];
                ConnectionText connections = new(tenant);
                using Rows row = session.Prepare(Bindings).Query(tenant.Value);
                while (row.Read())
                {
                    bindings.Add(new FlowBinding(row.GetString(0), connections.Read(row.GetString(1)), connections.Read(row.GetString(2))));
                }

                return bindings;
            },
            cancellationToken);
    }

    public Task<Connection?> ReplaceAsync(ConnectionId id, string settingsJson, int expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrEmpty(settingsJson);
        return database.WriteAsync(
            session =>
            {
                bool isExpected = session.Prepare(HasVersion).Finds(id.Tenant.Value, id.Connector, id.Name, expectedVersion);
                return isExpected ? Put(session, id, settingsJson) : null;
            },
            cancellationToken);
    }

    private static Connection Put(Session session, ConnectionId id, string settingsJson)
    {
        using Rows row = session.Prepare(Save).Query(id.Tenant.Value, id.Connector, id.Name, settingsJson);
        row.Read();
        return Read(row, id.Tenant);
    }

    public Task<bool> UnbindAsync(FlowBinding binding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return database.WriteAsync(
            session => session.Prepare(Unbind).Execute(
                binding.Tenant.Value, binding.Flow, ConnectionText.Of(binding.Source), ConnectionText.Of(binding.Destination)) == 1,
            cancellationToken);
    }

    public Task<ConnectionTies> CountTiesAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.ReadAsync(session => ConnectionEnds.Ties(session, id), cancellationToken);
    }

    public Task<bool> ForgetAccountAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.WriteAsync(session => ConnectionEnds.ForgetAccount(session, id), cancellationToken);
    }

    public Task<bool> RemoveAsync(ConnectionId id, string? account, bool evenWithWork, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.WriteAsync(
            session => ConnectionEnds.Remove(session, id, account, evenWithWork, new DateTimeOffset(database.Now, TimeSpan.Zero)),
            cancellationToken);
    }

    private Task<bool> SetAsync(string sql, ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(status);
        return database.WriteAsync(
            session => session.Prepare(sql).Execute(
                id.Tenant.Value, id.Connector, id.Name, (int)status.State, status.Code, status.Message, status.Since?.UtcTicks) == 1,
            cancellationToken);
    }

    private static Connection Read(Rows row, TenantId tenant) => new()
    {
        Id = new ConnectionId(tenant, row.GetString(0), row.GetString(1)),
        Settings = new ConnectionSettings(row.GetString(2), row.GetInt32(3)),
        Status = new ConnectionStatus(
            (ConnectionState)row.GetInt32(4), row.GetString(5), row.GetString(6), row.IsNull(7) ? null : Column.Time(row, 7)),
    };
}
