using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryAuditTrail(InMemoryStorage storage) : IAuditTrail
{
    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(entries);
        lock (storage.Gate)
        {
            storage.Audit.AddRange(entries);
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<AuditEntry>> ListAsync(TenantId tenant, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<AuditEntry>>(
                [.. storage.Audit.Where(entry => entry.Tenant == tenant).Reverse().Take(most)]);
        }
    }
}
