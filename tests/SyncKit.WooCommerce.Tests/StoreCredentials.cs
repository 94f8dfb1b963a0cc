using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.WooCommerce.Tests;

/// <summary>Secrets in memory, and how often they were read.</summary>
internal sealed class StoreCredentials(CredentialSet secrets) : ICredentialStore
{
    private StoredCredentials stored = new(secrets, 1);
    private int reads;

    /// <summary>Why nothing opens, when nothing does.</summary>
    public CredentialException? Closed { get; set; }

    public int Reads => Volatile.Read(ref reads);

    public void Replace(CredentialSet secrets) => stored = new StoredCredentials(secrets, stored.Version + 1);

    public Task<StoredCredentials?> FindAsync(ConnectionId connection, string reason, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return Closed is not null ? throw Closed : Task.FromResult<StoredCredentials?>(stored);
    }

    public Task<long?> SaveAsync(ConnectionId connection, CredentialSet secrets, long? expectedVersion, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ConnectionId connection, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No test deletes credentials here.");

    public Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken) => throw new NotSupportedException();
}
