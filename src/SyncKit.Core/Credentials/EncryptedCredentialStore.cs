using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>
/// Encrypts what the storage keeps, and writes every read and change into the audit trail. What cannot be written there is not handed out.
/// </summary>
internal sealed class EncryptedCredentialStore(ISealedCredentialStore store, CredentialCipher cipher, CredentialTrail trail) : ICredentialStore
{
    public async Task<StoredCredentials?> FindAsync(ConnectionId connection, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        SealedCredentials? stored = await store.FindAsync(connection, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            return null;
        }

        CredentialSet secrets;
        try
        {
            secrets = await cipher.OpenAsync(connection, stored, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialException broken) when (!broken.IsTransient)
        {
            await trail.AddAsync(connection, CredentialTrail.OpenFailed, $"{reason} (key '{stored.KeyId}')", cancellationToken).ConfigureAwait(false);
            throw;
        }

        await trail.AddAsync(connection, CredentialTrail.Read, reason, cancellationToken).ConfigureAwait(false);
        return new StoredCredentials(secrets, stored.Version);
    }

    public async Task<long?> SaveAsync(
        ConnectionId connection,
        CredentialSet secrets,
        long? expectedVersion,
        string reason,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        DataKey key = await cipher.TakeKeyAsync(connection, cancellationToken).ConfigureAwait(false);
        long? version = null;
        try
        {
            version = await store.SaveAsync(
                connection,
                CredentialCipher.Seal(connection, secrets, key),
                expectedVersion,
                trail.Entry(connection, CredentialTrail.Changed, reason),
                cancellationToken).ConfigureAwait(false);
            return version;
        }
        finally
        {
            if (version is null)
            {
                cipher.GiveBack(connection, key);
            }
            else
            {
                key.Dispose();
            }
        }
    }

    public Task DeleteAsync(ConnectionId connection, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return store.DeleteAsync(connection, trail.Entry(connection, CredentialTrail.Deleted, reason), cancellationToken);
    }

    /// <summary>A refresh spends the old secrets, so what the save after it needs is there before it: a key provider that is down ends it here.</summary>
    public async Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        if (!await store.TryBeginRefreshAsync(connection, owner, life, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            await cipher.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch
        {
            await store.EndRefreshAsync(connection, owner, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken)
    {
        cipher.Unprepare(connection);
        return store.EndRefreshAsync(connection, owner, cancellationToken);
    }
}
