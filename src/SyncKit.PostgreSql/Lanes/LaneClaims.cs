using SyncKit.Connections;
using SyncKit.Lanes;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Lanes;

/// <summary>Names and takes the lanes that are due. Reads nothing but the lanes' own rows.</summary>
internal static class LaneClaims
{
    private const string Due = """
        SELECT tenant, lane, last_served FROM synckit.lanes
        WHERE ready_at IS NOT NULL AND ready_at <= (SELECT synckit.now_ticks())
            AND lease_until <= (SELECT synckit.now_ticks()) AND paused_until <= (SELECT synckit.now_ticks())
        ORDER BY last_served, tenant, lane
        """;

    private const string ListSql = $"{Due} LIMIT $1";

    // The lanes are locked first and then written by their keys: with a join in its place the server is free to read all lanes instead. Two unnested arrays
    // are a join of which it knows that it is small.
    private const string TakeSql = $"""
        WITH due AS MATERIALIZED ({Due} LIMIT $2 FOR UPDATE SKIP LOCKED),
        taken AS (
            UPDATE synckit.lanes l SET epoch = l.epoch + 1, owner = $1,
                lease_until = (SELECT synckit.now_ticks()) + $3, last_served = (SELECT synckit.now_ticks())
            FROM unnest(ARRAY(SELECT tenant FROM due), ARRAY(SELECT lane FROM due), ARRAY(SELECT last_served FROM due)) AS d (tenant, lane, served)
            WHERE l.tenant = d.tenant AND l.lane = d.lane
            RETURNING l.tenant, l.lane, l.epoch, l.lease_until, l.budget, d.served)
        SELECT tenant, lane, epoch, lease_until, budget FROM taken ORDER BY served, tenant, lane
        """;

    private const string TakeOneSql = """
        INSERT INTO synckit.lanes AS l (tenant, lane, epoch, owner, lease_until, last_served)
        VALUES ($1, $2, 1, $3, (SELECT synckit.now_ticks()) + $4, (SELECT synckit.now_ticks()))
        ON CONFLICT (tenant, lane) DO UPDATE SET
            epoch = l.epoch + 1, owner = excluded.owner, lease_until = excluded.lease_until, last_served = excluded.last_served
        WHERE l.lease_until <= (SELECT synckit.now_ticks()) AND l.paused_until <= (SELECT synckit.now_ticks())
        RETURNING l.tenant, l.lane, l.epoch, l.lease_until, l.budget
        """;

    public static Task<List<ConnectionId>> ListAsync(Session session, int most, CancellationToken cancellationToken) =>
        session.ListAsync(ListSql, static row => new ConnectionText(new TenantId(row.GetString(0))).Read(row.GetString(1)), cancellationToken, most);

    public static Task<List<LaneLease>> TakeAsync(Session session, string owner, int most, TimeSpan life, CancellationToken cancellationToken) =>
        session.ListAsync(TakeSql, row => Read(row, owner), cancellationToken, owner, most, life.Ticks);

    public static Task<LaneLease?> TakeAsync(Session session, ConnectionId lane, string owner, TimeSpan life, CancellationToken cancellationToken) =>
        session.FindAsync(
            TakeOneSql, row => Read(row, owner), cancellationToken, lane.Tenant.Value, ConnectionText.Of(lane), owner, life.Ticks);

    private static LaneLease Read(Npgsql.NpgsqlDataReader row, string owner) => new(
        new ConnectionText(new TenantId(row.GetString(0))).Read(row.GetString(1)), row.GetInt64(2), owner, Column.Time(row, 3), Column.TextOrNull(row, 4));
}
