using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Sqlite.Auditing;

internal sealed class SqliteAuditTrail(SqliteDatabase database) : IAuditTrail
{
    private const string List = "SELECT at, action, subject, reason, actor FROM audit WHERE tenant = ?1 ORDER BY seq DESC LIMIT ?2";

    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return database.WriteAsync(
            session =>
            {
                foreach (AuditEntry entry in entries)
                {
                    AuditRows.Add(session, entry);
                }

                return entries.Count;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<AuditEntry>> ListAsync(TenantId tenant, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync<IReadOnlyList<AuditEntry>>(
            session =>
            {
                List<AuditEntry> entries = [];
                using Rows row = session.Prepare(List).Query(tenant.Value, most);
                while (row.Read())
                {
                    entries.Add(new AuditEntry(
                        tenant, Column.Time(row, 0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)));
                }

                return entries;
            },
            cancellationToken);
    }
}
