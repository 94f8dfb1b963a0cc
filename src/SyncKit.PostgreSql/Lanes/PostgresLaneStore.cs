using Npgsql;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Intents;

namespace SyncKit.PostgreSql.Lanes;

internal sealed class PostgresLaneStore(PostgresDatabase database) : ILaneStore
{
    private const string Prolong = $"""
        UPDATE synckit.lanes SET lease_until = (SELECT synckit.now_ticks()) + $5 WHERE {LaneRows.Held} RETURNING lease_until
        """;

    private const string Pause = """
        INSERT INTO synckit.lanes (tenant, lane, paused_until) VALUES ($1, $2, $3)
        ON CONFLICT (tenant, lane) DO UPDATE SET paused_until = excluded.paused_until
        """;

    // While somebody holds a lane, its row says what was due when he took it; what he has settled since is no longer due when his lease ends.
    private static readonly string NextDue = $"""
        SELECT min(greatest(due, paused_until, lease_until)) FROM (
            SELECT paused_until, lease_until,
                CASE WHEN lease_until > (SELECT synckit.now_ticks()) THEN {LaneRows.DueAt("l.tenant", "l.lane", "l.lease_until")} ELSE ready_at END AS due
            FROM synckit.lanes l WHERE ready_at IS NOT NULL) l
        WHERE due IS NOT NULL
        """;

    private const string LongestWaiting = """
        SELECT tenant, lane, greatest(ready_at, paused_until, lease_until, last_served) AS since FROM synckit.lanes
        WHERE ready_at IS NOT NULL AND ready_at <= (SELECT synckit.now_ticks())
            AND lease_until <= (SELECT synckit.now_ticks()) AND paused_until <= (SELECT synckit.now_ticks())
        ORDER BY since, tenant, lane LIMIT 1
        """;

    private readonly LaneClaims claims = new(database);
    private readonly LaneItems items = new(database);

    public Task<IReadOnlyList<LaneLease>> AcquireAsync(string owner, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return claims.TakeAsync(owner, most, life, cancellationToken);
    }

    public async Task<IReadOnlyList<ConnectionId>> ListDueAsync(int most, CancellationToken cancellationToken) =>
        await claims.ListAsync(most, cancellationToken).ConfigureAwait(false);

    public Task<LaneLease?> AcquireLaneAsync(ConnectionId lane, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return database.RepeatAsync((session, token) => LaneClaims.TakeAsync(session, lane, owner, life, token), cancellationToken);
    }

    public Task<LaneLease?> RenewAsync(LaneLease lease, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return database.RepeatAsync(
            (session, token) => session.FindAsync(
                Prolong, row => lease with { ExpiresAt = Column.Time(row, 0) }, token, [.. Key(lease), life.Ticks]),
            cancellationToken);
    }

    public Task ReleaseAsync(LaneLease lease, LaneRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(release);
        return database.RepeatAsync(
            async (session, token) =>
            {
                Batch batch = session.Begin();
                LaneReleases.Add(batch, lease, release);
                await batch.RunAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<InboxItem>> TakeAsync(LaneLease lease, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return items.TakeAsync(lease, most, cancellationToken);
    }

    public Task<IReadOnlyList<Intent>> ListIntentsAsync(LaneLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return database.ReadAsync(
            (session, token) => IntentRows.ListAsync(session, lease.Lane.Tenant.Value, ConnectionText.Of(lease.Lane), lease.Epoch, lease.Owner, token),
            cancellationToken);
    }

    public async Task<bool> SettleAsync(LaneLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(settlement);
        settlement.EnsureFits(lease.Lane);
        LaneSettlement settling = new(lease, settlement);
        async Task<bool> SettleAsync(Session session, CancellationToken token)
        {
            await settling.RunAsync(session, token).ConfigureAwait(false);
            return true;
        }

        try
        {
            return await (settling.IsOneTrip
                ? database.WriteOnceAsync(SettleAsync, cancellationToken)
                : database.WriteAsync(SettleAsync, cancellationToken)).ConfigureAwait(false);
        }
        catch (PostgresException lost) when (lost.SqlState == LaneHold.Lost)
        {
            return false;
        }
    }

    public async Task PauseAsync(ConnectionId lane, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        await database
            .ExecuteAsync(Pause, cancellationToken, lane.Tenant.Value, ConnectionText.Of(lane), until.UtcTicks)
            .ConfigureAwait(false);
        if (until == DateTimeOffset.MinValue)
        {
            database.Work.Announce();
        }
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        database.ReadAsync((session, token) => session.FindAsync(NextDue, static row => Column.TimeOrNull(row, 0), token), cancellationToken);

    public Task<LaneWait?> FindLongestWaitingAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            (session, token) => session.FindAsync(
                LongestWaiting,
                static row => new LaneWait(new ConnectionText(new TenantId(row.GetString(0))).Read(row.GetString(1)), Column.Time(row, 2)),
                token),
            cancellationToken);

    private static object?[] Key(LaneLease lease) => [lease.Lane.Tenant.Value, ConnectionText.Of(lease.Lane), lease.Epoch, lease.Owner];
}
