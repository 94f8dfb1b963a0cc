using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.PostgreSql.Auditing;

internal sealed class PostgresAuditTrail(PostgresDatabase database) : IAuditTrail
{
    private const string ListSql = $"""
        SELECT {AuditRows.Columns} FROM synckit.audit
        WHERE tenant = $1 AND number < $2 AND at >= $3 AND at < $4
          AND ($5::text IS NULL OR starts_with(action, $5)) AND ($6::text IS NULL OR subject = $6)
        ORDER BY number DESC LIMIT $7
        """;

    private const string ReadSql = $"SELECT {AuditRows.Columns} FROM synckit.audit WHERE tenant = $1 AND number > $2 ORDER BY number LIMIT $3";

    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return database.WriteAsync(
            async (session, token) =>
            {
                await AuditRows.AddAsync(session, entries, token).ConfigureAwait(false);
                return entries.Count;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(
                ListSql,
                row => AuditRows.Read(query.Tenant, row),
                token,
                query.Tenant.Value,
                query.Before ?? long.MaxValue,
                query.From?.UtcTicks ?? 0,
                query.Until?.UtcTicks ?? long.MaxValue,
                query.ActionPrefix,
                query.Subject,
                query.Most),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<AuditRecord>> ReadAsync(TenantId tenant, long after, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(ReadSql, row => AuditRows.Read(tenant, row), token, tenant.Value, after, most),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<AuditHead> FindHeadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await database.ReadAsync(
            (session, token) => session.FindAsync(AuditRows.FindHeadSql, AuditRows.ReadHead, token, tenant.Value),
            cancellationToken).ConfigureAwait(false) ?? AuditHead.Empty;
    }
}
