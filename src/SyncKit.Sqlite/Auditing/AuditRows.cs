using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Sqlite.Auditing;

/// <summary>
/// Adds to the chains within the caller's transaction. A chain cannot fork: who writes has the file's write lock, and no number is there twice.
/// </summary>
internal static class AuditRows
{
    internal const string FindHeadSql = "SELECT number, hash, unchained FROM audit_heads WHERE tenant = ?1";

    private const string AddSql = """
        INSERT INTO audit (tenant, at, action, subject, reason, actor, number, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """;

    private const string MoveHeadSql = """
        INSERT INTO audit_heads (tenant, number, hash, unchained) VALUES (?1, ?2, ?3, 0)
        ON CONFLICT DO UPDATE SET number = excluded.number, hash = excluded.hash
        """;

    public static void Add(Session session, AuditEntry entry) => Add(session, [entry]);

    public static void Add(Session session, IReadOnlyList<AuditEntry> entries)
    {
        foreach (IGrouping<TenantId, AuditEntry> own in entries.GroupBy(entry => entry.Tenant))
        {
            string tenant = own.Key.Value;
            AuditMark head = FindHead(session, tenant).Mark;
            Statement add = session.Prepare(AddSql);
            foreach (AuditEntry entry in own)
            {
                head = AuditChain.Append(head, entry);
                add.Execute(
                    tenant, entry.At.UtcTicks, entry.Action, entry.Subject, entry.Reason, entry.Actor, head.Sequence, head.Hash.ToBytes());
            }

            session.Prepare(MoveHeadSql).Execute(tenant, head.Sequence, head.Hash.ToBytes());
        }
    }

    public static AuditHead FindHead(Session session, string tenant)
    {
        using Rows row = session.Prepare(FindHeadSql).Query(tenant);
        return row.Read()
            ? new AuditHead(new AuditMark(row.GetInt64(0), Hash(Column.Bytes(row, 1))), row.GetInt64(2))
            : AuditHead.Empty;
    }

    /// <param name="tenant">Whose row it is.</param>
    /// <param name="row">Its number, time, action, subject, reason, actor and hash.</param>
    public static AuditRecord Read(TenantId tenant, Rows row)
    {
        // A row that somebody has written past this program is shown as well as it can be; it does not fit its hash.
        DateTimeOffset at = new(Math.Clamp(row.GetInt64(1), 0, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
        AuditEntry entry = new(tenant, at, row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5));
        return new AuditRecord(row.GetInt64(0), entry, row.IsNull(6) ? default : Hash(Column.Bytes(row, 6)));
    }

    private static AuditHash Hash(byte[] stored) => stored.Length == AuditHash.Size ? AuditHash.Read(stored) : AuditHash.Of(stored);
}
