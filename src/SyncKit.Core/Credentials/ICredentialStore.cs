using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>Keeps the connections' secrets. Every read and change is audited. Safe for use from several threads and processes.</summary>
public interface ICredentialStore
{
    /// <summary>A connection's secrets; <see langword="null"/> when there are none.</summary>
    /// <param name="connection">Whose.</param>
    /// <param name="reason">Why they are read, for the audit trail.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="CredentialException">They cannot be decrypted: the key is missing, or the stored text belongs to another connection.</exception>
    Task<StoredCredentials?> FindAsync(ConnectionId connection, string reason, CancellationToken cancellationToken);

    /// <summary>Stores a connection's secrets, durably before it returns.</summary>
    /// <param name="connection">Whose.</param>
    /// <param name="secrets">All of them.</param>
    /// <param name="expectedVersion">The version that was read; 0 when there were none; <see langword="null"/> overwrites whatever is there.</param>
    /// <param name="reason">Why they change, for the audit trail.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The new version; <see langword="null"/> when somebody else changed them since, and nothing was stored.</returns>
    Task<long?> SaveAsync(ConnectionId connection, CredentialSet secrets, long? expectedVersion, string reason, CancellationToken cancellationToken);

    /// <summary>Forgets a connection's secrets for good; nothing happens when there are none.</summary>
    /// <param name="connection">Whose.</param>
    /// <param name="reason">Why, for the audit trail.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task DeleteAsync(ConnectionId connection, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Claims the sole right to refresh a connection's secrets for a while, across processes. The right ends with its life, by <see cref="EndRefreshAsync"/>,
    /// and never by a save.
    /// </summary>
    /// <returns>Whether the caller has it now.</returns>
    Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Gives the right to refresh back; nothing happens when <paramref name="owner"/> does not have it.</summary>
    Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken);
}
