namespace SyncKit.Connections;

/// <summary>Keeps the tenants' connections and which flows run between them. Safe for use from several threads.</summary>
public interface IConnectionStore
{
    /// <summary>Every tenant that has a connection, in ordinal order.</summary>
    Task<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken);

    /// <summary>A tenant's connections, ordered by connector and name.</summary>
    Task<IReadOnlyList<Connection>> ListAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>One connection, or <see langword="null"/> when there is none of that name.</summary>
    Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a connection or changes its settings. The stored version is one more than the previous when the JSON differs,
    /// and stays when it is the same; the version in <paramref name="settingsJson"/>'s caller does not matter. The status stays.
    /// </summary>
    Task<Connection> SaveAsync(ConnectionId id, string settingsJson, CancellationToken cancellationToken);

    /// <summary>Does what <see cref="SaveAsync"/> does if the stored settings still have a version.</summary>
    /// <param name="id">Which connection.</param>
    /// <param name="settingsJson">Its settings as one JSON object.</param>
    /// <param name="expectedVersion">The version that was read; 0 when there is no connection of that name yet.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The stored connection; <see langword="null"/> when the version is another one, and nothing was stored.</returns>
    Task<Connection?> ReplaceAsync(ConnectionId id, string settingsJson, int expectedVersion, CancellationToken cancellationToken);

    /// <summary>Sets a connection's status. Returns whether its state or code changed, so that a notice goes out once.</summary>
    Task<bool> MarkAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken);

    /// <summary>Switches a flow on between two connections; doing so twice is the same as once.</summary>
    Task BindAsync(FlowBinding binding, CancellationToken cancellationToken);

    /// <summary>A tenant's bindings, ordered by flow, source and destination.</summary>
    Task<IReadOnlyList<FlowBinding>> ListBindingsAsync(TenantId tenant, CancellationToken cancellationToken);
}
