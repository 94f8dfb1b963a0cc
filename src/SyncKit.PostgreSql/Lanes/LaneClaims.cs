using SyncKit.Connections;
using SyncKit.Lanes;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Lanes;

/// <summary>Names and takes the lanes that are due. Reads nothing but the lanes' own rows.</summary>
internal sealed class LaneClaims(PostgresDatabase database)
{
    /// <summary>SQL for how long the server has worked for a statement, in ticks.</summary>
    public const string Took = "(extract(epoch FROM clock_timestamp() - statement_timestamp()) * 10000000)::bigint";

    private const string Due = """
        SELECT tenant, lane, last_served FROM synckit.lanes
        WHERE ready_at IS NOT NULL AND ready_at <= (SELECT synckit.now_ticks())
            AND lease_until <= (SELECT synckit.now_ticks()) AND paused_until <= (SELECT synckit.now_ticks()) AND last_served >= $1
        ORDER BY last_served, tenant, lane
        """;

    private const string ListSql = $"{Due} LIMIT $2";

    // The lanes are locked first and then written by their keys: with a join in its place the server is free to read all lanes instead. Two unnested arrays
    // are a join of which it knows that it is small.
    private const string TakeSql = $"""
        WITH due AS MATERIALIZED ({Due} LIMIT $2 FOR UPDATE SKIP LOCKED),
        taken AS (
            UPDATE synckit.lanes l SET epoch = l.epoch + 1, owner = $3,
                lease_until = (SELECT synckit.now_ticks()) + $4, last_served = (SELECT synckit.now_ticks())
            FROM unnest(ARRAY(SELECT tenant FROM due), ARRAY(SELECT lane FROM due), ARRAY(SELECT last_served FROM due)) AS d (tenant, lane, served)
            WHERE l.tenant = d.tenant AND l.lane = d.lane
            RETURNING l.tenant, l.lane, l.epoch, l.lease_until, l.budget, d.served)
        SELECT tenant, lane, epoch, lease_until, budget, served, {Took} FROM taken ORDER BY served, tenant, lane
        """;

    private const string TakeOneSql = """
        INSERT INTO synckit.lanes AS l (tenant, lane, epoch, owner, lease_until, last_served)
        VALUES ($1, $2, 1, $3, (SELECT synckit.now_ticks()) + $4, (SELECT synckit.now_ticks()))
        ON CONFLICT (tenant, lane) DO UPDATE SET
            epoch = l.epoch + 1, owner = excluded.owner, lease_until = excluded.lease_until, last_served = excluded.last_served
        WHERE l.lease_until <= (SELECT synckit.now_ticks()) AND l.paused_until <= (SELECT synckit.now_ticks())
        RETURNING l.tenant, l.lane, l.epoch, l.lease_until, l.budget
        """;

    private readonly LowWater<long> water = new(database.Time, database.SlowLook);

    public Task<List<ConnectionId>> ListAsync(int most, CancellationToken cancellationToken) => database.ReadAsync(
        (session, token) => session.ListAsync(
            ListSql, static row => new ConnectionText(new TenantId(row.GetString(0))).Read(row.GetString(1)), token, 0L, most),
        cancellationToken);

    public async Task<IReadOnlyList<LaneLease>> TakeAsync(string owner, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        if (water.Mark is { } mark
            && await TakeAsync(mark, owner, most, life, cancellationToken).ConfigureAwait(false) is { Count: > 0 } behind)
        {
            return behind;
        }

        return await TakeAsync(0, owner, most, life, cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<LaneLease>> TakeAsync(long from, string owner, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        List<(LaneLease Lease, long Served, long Took)> taken = await database
            .RepeatAsync(
                (session, token) => session.ListAsync(
                    TakeSql, row => (Read(row, owner), row.GetInt64(5), row.GetInt64(6)), token, from, most, owner, life.Ticks),
                cancellationToken)
            .ConfigureAwait(false);
        if (taken.Count > 0)
        {
            water.Looked(taken[0].Served, wasWhole: from == 0, TimeSpan.FromTicks(taken[0].Took));
        }

        return taken.ConvertAll(static each => each.Lease);
    }

    public static Task<LaneLease?> TakeAsync(Session session, ConnectionId lane, string owner, TimeSpan life, CancellationToken cancellationToken) =>
        session.FindAsync(
            TakeOneSql, row => Read(row, owner), cancellationToken, lane.Tenant.Value, ConnectionText.Of(lane), owner, life.Ticks);

    private static LaneLease Read(Npgsql.NpgsqlDataReader row, string owner) => new(
        new ConnectionText(new TenantId(row.GetString(0))).Read(row.GetString(1)), row.GetInt64(2), owner, Column.Time(row, 3), Column.TextOrNull(row, 4));
}
