using SyncKit.Connections;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryConnectionStore(InMemoryStorage storage, TimeProvider time) : IConnectionStore
{
    public Task<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<TenantId>>(
                [.. storage.Connections.Keys.Select(id => id.Tenant).Distinct().OrderBy(tenant => tenant.Value, StringComparer.Ordinal)]);
        }
    }

    public Task<IReadOnlyList<Connection>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<Connection>>(
            [
                .. storage.Connections.Values.Where(connection => connection.Id.Tenant == tenant)
                    .OrderBy(connection => connection.Id.Connector, StringComparer.Ordinal)
                    .ThenBy(connection => connection.Id.Name, StringComparer.Ordinal),
            ]);
        }
    }

    public Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(storage.Connections.GetValueOrDefault(id));
        }
    }

    public Task<Connection> SaveAsync(ConnectionId id, string settingsJson, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(settingsJson);
        lock (storage.Gate)
        {
            return Task.FromResult(Put(id, settingsJson));
        }
    }

    public Task<Connection?> ReplaceAsync(ConnectionId id, string settingsJson, int expectedVersion, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(settingsJson);
        lock (storage.Gate)
        {
            int version = storage.Connections.GetValueOrDefault(id)?.Settings.Version ?? 0;
            return Task.FromResult(version == expectedVersion ? Put(id, settingsJson) : null);
        }
    }

    public Task<bool> MarkAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken) =>
        SetAsync(id, status, evenDisabled: false, cancellationToken);

    public Task<bool> SwitchAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken) =>
        SetAsync(id, status, evenDisabled: true, cancellationToken);

    public Task BindAsync(FlowBinding binding, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(binding);
        lock (storage.Gate)
        {
            storage.Bindings.Add((binding.Flow, binding.Source, binding.Destination));
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<FlowBinding>> ListBindingsAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<FlowBinding>>(
            [
                .. storage.Bindings.Where(row => row.Source.Tenant == tenant)
                    .Select(row => new FlowBinding(row.Flow, row.Source, row.Destination))
                    .OrderBy(binding => binding.Flow, StringComparer.Ordinal)
                    .ThenBy(binding => binding.Source.ToString(), StringComparer.Ordinal)
                    .ThenBy(binding => binding.Destination.ToString(), StringComparer.Ordinal),
            ]);
        }
    }

    private Connection Put(ConnectionId id, string settingsJson)
    {
        Connection? old = storage.Connections.GetValueOrDefault(id);
        if (old is null)
        {
            storage.Connections[id] = new Connection { Id = id, Settings = new ConnectionSettings(settingsJson) };
        }
        else if (!string.Equals(old.Settings.Json, settingsJson, StringComparison.Ordinal))
        {
            storage.Connections[id] = old with { Settings = new ConnectionSettings(settingsJson, old.Settings.Version + 1) };
        }

        return storage.Connections[id];
    }

    public Task<bool> UnbindAsync(FlowBinding binding, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(binding);
        lock (storage.Gate)
        {
            return Task.FromResult(storage.Bindings.Remove((binding.Flow, binding.Source, binding.Destination)));
        }
    }

    public Task<ConnectionTies> CountTiesAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(InMemoryConnectionEnds.Ties(storage, id));
        }
    }

    public Task<bool> ForgetAccountAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(InMemoryConnectionEnds.ForgetAccount(storage, id));
        }
    }

    public Task<bool> RemoveAsync(ConnectionId id, string? account, bool evenWithWork, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(InMemoryConnectionEnds.Remove(storage, id, account, evenWithWork, time.GetUtcNow()));
        }
    }

    private Task<bool> SetAsync(ConnectionId id, ConnectionStatus status, bool evenDisabled, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(status);
        lock (storage.Gate)
        {
            if (storage.Connections.GetValueOrDefault(id) is not { } old
                || (old.Status.State == ConnectionState.Disabled && !evenDisabled)
                || (old.Status.State == status.State && string.Equals(old.Status.Code, status.Code, StringComparison.Ordinal)))
            {
                return Task.FromResult(false);
            }

            storage.Connections[id] = old with { Status = status };
            return Task.FromResult(true);
        }
    }
}
