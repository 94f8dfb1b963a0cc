using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>Encrypts what the storage keeps, and writes every read and change into the audit trail.</summary>
internal sealed class EncryptedCredentialStore(
    ISealedCredentialStore store,
    CredentialCipher cipher,
    IAuditTrail audit,
    TimeProvider time) : ICredentialStore
{
    public async Task<StoredCredentials?> FindAsync(ConnectionId connection, string reason, CancellationToken cancellationToken)
    {
        SealedCredentials? stored = await store.FindAsync(connection, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            return null;
        }

        await AuditAsync(connection, "credentials.read", reason, cancellationToken).ConfigureAwait(false);
        return new StoredCredentials(cipher.Open(connection, stored), stored.Version);
    }

    public async Task<long?> SaveAsync(
        ConnectionId connection,
        CredentialSet secrets,
        long? expectedVersion,
        string reason,
        CancellationToken cancellationToken)
    {
        SealedCredentials sealedSecrets = cipher.Seal(connection, secrets);
        long? version = await store.SaveAsync(connection, sealedSecrets, expectedVersion, cancellationToken).ConfigureAwait(false);
        if (version is not null)
        {
            await AuditAsync(connection, "credentials.changed", reason, cancellationToken).ConfigureAwait(false);
        }

        return version;
    }

    public async Task DeleteAsync(ConnectionId connection, string reason, CancellationToken cancellationToken)
    {
        if (await store.DeleteAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            await AuditAsync(connection, "credentials.deleted", reason, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken) =>
        store.TryBeginRefreshAsync(connection, owner, life, cancellationToken);

    public Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken) =>
        store.EndRefreshAsync(connection, owner, cancellationToken);

    private Task AuditAsync(ConnectionId connection, string action, string reason, CancellationToken cancellationToken) =>
        audit.AppendAsync([new AuditEntry(connection.Tenant, time.GetUtcNow(), action, connection.ToString(), reason, Actor.Current)], cancellationToken);
}
