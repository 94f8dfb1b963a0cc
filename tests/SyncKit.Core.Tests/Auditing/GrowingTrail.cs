using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Core.Tests.Auditing;

/// <summary>A trail to which somebody adds between the first look at its head and the second.</summary>
internal sealed class GrowingTrail(LooseTrail trail, AuditHead later) : IAuditTrail
{
    private int looks;

    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<AuditRecord>> ReadAsync(TenantId tenant, long after, int most, CancellationToken cancellationToken) =>
        trail.ReadAsync(tenant, after, most, cancellationToken);

    public Task<AuditHead> FindHeadAsync(TenantId tenant, CancellationToken cancellationToken) =>
        looks++ == 0 ? trail.FindHeadAsync(tenant, cancellationToken) : Task.FromResult(later);
}
