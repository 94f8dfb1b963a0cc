using SyncKit.Connections;
using SyncKit.Lanes;
using SyncKit.Sqlite.Connections;

namespace SyncKit.Sqlite.Lanes;

/// <summary>The lanes' rows. A lane gets its row with the first change for it.</summary>
internal static class LaneRows
{
    private const string EnsureSql = "INSERT INTO lanes (tenant, lane) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string HoldsSql = "SELECT 1 FROM lanes WHERE tenant = ?1 AND lane = ?2 AND epoch = ?3 AND owner = ?4 AND lease_until > ?5";

    private const string IsFreeSql = "SELECT 1 FROM lanes WHERE tenant = ?1 AND lane = ?2 AND lease_until <= ?3 AND paused_until <= ?3";

    private const string ReadySql = """
        SELECT tenant, lane FROM lanes l
        WHERE lease_until <= ?1 AND paused_until <= ?1
            AND (EXISTS (SELECT 1 FROM inbox i INDEXED BY inbox_due WHERE i.tenant = l.tenant AND i.lane = l.lane AND i.not_before <= ?1)
                OR EXISTS (SELECT 1 FROM intents n WHERE n.tenant = l.tenant AND n.lane = l.lane))
        ORDER BY last_served, tenant, lane LIMIT ?2
        """;

    private const string TakeOverSql = """
        UPDATE lanes SET epoch = epoch + 1, owner = ?3, lease_until = ?4, last_served = ?5 WHERE tenant = ?1 AND lane = ?2
        RETURNING epoch, budget
        """;

    private const string NextDueSql = """
        SELECT min(max(due, paused_until, lease_until)) FROM (
            SELECT paused_until, lease_until, min(
                coalesce((SELECT min(not_before) FROM inbox i WHERE i.tenant = l.tenant AND i.lane = l.lane), 9223372036854775807),
                coalesce((SELECT min(created_at) FROM intents n WHERE n.tenant = l.tenant AND n.lane = l.lane), 9223372036854775807)) AS due
            FROM lanes l)
        WHERE due < 9223372036854775807
        """;

    private const string LongestWaitingSql = """
        SELECT tenant, lane, max(due, paused_until, lease_until, last_served) AS since FROM (
            SELECT tenant, lane, paused_until, lease_until, last_served, min(
                coalesce((SELECT min(not_before) FROM inbox i WHERE i.tenant = l.tenant AND i.lane = l.lane), 9223372036854775807),
                coalesce((SELECT min(created_at) FROM intents n WHERE n.tenant = l.tenant AND n.lane = l.lane), 9223372036854775807)) AS due
            FROM lanes l WHERE lease_until <= ?1 AND paused_until <= ?1)
        WHERE due <= ?1 ORDER BY since, tenant, lane LIMIT 1
        """;

    public static void Ensure(Session session, string tenant, string lane) => session.Prepare(EnsureSql).Execute(tenant, lane);

    public static bool Holds(Session session, LaneLease lease, long now) => session.Prepare(HoldsSql).Finds(
        lease.Lane.Tenant.Value, ConnectionText.Of(lease.Lane), lease.Epoch, lease.Owner, now);

    public static bool IsFree(Session session, ConnectionId lane, long now) =>
        session.Prepare(IsFreeSql).Finds(lane.Tenant.Value, ConnectionText.Of(lane), now);

    public static IReadOnlyList<ConnectionId> ListReady(Session session, int most, long now)
    {
        List<ConnectionId> ready = [];
        using Rows row = session.Prepare(ReadySql).Query(now, most);
        while (row.Read())
        {
            ready.Add(new ConnectionText(new TenantId(row.GetString(0))).Read(row.GetString(1)));
        }

        return ready;
    }

    public static LaneLease TakeOver(Session session, ConnectionId lane, string owner, long now, TimeSpan life)
    {
        DateTimeOffset until = new(now + life.Ticks, TimeSpan.Zero);
        using Rows row = session.Prepare(TakeOverSql).Query(
            lane.Tenant.Value, ConnectionText.Of(lane), owner, until.UtcTicks, now);
        row.Read();
        return new LaneLease(lane, row.GetInt64(0), owner, until, row.IsNull(1) ? null : row.GetString(1));
    }

    public static DateTimeOffset? FindNextDue(Session session)
    {
        using Rows row = session.Prepare(NextDueSql).Query();
        return row.Read() && !row.IsNull(0) ? Column.Time(row, 0) : null;
    }

    public static LaneWait? FindLongestWaiting(Session session, long now)
    {
        using Rows row = session.Prepare(LongestWaitingSql).Query(now);
        return row.Read()
            ? new LaneWait(new ConnectionText(new TenantId(row.GetString(0))).Read(row.GetString(1)), Column.Time(row, 2))
            : null;
    }
}
