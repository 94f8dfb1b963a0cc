using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryCredentialStore(InMemoryStorage storage, TimeProvider time) : ISealedCredentialStore
{
    public Task<SealedCredentials?> FindAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(storage.Credentials.GetValueOrDefault(connection));
        }
    }

    public Task<long?> SaveAsync(
        ConnectionId connection,
        SealedCredentials secrets,
        long? expectedVersion,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(secrets);
        lock (storage.Gate)
        {
            long stored = storage.Credentials.GetValueOrDefault(connection)?.Version ?? 0;
            if (expectedVersion is { } expected && expected != stored)
            {
                return Task.FromResult<long?>(null);
            }

            storage.Credentials[connection] = new SealedCredentials(
                secrets.KeyId, secrets.Nonce.ToArray(), secrets.Ciphertext.ToArray(), stored + 1);
            return Task.FromResult<long?>(stored + 1);
        }
    }

    public Task<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(storage.Credentials.Remove(connection));
        }
    }

    public Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(owner);
        lock (storage.Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (storage.RefreshClaims.TryGetValue(connection, out (string Owner, DateTimeOffset Until) claim)
                && claim.Until > now
                && !string.Equals(claim.Owner, owner, StringComparison.Ordinal))
            {
                return Task.FromResult(false);
            }

            storage.RefreshClaims[connection] = (owner, now + life);
            return Task.FromResult(true);
        }
    }

    public Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            if (storage.RefreshClaims.TryGetValue(connection, out (string Owner, DateTimeOffset Until) claim)
                && string.Equals(claim.Owner, owner, StringComparison.Ordinal))
            {
                storage.RefreshClaims.Remove(connection);
            }

            return Task.CompletedTask;
        }
    }
}
