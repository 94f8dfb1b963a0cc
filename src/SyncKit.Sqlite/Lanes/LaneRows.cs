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

    private const string WakeSql = """
        INSERT INTO lanes (tenant, lane, ready_at) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET ready_at = excluded.ready_at WHERE ready_at IS NULL OR ready_at > excluded.ready_at
        """;

    private const string ReadySql = """
        SELECT tenant, lane FROM lanes INDEXED BY lanes_turn
        WHERE ready_at IS NOT NULL AND ready_at <= ?1 AND lease_until <= ?1 AND paused_until <= ?1
        ORDER BY last_served, tenant, lane LIMIT ?2
        """;

    private const string TakeOverSql = """
        UPDATE lanes SET epoch = epoch + 1, owner = ?3, lease_until = ?4, last_served = ?5 WHERE tenant = ?1 AND lane = ?2
        RETURNING epoch, budget
        """;

    /// <summary>
    /// When something in a lane is due: at the time that is asked for, or else at the earliest after it. A long line is not read through, because what is
    /// due stands in front.
    /// </summary>
    private static string Due(string lane, string at) => $"""
        coalesce(
            (SELECT {at} FROM intents n WHERE n.tenant = {lane}.tenant AND n.lane = {lane}.lane LIMIT 1),
            (SELECT {at} FROM inbox i INDEXED BY inbox_turn WHERE i.tenant = {lane}.tenant AND i.lane = {lane}.lane AND i.not_before <= {at} LIMIT 1),
            (SELECT min(i.not_before) FROM inbox i INDEXED BY inbox_turn WHERE i.tenant = {lane}.tenant AND i.lane = {lane}.lane))
        """;

    private static readonly string GiveBackSql = $"""
        UPDATE lanes SET owner = NULL, lease_until = 0, last_served = ?5, paused_until = max(paused_until, ?6), budget = coalesce(?7, budget),
            ready_at = {Due("lanes", "?5")}
        WHERE tenant = ?1 AND lane = ?2 AND epoch = ?3 AND owner = ?4 AND lease_until > ?5
        """;

    private static readonly string NextDueSql = $"""
        SELECT min(max(due, paused_until, lease_until)) FROM (
            SELECT paused_until, lease_until, iif(lease_until > ?1, {Due("l", "l.lease_until")}, ready_at) AS due FROM lanes l WHERE ready_at IS NOT NULL)
        """;

    private const string LongestWaitingSql = """
        SELECT tenant, lane, max(ready_at, paused_until, lease_until, last_served) AS since FROM lanes INDEXED BY lanes_turn
        WHERE ready_at IS NOT NULL AND ready_at <= ?1 AND lease_until <= ?1 AND paused_until <= ?1
        ORDER BY since, tenant, lane LIMIT 1
        """;

    public static void Ensure(Session session, string tenant, string lane) => session.Prepare(EnsureSql).Execute(tenant, lane);

    /// <summary>Something in the lane is due from a time on.</summary>
    public static void Wake(Session session, string tenant, string lane, long readyAt) => session.Prepare(WakeSql).Execute(tenant, lane, readyAt);

    public static void GiveBack(Session session, LaneLease lease, LaneRelease release, long now) => session.Prepare(GiveBackSql).Execute(
        lease.Lane.Tenant.Value, ConnectionText.Of(lease.Lane), lease.Epoch, lease.Owner, now, release.PausedUntil?.UtcTicks ?? 0, release.Budget);

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

    public static DateTimeOffset? FindNextDue(Session session, long now)
    {
        using Rows row = session.Prepare(NextDueSql).Query(now);
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
