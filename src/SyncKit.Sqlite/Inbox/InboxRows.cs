using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Lanes;

namespace SyncKit.Sqlite.Inbox;

/// <summary>The waiting changes as a lane's owner sees them.</summary>
internal static class InboxRows
{
    private const string DueSql = """
        SELECT seq, revision, attempts, flow, source, kind, record, modified_at, hash, deleted, priority, not_before, payload, trace
        FROM inbox INDEXED BY inbox_turn
        WHERE tenant = ?1 AND lane = ?2 AND not_before <= ?3
        ORDER BY priority, seq LIMIT ?4
        """;

    private const string DeleteSql = "DELETE FROM inbox WHERE seq = ?1 AND revision = ?2 AND tenant = ?3";

    private const string RetrySql =
        "UPDATE inbox SET attempts = attempts + 1, not_before = ?4 WHERE seq = ?1 AND revision = ?2 AND tenant = ?3";

    private const string SnoozeSql = "UPDATE inbox SET not_before = ?4 WHERE seq = ?1 AND revision = ?2 AND tenant = ?3";

    private const string PutBackSql = """
        INSERT INTO inbox (tenant, lane, flow, source, kind, record, revision, priority, not_before, attempts, modified_at, hash, deleted, payload)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, 0, ?7, 0, ?8, NULL, 0, x'')
        ON CONFLICT DO NOTHING
        """;

    public static IReadOnlyList<InboxItem> ListDue(Session session, ConnectionId lane, long now, int most)
    {
        List<InboxItem> items = [];
        ConnectionText connections = new(lane.Tenant);
        using Rows row = session.Prepare(DueSql).Query(lane.Tenant.Value, ConnectionText.Of(lane), now, most);
        while (row.Read())
        {
            Change change = new()
            {
                Flow = row.GetString(3),
                Lane = lane,
                Record = new RecordKey(connections.Read(row.GetString(4)), row.GetString(5), row.GetString(6)),
                ModifiedAt = Column.Time(row, 7),
                Hash = Column.Hash(row, 8),
                IsDeleted = row.GetBoolean(9),
                Priority = (ChangePriority)row.GetInt32(10),
                NotBefore = Column.Time(row, 11),
                Payload = Column.Bytes(row, 12),
                TraceParent = row.GetString(13),
            };
            items.Add(new InboxItem(row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), change));
        }

        return items;
    }

    /// <summary>Puts a dead letter back as a thin change; <see langword="false"/> when a newer change of its record waits.</summary>
    public static bool TryPutBack(Session session, LedgerRecord dead, DateTimeOffset now)
    {
        string tenant = dead.Lane.Tenant.Value;
        string lane = ConnectionText.Of(dead.Lane);
        LaneRows.Wake(session, tenant, lane, now.UtcTicks);
        return session.Prepare(PutBackSql).Execute(
            tenant, lane, dead.Flow, ConnectionText.Of(dead.Record.Source), dead.Record.Kind, dead.Record.Id,
            now.UtcTicks, dead.ModifiedAt.UtcTicks) == 1;
    }

    /// <summary>Takes an item out; <see langword="false"/> when a newer change took its place.</summary>
    public static bool TryDelete(Session session, string tenant, InboxItem item) =>
        session.Prepare(DeleteSql).Execute(item.Sequence, item.Revision, tenant) == 1;

    public static void Retry(Session session, string tenant, InboxItem item, DateTimeOffset notBefore) =>
        session.Prepare(RetrySql).Execute(item.Sequence, item.Revision, tenant, notBefore.UtcTicks);

    public static void Snooze(Session session, string tenant, InboxItem item, DateTimeOffset notBefore) =>
        session.Prepare(SnoozeSql).Execute(item.Sequence, item.Revision, tenant, notBefore.UtcTicks);
}
