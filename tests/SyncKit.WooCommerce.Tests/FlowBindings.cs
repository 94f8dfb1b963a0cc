using SyncKit.Connections;

namespace SyncKit.WooCommerce.Tests;

/// <summary>Bindings in memory; nothing else of a connection is kept.</summary>
internal sealed class FlowBindings : IConnectionStore
{
    private readonly List<FlowBinding> bindings = [];

    public Task BindAsync(FlowBinding binding, CancellationToken cancellationToken)
    {
        bindings.Add(binding);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<FlowBinding>> ListBindingsAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FlowBinding>>([.. bindings.Where(binding => binding.Tenant == tenant)]);

    public Task<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Connection>> ListAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Connection> SaveAsync(ConnectionId id, string settingsJson, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Connection?> ReplaceAsync(ConnectionId id, string settingsJson, int expectedVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> MarkAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> SwitchAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> UnbindAsync(FlowBinding binding, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ConnectionTies> CountTiesAsync(ConnectionId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ForgetAccountAsync(ConnectionId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RemoveAsync(ConnectionId id, string? account, bool evenWithWork, CancellationToken cancellationToken) => throw new NotSupportedException();
}
