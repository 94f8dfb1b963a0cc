using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>Keeps encrypted secrets and who may refresh them. It never sees a secret. Safe for use from several threads and processes.</summary>
public interface ISealedCredentialStore
{
    /// <summary>A connection's encrypted secrets; <see langword="null"/> when there are none.</summary>
    Task<SealedCredentials?> FindAsync(ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a connection's encrypted secrets if the stored version is the expected one (0: none stored; <see langword="null"/>: whatever it is).
    /// </summary>
    /// <returns>The new version; <see langword="null"/> when the stored version is another.</returns>
    Task<long?> SaveAsync(ConnectionId connection, SealedCredentials secrets, long? expectedVersion, CancellationToken cancellationToken);

    /// <summary>Forgets a connection's encrypted secrets.</summary>
    /// <returns>Whether there were any.</returns>
    Task<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Claims the right to refresh for a while, by the store's clock.</summary>
    /// <returns>Whether the caller has it now; the owner itself may claim it again and prolongs it.</returns>
    Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Gives the right back; nothing happens when <paramref name="owner"/> does not have it.</summary>
    Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken);
}
