using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>Keeps what happened. Entries are only ever added.</summary>
public interface IAuditTrail
{
    /// <summary>Adds entries.</summary>
    Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);

    /// <summary>A tenant's newest entries, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ListAsync(TenantId tenant, int most, CancellationToken cancellationToken);
}
