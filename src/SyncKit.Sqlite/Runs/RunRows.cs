using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Runs;

namespace SyncKit.Sqlite.Runs;

/// <summary>The runs' rows, in the order of their ids, which is that of their making.</summary>
internal static class RunRows
{
    public const string Columns =
        "id, request, origin, origin_name, state, created_at, started_at, ended_at, progress, message, interruptions";

    private const string FindSql = $"SELECT {Columns} FROM runs WHERE tenant = ?1 AND id = ?2";
    private const string FindQueuedSql = $"SELECT {Columns} FROM runs WHERE tenant = ?1 AND fingerprint = ?2 AND state = 0 AND started_at IS NULL";
    private const string AdoptSql = $"UPDATE runs SET origin = ?3, origin_name = ?4 WHERE tenant = ?1 AND id = ?2 RETURNING {Columns}";

    private const string AddSql = """
        INSERT INTO runs (tenant, id, target, fingerprint, request, origin, origin_name, state, created_at, turn, progress)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9, ?10)
        """;

    private const string PutPlannedSql = """
        INSERT INTO run_plans (tenant, run, number, record, destination, action, total, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT DO UPDATE SET record = excluded.record, destination = excluded.destination, action = excluded.action,
            total = excluded.total, text = excluded.text
        """;

    public static string IdOf(Guid run) => run.ToString("D");

    public static SyncRun? Find(Session session, TenantId tenant, Guid run)
    {
        using Rows row = session.Prepare(FindSql).Query(tenant.Value, IdOf(run));
        return row.Read() ? Read(row, tenant) : null;
    }

    public static SyncRun Enqueue(Session session, SyncRun run, long now)
    {
        if (Find(session, run.Tenant, run.Id) is { } same)
        {
            return same;
        }

        if (FindQueued(session, run) is { } equal)
        {
            return run.Origin.Kind == RunOriginKind.Person && equal.Origin.Kind != RunOriginKind.Person
                ? Adopt(session, equal, run.Origin)
                : equal;
        }

        session.Prepare(AddSql).Execute(
            run.Tenant.Value, IdOf(run.Id), run.Request.Target, run.Request.Fingerprint,
            JsonSerializer.Serialize(run.Request, StoredRunJson.Default.RunRequest), (int)run.Origin.Kind, run.Origin.Name,
            run.CreatedAt.UtcTicks, now, Text(RunProgress.None));
        return run with { State = RunState.Queued, Progress = RunProgress.None };
    }

    public static void PutPlanned(Session session, SyncRun run, IReadOnlyList<PlannedEntry> entries)
    {
        foreach (PlannedEntry entry in entries)
        {
            session.Prepare(PutPlannedSql).Execute(
                run.Tenant.Value, IdOf(run.Id), entry.Number, entry.Record, entry.Destination, (int)entry.Action, entry.Total, entry.Text);
        }
    }

    public static string Text(RunProgress progress) => JsonSerializer.Serialize(progress, StoredRunJson.Default.RunProgress);

    public static SyncRun Read(Rows row, TenantId tenant) => new()
    {
        Id = Guid.ParseExact(row.GetString(0), "D"),
        Tenant = tenant,
        Request = JsonSerializer.Deserialize(row.GetString(1), StoredRunJson.Default.RunRequest)!,
        Origin = new RunOrigin((RunOriginKind)row.GetInt32(2), row.GetString(3)),
        State = (RunState)row.GetInt32(4),
        CreatedAt = Column.Time(row, 5),
        StartedAt = row.IsNull(6) ? null : Column.Time(row, 6),
        EndedAt = row.IsNull(7) ? null : Column.Time(row, 7),
        Progress = JsonSerializer.Deserialize(row.GetString(8), StoredRunJson.Default.RunProgress)!,
        Message = row.GetString(9),
        Interruptions = row.GetInt32(10),
    };

    private static SyncRun? FindQueued(Session session, SyncRun run)
    {
        using Rows row = session.Prepare(FindQueuedSql).Query(run.Tenant.Value, run.Request.Fingerprint);
        return row.Read() ? Read(row, run.Tenant) : null;
    }

    private static SyncRun Adopt(Session session, SyncRun queued, RunOrigin origin)
    {
        using Rows row = session.Prepare(AdoptSql).Query(queued.Tenant.Value, IdOf(queued.Id), (int)origin.Kind, origin.Name);
        row.Read();
        return Read(row, queued.Tenant);
    }
}
