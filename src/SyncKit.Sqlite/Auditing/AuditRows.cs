using SyncKit.Auditing;

namespace SyncKit.Sqlite.Auditing;

internal static class AuditRows
{
    private const string AddSql = "INSERT INTO audit (tenant, at, action, subject, reason, actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    public static void Add(Session session, AuditEntry entry) => session.Prepare(AddSql).Execute(
        entry.Tenant.Value, entry.At.UtcTicks, entry.Action, entry.Subject, entry.Reason, entry.Actor);
}
