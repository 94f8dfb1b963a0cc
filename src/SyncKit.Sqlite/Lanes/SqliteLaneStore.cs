using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Inbox;
using SyncKit.Sqlite.Intents;

namespace SyncKit.Sqlite.Lanes;

internal sealed class SqliteLaneStore(SqliteDatabase database) : ILaneStore
{
    private const string Prolong =
        "UPDATE lanes SET lease_until = ?6 WHERE tenant = ?1 AND lane = ?2 AND epoch = ?3 AND owner = ?4 AND lease_until > ?5";

    private const string Pause = """
        INSERT INTO lanes (tenant, lane, paused_until) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET paused_until = excluded.paused_until
        """;

    public async Task<IReadOnlyList<LaneLease>> AcquireAsync(string owner, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);

        // An idle host asks often; it must neither wait for the writer nor make it wait.
        IReadOnlyList<ConnectionId> ready = await database
            .ReadAsync(session => LaneRows.ListReady(session, most, database.Now), cancellationToken)
            .ConfigureAwait(false);
        if (ready.Count == 0)
        {
            return [];
        }

        return await database
            .WriteAsync<IReadOnlyList<LaneLease>>(
                session =>
                {
                    long now = database.Now;
                    return [.. LaneRows.ListReady(session, most, now).Select(lane => LaneRows.TakeOver(session, lane, owner, now, life))];
                },
                cancellationToken)
            .ConfigureAwait(false);
    }

    public Task<IReadOnlyList<ConnectionId>> ListDueAsync(int most, CancellationToken cancellationToken) =>
        database.ReadAsync(session => LaneRows.ListReady(session, most, database.Now), cancellationToken);

    public Task<LaneLease?> AcquireLaneAsync(ConnectionId lane, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return database.WriteAsync(
            session =>
            {
                long now = database.Now;
                LaneRows.Ensure(session, lane.Tenant.Value, ConnectionText.Of(lane));
                return LaneRows.IsFree(session, lane, now) ? LaneRows.TakeOver(session, lane, owner, now, life) : null;
            },
            cancellationToken);
    }

    public Task<LaneLease?> RenewAsync(LaneLease lease, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return database.WriteFirstAsync(
            session =>
            {
                long now = database.Now;
                DateTimeOffset until = new(now + life.Ticks, TimeSpan.Zero);
                int held = session.Prepare(Prolong).Execute(
                    lease.Lane.Tenant.Value, ConnectionText.Of(lease.Lane), lease.Epoch, lease.Owner, now, until.UtcTicks);
                return held == 1 ? lease with { ExpiresAt = until } : null;
            },
            cancellationToken);
    }

    public Task ReleaseAsync(LaneLease lease, LaneRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(release);
        return database.WriteAsync(
            session =>
            {
                LaneRows.GiveBack(session, lease, release, database.Now);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<InboxItem>> TakeAsync(LaneLease lease, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return database.ReadAsync(
            session =>
            {
                long now = database.Now;
                return LaneRows.Holds(session, lease, now) ? InboxRows.ListDue(session, lease.Lane, now, most) : [];
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<Intent>> ListIntentsAsync(LaneLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return database.ReadAsync(
            session => LaneRows.Holds(session, lease, database.Now) ? IntentRows.List(session, lease.Lane) : [],
            cancellationToken);
    }

    public Task<bool> SettleAsync(LaneLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(settlement);
        settlement.EnsureFits(lease.Lane);
        return database.WriteAsync(
            session =>
            {
                if (!LaneRows.Holds(session, lease, database.Now))
                {
                    return false;
                }

                new LaneSettlement(session, lease.Lane).Run(settlement);
                return true;
            },
            cancellationToken);
    }

    public Task PauseAsync(ConnectionId lane, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        return database.WriteAsync(
            session => session.Prepare(Pause).Execute(lane.Tenant.Value, ConnectionText.Of(lane), until.UtcTicks),
            cancellationToken);
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => LaneRows.FindNextDue(session, database.Now), cancellationToken);

    public Task<LaneWait?> FindLongestWaitingAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => LaneRows.FindLongestWaiting(session, database.Now), cancellationToken);
}
