using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Sqlite.Auditing;

internal sealed class SqliteAuditTrail(SqliteDatabase database) : IAuditTrail
{
    private const string Columns = "SELECT number, at, action, subject, reason, actor, hash FROM audit ";

    private const string ListSql = Columns + """
        WHERE tenant = ?1 AND number < ?2 AND at >= ?3 AND at < ?4
          AND (?5 IS NULL OR substr(action, 1, length(?5)) = ?5) AND (?6 IS NULL OR subject = ?6)
        ORDER BY number DESC LIMIT ?7
        """;

    private const string ReadSql = Columns + "WHERE tenant = ?1 AND number > ?2 ORDER BY number LIMIT ?3";

    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return database.WriteAsync(
            session =>
            {
                AuditRows.Add(session, entries);
                return entries.Count;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync<IReadOnlyList<AuditRecord>>(
            session => Read(
                query.Tenant,
                session.Prepare(ListSql).Query(
                    query.Tenant.Value,
                    query.Before ?? long.MaxValue,
                    query.From?.UtcTicks ?? 0,
                    query.Until?.UtcTicks ?? long.MaxValue,
                    query.ActionPrefix,
                    query.Subject,
                    query.Most)),
            cancellationToken);
    }

    public Task<IReadOnlyList<AuditRecord>> ReadAsync(TenantId tenant, long after, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync<IReadOnlyList<AuditRecord>>(session => Read(tenant, session.Prepare(ReadSql).Query(tenant.Value, after, most)), cancellationToken);
    }

    public Task<AuditHead> FindHeadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync(session => AuditRows.FindHead(session, tenant.Value), cancellationToken);
    }

    private static List<AuditRecord> Read(TenantId tenant, Rows rows)
    {
        using Rows row = rows;
        List<AuditRecord> records = [];
        while (row.Read())
        {
            records.Add(AuditRows.Read(tenant, row));
        }

        return records;
    }
}
