using SyncKit.Auditing;
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
        AuditEntry audit,
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

            storage.Credentials[connection] = Copy(secrets) with { Version = stored + 1 };
            storage.Audit.Add(audit);
            return Task.FromResult<long?>(stored + 1);
        }
    }

    public Task<bool> ReplaceAsync(
        ConnectionId connection,
        SealedCredentials read,
        SealedCredentials rewrapped,
        AuditEntry audit,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(rewrapped);
        lock (storage.Gate)
        {
            if (storage.Credentials.GetValueOrDefault(connection) != read)
            {
                return Task.FromResult(false);
            }

            storage.Credentials[connection] = Copy(rewrapped) with { Version = read.Version };
            storage.Audit.Add(audit);
            return Task.FromResult(true);
        }
    }

    public Task<bool> DeleteAsync(ConnectionId connection, AuditEntry audit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            bool wasThere = storage.Credentials.Remove(connection);
            if (wasThere)
            {
                storage.Audit.Add(audit);
            }

            return Task.FromResult(wasThere);
        }
    }

    public Task<IReadOnlyList<KeyValuePair<ConnectionId, SealedCredentials>>> ListNotUnderKeyAcrossTenantsAsync(
        string keyId,
        ConnectionId? after,
        int most,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<KeyValuePair<ConnectionId, SealedCredentials>>>(
            [
                .. storage.Credentials
                    .Where(row => after is null || Compare(row.Key, after) > 0)
                    .Where(row => row.Value.WrappedKey.IsEmpty || !string.Equals(row.Value.KeyId, keyId, StringComparison.Ordinal))
                    .Order(Comparer<KeyValuePair<ConnectionId, SealedCredentials>>.Create((left, right) => Compare(left.Key, right.Key)))
                    .Take(most),
            ]);
        }
    }

    public Task<IReadOnlyList<KeyUsage>> CountByKeyAcrossTenantsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<KeyUsage>>(
            [
                .. storage.Credentials.Values.GroupBy(row => row.KeyId, StringComparer.Ordinal)
                    .Select(rows => new KeyUsage(rows.Key, rows.Count(), rows.Count(row => row.WrappedKey.IsEmpty)))
                    .OrderBy(usage => usage.KeyId, StringComparer.Ordinal),
            ]);
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

    private static SealedCredentials Copy(SealedCredentials secrets) => secrets with
    {
        WrappedKey = secrets.WrappedKey.ToArray(),
        Nonce = secrets.Nonce.ToArray(),
        Ciphertext = secrets.Ciphertext.ToArray(),
    };

    private static int Compare(ConnectionId left, ConnectionId right)
    {
        int tenants = string.CompareOrdinal(left.Tenant.Value, right.Tenant.Value);
        return tenants != 0 ? tenants : string.CompareOrdinal($"{left.Connector}/{left.Name}", $"{right.Connector}/{right.Name}");
    }
}
