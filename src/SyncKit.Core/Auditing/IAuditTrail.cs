using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>
/// Keeps what happened. Entries are only ever added, and each tenant's entries are a chain (<see cref="AuditChain"/>) without a gap or a fork, however many
/// threads and processes add to it. Safe for use from several threads and processes.
/// </summary>
public interface IAuditTrail
{
    /// <summary>Adds entries, all of them or none.</summary>
    /// <param name="entries">The entries in their order; of several tenants if need be.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);

    /// <summary>Entries that a query asks for, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>A tenant's entries as they were added, oldest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="after">The number after which to begin; 0 begins with the first.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<AuditRecord>> ReadAsync(TenantId tenant, long after, int most, CancellationToken cancellationToken);

    /// <summary>Where a tenant's trail ends.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<AuditHead> FindHeadAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>A tenant's newest entries without their numbers and hashes, newest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="most">How many at most; at least 1.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    async Task<IReadOnlyList<AuditEntry>> ListAsync(TenantId tenant, int most, CancellationToken cancellationToken) =>
        [.. (await ListAsync(new AuditQuery(tenant) { Most = most }, cancellationToken).ConfigureAwait(false)).Select(record => record.Entry)];
}
