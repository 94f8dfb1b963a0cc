using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>Shows, checks and exports a tenant's audit trail.</summary>
public sealed class AuditTrail
{
    private const int Page = 500;

    private readonly IAuditTrail trail;

    /// <summary>Makes it; a host has one among its services.</summary>
    /// <param name="trail">Where the trails are kept.</param>
    public AuditTrail(IAuditTrail trail)
    {
        ArgumentNullException.ThrowIfNull(trail);
        this.trail = trail;
    }

    /// <summary>Entries that a query asks for, newest first; the next page begins <see cref="AuditQuery.Before"/> the last one's number.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="AuditQuery.Most"/> is less than 1.</exception>
    public Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Most, 1, nameof(query));
        return trail.ListAsync(query, cancellationToken);
    }

    /// <summary>
    /// Where a tenant's trail ends. Note it where who may write the storage may not: without such a mark, somebody who rewrites a whole trail with its head
    /// is not found.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<AuditMark> MarkAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
        (await trail.FindHeadAsync(tenant, cancellationToken).ConfigureAwait(false)).Mark;

    /// <summary>Checks that nothing in a tenant's trail was changed, left out, put in, moved or cut off. Reads all of it, page by page.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="anchor">A mark that was noted elsewhere; <see langword="null"/> when there is none.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    public async Task<AuditVerification> VerifyAsync(TenantId tenant, AuditMark? anchor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        AuditHead head = await trail.FindHeadAsync(tenant, cancellationToken).ConfigureAwait(false);
        AuditCheck check = new(tenant, anchor);
        await foreach (IReadOnlyList<AuditRecord> page in AuditPages.ReadAsync(trail, tenant, head, Page, cancellationToken).ConfigureAwait(false))
        {
            foreach (AuditRecord record in page)
            {
                if (!check.Take(record))
                {
                    return check.End(head);
                }
            }
        }

        AuditVerification found = check.End(head);
        return found.IsIntact && await FindLooseAsync(tenant, head, cancellationToken).ConfigureAwait(false) is { } loose
            ? check.Fail($"The entry {loose} is there, and the head of the trail does not know it.")
            : found;
    }

    /// <summary>
    /// Writes a tenant's trail as lines of JSON, oldest first, each with its number and hash; the last line is the head. What is added meanwhile is left out.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="cancellationToken">Cancels the export; what was written then has no head and does not pass a check.</param>
    /// <returns>The mark that was written at the end.</returns>
    public Task<AuditMark> ExportAsync(TenantId tenant, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(output);
        return AuditExport.WriteAsync(trail, tenant, output, cancellationToken);
    }

    /// <summary>Checks an exported trail without a storage. Whatever the file holds, the answer is a verdict.</summary>
    /// <param name="export">What <see cref="ExportAsync"/> wrote.</param>
    /// <param name="anchor">A mark that was noted elsewhere; <see langword="null"/> when there is none.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    public static Task<AuditVerification> VerifyExportAsync(Stream export, AuditMark? anchor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(export);
        return AuditExport.CheckAsync(export, anchor, cancellationToken);
    }

    /// <summary>An entry beyond the head, unless the head has moved on since.</summary>
    private async Task<long?> FindLooseAsync(TenantId tenant, AuditHead head, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditRecord> next = await trail.ReadAsync(tenant, head.Mark.Sequence, 1, cancellationToken).ConfigureAwait(false);
        if (next.Count == 0)
        {
            return null;
        }

        AuditHead now = await trail.FindHeadAsync(tenant, cancellationToken).ConfigureAwait(false);
        return now.Mark.Sequence < next[0].Sequence ? next[0].Sequence : null;
    }
}
