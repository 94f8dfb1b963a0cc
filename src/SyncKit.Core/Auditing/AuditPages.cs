using System.Runtime.CompilerServices;
using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>A trail up to a head, page by page. What is added meanwhile is not looked at.</summary>
internal static class AuditPages
{
    public static async IAsyncEnumerable<IReadOnlyList<AuditRecord>> ReadAsync(
        IAuditTrail trail,
        TenantId tenant,
        AuditHead head,
        int size,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long last = 0;
        while (last < head.Mark.Sequence)
        {
            IReadOnlyList<AuditRecord> page = await trail.ReadAsync(tenant, last, size, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            last = page[^1].Sequence;
            yield return last <= head.Mark.Sequence ? page : [.. page.Where(record => record.Sequence <= head.Mark.Sequence)];
        }
    }
}
