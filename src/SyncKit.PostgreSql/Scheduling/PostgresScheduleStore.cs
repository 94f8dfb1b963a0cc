using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Runs;
using SyncKit.Scheduling;

namespace SyncKit.PostgreSql.Scheduling;

/// <summary>
/// One host fires: the clock is moved by a statement that names the time it shows, and of many who do so at once the row's lock lets one find it there.
/// Everybody takes the schedule's row before the clock's.
/// </summary>
internal sealed class PostgresScheduleStore(PostgresDatabase database) : IScheduleStore
{
    private const string Save = """
        INSERT INTO synckit.schedules (tenant, name, version, source, kind, mode, definition) VALUES ($1, $2, 1, $3, $4, $5, $6)
        ON CONFLICT (tenant, name) DO UPDATE SET version = schedules.version + 1, source = excluded.source, kind = excluded.kind, mode = excluded.mode,
            definition = excluded.definition
        RETURNING version
        """;

    private const string SetClock = """
        INSERT INTO synckit.schedule_clocks (tenant, name, due) VALUES ($1, $2, $3) ON CONFLICT (tenant, name) DO UPDATE SET due = excluded.due
        """;

    private const string Remove = """
        UPDATE synckit.schedules SET definition = NULL, version = version + 1 WHERE tenant = $1 AND name = $2 AND definition IS NOT NULL
        """;

    private const string RemoveClock = "DELETE FROM synckit.schedule_clocks WHERE tenant = $1 AND name = $2";
    private const string List = "SELECT definition, version FROM synckit.schedules WHERE tenant = $1 AND definition IS NOT NULL ORDER BY name";
    private const string Ticks = "SELECT name, due, fired_at FROM synckit.schedule_clocks WHERE tenant = $1 ORDER BY name";

    // Held until the commit, so that a version that is taken back while it fires is either fired before or not at all.
    private const string IsCurrent = """
        SELECT 1 FROM synckit.schedules WHERE tenant = $1 AND name = $2 AND version = $3 AND definition IS NOT NULL FOR SHARE
        """;

    // A schedule that is stored at this very moment comes after the default one's firing: it reads nothing of it.
    private const string IsScheduled = """
        SELECT 1 FROM synckit.schedules WHERE tenant = $1 AND source = $2 AND kind = $3 AND mode = $4 AND definition IS NOT NULL
        """;

    private const string FiredAt = "CASE WHEN $4 THEN (SELECT synckit.now_ticks()) END";

    private const string StartClock = $"""
        INSERT INTO synckit.schedule_clocks (tenant, name, due, fired_at) VALUES ($1, $2, $3, {FiredAt}) ON CONFLICT DO NOTHING
        """;

    private const string MoveClock = $"""
        UPDATE synckit.schedule_clocks SET due = $3, fired_at = coalesce({FiredAt}, fired_at) WHERE tenant = $1 AND name = $2 AND due = $5
        """;

    public Task<StoredSchedule> SaveAsync(Schedule schedule, DateTimeOffset? nextDue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        string definition = JsonSerializer.Serialize(schedule, StoredScheduleJson.Default.Schedule);
        return database.WriteAsync(
            async (session, token) =>
            {
                long version = await session.FindAsync(
                    Save,
                    static row => row.GetInt64(0),
                    token,
                    schedule.Tenant.Value,
                    schedule.Name,
                    ConnectionText.Of(schedule.Stream.Source),
                    schedule.Stream.Kind,
                    (int)schedule.Mode,
                    definition).ConfigureAwait(false);
                await session.ExecuteAsync(SetClock, token, schedule.Tenant.Value, schedule.Name, nextDue?.UtcTicks).ConfigureAwait(false);
                return new StoredSchedule(schedule, version);
            },
            cancellationToken);
    }

    public Task<bool> RemoveAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.WriteAsync(
            async (session, token) =>
            {
                if (await session.ExecuteAsync(Remove, token, tenant.Value, name).ConfigureAwait(false) == 0)
                {
                    return false;
                }

                await session.ExecuteAsync(RemoveClock, token, tenant.Value, name).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<StoredSchedule>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(
                List,
                static row => new StoredSchedule(JsonSerializer.Deserialize(row.GetString(0), StoredScheduleJson.Default.Schedule)!, row.GetInt64(1)),
                token,
                tenant.Value),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ScheduleTick>> ListTicksAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(
                Ticks, static row => new ScheduleTick(row.GetString(0), Column.TimeOrNull(row, 1), Column.TimeOrNull(row, 2)), token, tenant.Value),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> FireAsync(ScheduleFiring firing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(firing);
        bool fired = await database.WriteAsync((session, token) => FireAsync(session, firing, token), cancellationToken).ConfigureAwait(false);
        if (fired && firing.Run is not null)
        {
            database.Work.Announce();
        }

        return fired;
    }

    private static async Task<bool> FireAsync(Session session, ScheduleFiring firing, CancellationToken cancellationToken)
    {
        if (!await IsMeantAsync(session, firing, cancellationToken).ConfigureAwait(false)
            || !await TryMoveAsync(session, firing, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (firing.Run is { } run)
        {
            await RunRows.EnqueueAsync(session, run, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task<bool> IsMeantAsync(Session session, ScheduleFiring firing, CancellationToken cancellationToken)
    {
        string tenant = firing.Tenant.Value;
        return firing.Version > 0
            ? await session.FindsAsync(IsCurrent, cancellationToken, tenant, firing.Name, firing.Version).ConfigureAwait(false)
            : firing.UnlessScheduled is not { } stream
                || !await session.FindsAsync(
                    IsScheduled, cancellationToken, tenant, ConnectionText.Of(stream.Source), stream.Kind, (int)SyncMode.Incremental).ConfigureAwait(false);
    }

    private static async Task<bool> TryMoveAsync(Session session, ScheduleFiring firing, CancellationToken cancellationToken)
    {
        object?[] clock = [firing.Tenant.Value, firing.Name, firing.NextDue.UtcTicks, firing.Run is not null];
        return (firing.DueAt is { } due
            ? await session.ExecuteAsync(MoveClock, cancellationToken, [.. clock, due.UtcTicks]).ConfigureAwait(false)
            : await session.ExecuteAsync(StartClock, cancellationToken, clock).ConfigureAwait(false)) == 1;
    }
}
