using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Testing.InMemory;

/// <summary>The tenants' chained entries. Used under the storage's lock.</summary>
internal sealed class InMemoryAuditLog
{
    private readonly Dictionary<TenantId, List<AuditRecord>> records = [];

    public void Add(AuditEntry entry)
    {
        if (!records.TryGetValue(entry.Tenant, out List<AuditRecord>? own))
        {
            own = [];
            records.Add(entry.Tenant, own);
        }

        AuditMark head = AuditChain.Append(HeadOf(entry.Tenant).Mark, entry);
        own.Add(new AuditRecord(head.Sequence, entry, head.Hash));
    }

    public void AddRange(IEnumerable<AuditEntry> entries)
    {
        foreach (AuditEntry entry in entries)
        {
            Add(entry);
        }
    }

    public IReadOnlyList<AuditRecord> Of(TenantId tenant) => records.GetValueOrDefault(tenant) ?? [];

    public AuditHead HeadOf(TenantId tenant) =>
        Of(tenant) is [.., { } last] ? new AuditHead(new AuditMark(last.Sequence, last.Hash), 0) : AuditHead.Empty;
}
