using System.Text.Json;
using Npgsql;
using SyncKit.Connections;
using SyncKit.Runs;

namespace SyncKit.PostgreSql.Runs;

/// <summary>The runs' rows, in the order of their ids, which is that of their making.</summary>
internal static class RunRows
{
    public const string Columns =
        "id, request, origin, origin_name, state, created_at, started_at, ended_at, progress, message, interruptions";

    private const string FindSql = $"SELECT {Columns} FROM synckit.runs WHERE tenant = $1 AND id = $2";

    // Held until the commit: what was queued when it was looked at is still queued when the caller hears of it.
    private const string HoldQueuedSql = $"""
        SELECT {Columns} FROM synckit.runs WHERE tenant = $1 AND fingerprint = $2 AND state = 0 AND started_at IS NULL FOR UPDATE
        """;

    private const string AdoptSql = $"UPDATE synckit.runs SET origin = $3, origin_name = $4 WHERE tenant = $1 AND id = $2 RETURNING {Columns}";

    // Of equal runs that are queued at once the index lets one in; who comes second waits for the first one's commit and then finds it.
    private const string AddSql = """
        INSERT INTO synckit.runs (tenant, id, target, fingerprint, request, origin, origin_name, state, created_at, turn, progress)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, (SELECT synckit.now_ticks()), $9) ON CONFLICT DO NOTHING
        """;

    private const string PutPlannedSql = """
        INSERT INTO synckit.run_plans (tenant, run, number, record, destination, action, total, text)
        SELECT DISTINCT ON (number) $1, $2, number, record, destination, action, total, text
        FROM unnest($3, $4, $5, $6, $7, $8) WITH ORDINALITY AS p (number, record, destination, action, total, text, turn)
        ORDER BY number, turn DESC
        ON CONFLICT (tenant, run, number) DO UPDATE SET record = excluded.record, destination = excluded.destination, action = excluded.action,
            total = excluded.total, text = excluded.text
        """;

    public static string IdOf(Guid run) => run.ToString("D");

    public static string Text(RunProgress progress) => JsonSerializer.Serialize(progress, StoredRunJson.Default.RunProgress);

    public static Task<SyncRun?> FindAsync(Session session, TenantId tenant, Guid run, CancellationToken cancellationToken) =>
        session.FindAsync(FindSql, row => Read(row, tenant), cancellationToken, tenant.Value, IdOf(run));

    public static async Task<SyncRun> EnqueueAsync(Session session, SyncRun run, CancellationToken cancellationToken)
    {
        // Again when the equal run that was in the way is none any more: it was taken up or ended between two statements.
        while (true)
        {
            if (await TryAddAsync(session, run, cancellationToken).ConfigureAwait(false))
            {
                return run with { State = RunState.Queued, Progress = RunProgress.None };
            }

            if (await FindAsync(session, run.Tenant, run.Id, cancellationToken).ConfigureAwait(false) is { } same)
            {
                return same;
            }

            SyncRun? equal = await session
                .FindAsync(HoldQueuedSql, row => Read(row, run.Tenant), cancellationToken, run.Tenant.Value, run.Request.Fingerprint)
                .ConfigureAwait(false);
            if (equal is not null)
            {
                return run.Origin.Kind == RunOriginKind.Person && equal.Origin.Kind != RunOriginKind.Person
                    ? await AdoptAsync(session, equal, run.Origin, cancellationToken).ConfigureAwait(false)
                    : equal;
            }
        }
    }

    public static Task PutPlannedAsync(Session session, SyncRun run, IReadOnlyList<PlannedEntry> entries, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            PutPlannedSql,
            cancellationToken,
            run.Tenant.Value,
            IdOf(run.Id),
            entries.Select(entry => entry.Number).ToArray(),
            entries.Select(entry => entry.Record).ToArray(),
            entries.Select(entry => entry.Destination).ToArray(),
            entries.Select(entry => (int)entry.Action).ToArray(),
            entries.Select(entry => entry.Total).ToArray(),
            entries.Select(entry => entry.Text).ToArray());

    public static SyncRun Read(NpgsqlDataReader row, TenantId tenant) => new()
    {
        Id = Guid.ParseExact(row.GetString(0), "D"),
        Tenant = tenant,
        Request = JsonSerializer.Deserialize(row.GetString(1), StoredRunJson.Default.RunRequest)!,
        Origin = new RunOrigin((RunOriginKind)row.GetInt32(2), row.GetString(3)),
        State = (RunState)row.GetInt32(4),
        CreatedAt = Column.Time(row, 5),
        StartedAt = Column.TimeOrNull(row, 6),
        EndedAt = Column.TimeOrNull(row, 7),
        Progress = JsonSerializer.Deserialize(row.GetString(8), StoredRunJson.Default.RunProgress)!,
        Message = row.GetString(9),
        Interruptions = row.GetInt32(10),
    };

    private static async Task<bool> TryAddAsync(Session session, SyncRun run, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            AddSql,
            cancellationToken,
            run.Tenant.Value,
            IdOf(run.Id),
            run.Request.Target,
            run.Request.Fingerprint,
            JsonSerializer.Serialize(run.Request, StoredRunJson.Default.RunRequest),
            (int)run.Origin.Kind,
            run.Origin.Name,
            run.CreatedAt.UtcTicks,
            Text(RunProgress.None)).ConfigureAwait(false) == 1;

    private static async Task<SyncRun> AdoptAsync(Session session, SyncRun queued, RunOrigin origin, CancellationToken cancellationToken) =>
        (await session.FindAsync(
            AdoptSql, row => Read(row, queued.Tenant), cancellationToken, queued.Tenant.Value, IdOf(queued.Id), (int)origin.Kind, origin.Name)
            .ConfigureAwait(false))!;
}
