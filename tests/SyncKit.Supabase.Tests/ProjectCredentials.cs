using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Supabase.Tests;

/// <summary>Secrets in memory that are only read.</summary>
internal sealed class ProjectCredentials(CredentialSet? secrets) : ICredentialStore
{
    public Task<StoredCredentials?> FindAsync(ConnectionId connection, string reason, CancellationToken cancellationToken) =>
        Task.FromResult(secrets is null ? null : new StoredCredentials(secrets, 1));

    public Task<long?> SaveAsync(ConnectionId connection, CredentialSet secrets, long? expectedVersion, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ConnectionId connection, string reason, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken) => throw new NotSupportedException();
}
