using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Scheduling;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Runs;

namespace SyncKit.Sqlite.Scheduling;

internal sealed class SqliteScheduleStore(SqliteDatabase database) : IScheduleStore
{
    private const string Save = """
        INSERT INTO schedules (tenant, name, version, source, kind, mode, definition) VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET version = version + 1, source = excluded.source, kind = excluded.kind, mode = excluded.mode,
            definition = excluded.definition
        RETURNING version
        """;

    private const string SetClock = """
        INSERT INTO schedule_clocks (tenant, name, due) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET due = excluded.due
        """;

    private const string Remove = "UPDATE schedules SET definition = NULL, version = version + 1 WHERE tenant = ?1 AND name = ?2 AND definition IS NOT NULL";
    private const string RemoveClock = "DELETE FROM schedule_clocks WHERE tenant = ?1 AND name = ?2";
    private const string List = "SELECT definition, version FROM schedules WHERE tenant = ?1 AND definition IS NOT NULL ORDER BY name";
    private const string Ticks = "SELECT name, due, fired_at FROM schedule_clocks WHERE tenant = ?1 ORDER BY name";
    private const string IsCurrent = "SELECT 1 FROM schedules WHERE tenant = ?1 AND name = ?2 AND version = ?3 AND definition IS NOT NULL";

    private const string IsScheduled = """
        SELECT 1 FROM schedules WHERE tenant = ?1 AND source = ?2 AND kind = ?3 AND mode = ?4 AND definition IS NOT NULL
        """;

    private const string StartClock = "INSERT INTO schedule_clocks (tenant, name, due, fired_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";

    private const string MoveClock = """
        UPDATE schedule_clocks SET due = ?3, fired_at = coalesce(?4, fired_at) WHERE tenant = ?1 AND name = ?2 AND due = ?5
        """;

    public Task<StoredSchedule> SaveAsync(Schedule schedule, DateTimeOffset? nextDue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return database.WriteAsync(
            session =>
            {
                string tenant = schedule.Tenant.Value;
                session.Prepare(SetClock).Execute(tenant, schedule.Name, nextDue?.UtcTicks);
                using Rows row = session.Prepare(Save).Query(
                    tenant, schedule.Name, ConnectionText.Of(schedule.Stream.Source), schedule.Stream.Kind, (int)schedule.Mode,
                    JsonSerializer.Serialize(schedule, StoredScheduleJson.Default.Schedule));
                row.Read();
                return new StoredSchedule(schedule, row.GetInt64(0));
            },
            cancellationToken);
    }

    public Task<bool> RemoveAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.WriteAsync(
            session =>
            {
                if (session.Prepare(Remove).Execute(tenant.Value, name) == 0)
                {
                    return false;
                }

                session.Prepare(RemoveClock).Execute(tenant.Value, name);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<StoredSchedule>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync<IReadOnlyList<StoredSchedule>>(
            session =>
            {
                List<StoredSchedule> schedules = [];
                using Rows row = session.Prepare(List).Query(tenant.Value);
                while (row.Read())
                {
                    Schedule schedule = JsonSerializer.Deserialize(row.GetString(0), StoredScheduleJson.Default.Schedule)!;
                    schedules.Add(new StoredSchedule(schedule, row.GetInt64(1)));
                }

                return schedules;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<ScheduleTick>> ListTicksAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync<IReadOnlyList<ScheduleTick>>(
            session =>
            {
                List<ScheduleTick> ticks = [];
                using Rows row = session.Prepare(Ticks).Query(tenant.Value);
                while (row.Read())
                {
                    ticks.Add(new ScheduleTick(
                        row.GetString(0), row.IsNull(1) ? null : Column.Time(row, 1), row.IsNull(2) ? null : Column.Time(row, 2)));
                }

                return ticks;
            },
            cancellationToken);
    }

    public Task<bool> FireAsync(ScheduleFiring firing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(firing);
        return database.WriteAsync(
            session =>
            {
                long now = database.Now;
                if (!IsMeant(session, firing) || !TryMove(session, firing, now))
                {
                    return false;
                }

                if (firing.Run is { } run)
                {
                    RunRows.Enqueue(session, run, now);
                }

                return true;
            },
            cancellationToken);
    }

    private static bool IsMeant(Session session, ScheduleFiring firing)
    {
        string tenant = firing.Tenant.Value;
        return firing.Version > 0
            ? session.Prepare(IsCurrent).Finds(tenant, firing.Name, firing.Version)
            : firing.UnlessScheduled is not { } stream
                || !session.Prepare(IsScheduled).Finds(tenant, ConnectionText.Of(stream.Source), stream.Kind, (int)SyncMode.Incremental);
    }

    private static bool TryMove(Session session, ScheduleFiring firing, long now)
    {
        long? firedAt = firing.Run is null ? null : now;
        Statement move = session.Prepare(firing.DueAt is null ? StartClock : MoveClock);
        return firing.DueAt is { } due
            ? move.Execute(firing.Tenant.Value, firing.Name, firing.NextDue.UtcTicks, firedAt, due.UtcTicks) == 1
            : move.Execute(firing.Tenant.Value, firing.Name, firing.NextDue.UtcTicks, firedAt) == 1;
    }
}
