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

    /// <summary>
    /// Notes how a connection was found. Returns whether its state or code changed, so that a notice goes out once. A connection that is switched off stays so.
    /// </summary>
    Task<bool> MarkAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken);

    /// <summary>Sets a connection's status by a person's decision, which alone switches off and on. Returns whether its state or code changed.</summary>
    Task<bool> SwitchAsync(ConnectionId id, ConnectionStatus status, CancellationToken cancellationToken);

    /// <summary>Switches a flow on between two connections; doing so twice is the same as once.</summary>
    Task BindAsync(FlowBinding binding, CancellationToken cancellationToken);

    /// <summary>Switches a flow off between two connections. Returns whether it was on.</summary>
    Task<bool> UnbindAsync(FlowBinding binding, CancellationToken cancellationToken);

    /// <summary>A tenant's bindings, ordered by flow, source and destination.</summary>
    Task<IReadOnlyList<FlowBinding>> ListBindingsAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>What hangs on a connection.</summary>
    Task<ConnectionTies> CountTiesAsync(ConnectionId id, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets what was learned of the account behind a connection, its references and its streams' cursors, and fences out who works on its lane; unless
    /// anything hangs on the connection.
    /// </summary>
    /// <returns>Whether it is forgotten; when not, nothing was changed.</returns>
    Task<bool> ForgetAccountAsync(ConnectionId id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a connection with its bindings, and fences out who works on its lane. The ledger, references and cursors stay, with the account that they belong to
    /// as the reference <see cref="AccountReference"/>. Changes that wait count as dismissed; calls whose outcome is not known are given up.
    /// </summary>
    /// <param name="id">Which connection.</param>
    /// <param name="account">The account behind it; <see langword="null"/> when that is not known.</param>
    /// <param name="evenWithWork">Whether it is removed though work is under way.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether it is removed; when not, there is none of that name or work is under way, and nothing was changed.</returns>
    Task<bool> RemoveAsync(ConnectionId id, string? account, bool evenWithWork, CancellationToken cancellationToken);
}
