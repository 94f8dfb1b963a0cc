using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>
/// Keeps encrypted secrets and who may refresh them. It never sees a secret. What changes is in the audit trail by the same commit: neither is there without
/// the other. Safe for use from several threads and processes.
/// </summary>
public interface ISealedCredentialStore
{
    /// <summary>A connection's encrypted secrets; <see langword="null"/> when there are none.</summary>
    Task<SealedCredentials?> FindAsync(ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a connection's encrypted secrets if the stored version is the expected one (0: none stored; <see langword="null"/>: whatever it is).
    /// </summary>
    /// <param name="connection">Whose.</param>
    /// <param name="secrets">The encrypted secrets; their version is set here.</param>
    /// <param name="expectedVersion">The version to replace.</param>
    /// <param name="audit">Goes into the trail when they are stored.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The new version; <see langword="null"/> when the stored version is another.</returns>
    Task<long?> SaveAsync(
        ConnectionId connection, SealedCredentials secrets, long? expectedVersion, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>
    /// Puts the same secrets under another key in place of those that were read. The version stays, so who has read before may still save after.
    /// </summary>
    /// <param name="connection">Whose.</param>
    /// <param name="read">What was read; nothing is replaced when something else is stored by now, down to the byte.</param>
    /// <param name="rewrapped">What comes in its place.</param>
    /// <param name="audit">Goes into the trail when it was replaced.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether it was replaced.</returns>
    Task<bool> ReplaceAsync(
        ConnectionId connection, SealedCredentials read, SealedCredentials rewrapped, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Forgets a connection's encrypted secrets.</summary>
    /// <param name="connection">Whose.</param>
    /// <param name="audit">Goes into the trail when there were any.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether there were any.</returns>
    Task<bool> DeleteAsync(ConnectionId connection, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>
    /// For the operator of the host alone: encrypted secrets of all tenants that are not under a key yet, or have no data key of their own, in the order of
    /// the tenant and then of <c>connector/name</c> as one text (ordinal).
    /// </summary>
    /// <param name="keyId">The key under which they should be.</param>
    /// <param name="after">The last connection of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<KeyValuePair<ConnectionId, SealedCredentials>>> ListNotUnderKeyAcrossTenantsAsync(
        string keyId, ConnectionId? after, int most, CancellationToken cancellationToken);

    /// <summary>For the operator of the host alone: how many secrets of all tenants each key wraps, by key id (ordinal).</summary>
    Task<IReadOnlyList<KeyUsage>> CountByKeyAcrossTenantsAsync(CancellationToken cancellationToken);

    /// <summary>Claims the right to refresh for a while, by the store's clock.</summary>
    /// <returns>Whether the caller has it now; the owner itself may claim it again and prolongs it.</returns>
    Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Gives the right back; nothing happens when <paramref name="owner"/> does not have it.</summary>
    Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken);
}
