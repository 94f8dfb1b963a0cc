using SyncKit.Connections;
using SyncKit.Planning;
using SyncKit.Runs;

namespace SyncKit.PostgreSql.Runs;

internal sealed class PostgresRunStore(PostgresDatabase database) : IRunStore
{
    private const string Held = "WHERE tenant = $1 AND id = $2 AND epoch = $3 AND owner = $4 AND lease_until > (SELECT synckit.now_ticks())";

    private const string Report = $"""
        UPDATE synckit.runs SET progress = $5, lease_until = (SELECT synckit.now_ticks()) + $6 {Held} RETURNING {RunRows.Columns}
        """;

    private const string Release = $"""
        UPDATE synckit.runs SET owner = NULL, lease_until = 0, progress = $5, turn = $6, state = CASE state WHEN 2 THEN 2 ELSE $7 END {Held}
        """;

    private const string Complete = $"""
        UPDATE synckit.runs SET owner = NULL, lease_until = 0, progress = $5, state = $6, message = $7, quiet = $8, ended_at = (SELECT synckit.now_ticks())
        {Held}
        """;

    // Two that end at this very moment leave each other alone; the next one takes the place of both.
    private const string DropQuiet = """
        DELETE FROM synckit.runs WHERE tenant = $1 AND target = $2 AND quiet AND state = $3 AND ended_at IS NOT NULL AND id <> $4
        """;

    private const string Cancel = """
        UPDATE synckit.runs SET state = CASE WHEN lease_until > now THEN 2 ELSE 7 END, ended_at = CASE WHEN lease_until <= now THEN now END,
            epoch = epoch + (lease_until <= now)::integer
        FROM (SELECT synckit.now_ticks() AS now) c WHERE tenant = $1 AND id = $2 AND ended_at IS NULL
        """;

    private const string List = $"SELECT {RunRows.Columns} FROM synckit.runs WHERE tenant = $1 AND id < $2 AND ($3::integer IS NULL OR state = $3)";
    private const string ListAll = $"{List} ORDER BY id DESC LIMIT $4";
    private const string ListTarget = $"{List} AND target = $5 ORDER BY id DESC LIMIT $4";

    private const string Planned = """
        SELECT number, record, destination, action, total, text FROM synckit.run_plans
        WHERE tenant = $1 AND run = $2 AND number > $3 ORDER BY number LIMIT $4
        """;

    // What another host is dropping is left to it.
    private const string Prune = """
        WITH old AS MATERIALIZED (
            SELECT tenant, id FROM synckit.runs r
            WHERE ended_at < $1 AND EXISTS (SELECT 1 FROM synckit.runs n WHERE n.tenant = r.tenant AND n.target = r.target AND n.id > r.id)
            ORDER BY ended_at LIMIT $2 FOR UPDATE OF r SKIP LOCKED),
        plans AS (DELETE FROM synckit.run_plans p USING old o WHERE p.tenant = o.tenant AND p.run = o.id)
        DELETE FROM synckit.runs r USING old o WHERE r.tenant = o.tenant AND r.id = o.id
        """;

    private const string Newest = "~";

    public async Task<SyncRun> EnqueueAsync(SyncRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        SyncRun queued = await database
            .WriteAsync((session, token) => RunRows.EnqueueAsync(session, run, token), cancellationToken)
            .ConfigureAwait(false);
        database.Work.Announce();
        return queued;
    }

    public async Task<IReadOnlyList<RunLease>> ClaimAsync(string owner, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);

        // An idle host asks often; then one statement that reads is all.
        return (await ListDueAsync(1, cancellationToken).ConfigureAwait(false)).Count == 0
            ? []
            : await database.WriteAsync((session, token) => RunClaims.TakeAsync(session, owner, most, life, token), cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<DueRun>> ListDueAsync(int most, CancellationToken cancellationToken) =>
        database.ReadAsync((session, token) => RunClaims.ListReadyAsync(session, most, token), cancellationToken);

    public Task<RunLease?> ClaimRunAsync(TenantId tenant, Guid run, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return database.WriteAsync((session, token) => RunClaims.TakeOneAsync(session, tenant, run, owner, life, token), cancellationToken);
    }

    public Task<SyncRun?> ReportAsync(RunLease lease, RunReport report, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(report);
        return database.WriteAsync(
            async (session, token) =>
            {
                SyncRun? run = await session.FindAsync(
                    Report,
                    row => RunRows.Read(row, lease.Run.Tenant),
                    token,
                    [.. LeaseOf(lease), RunRows.Text(report.Progress), life.Ticks]).ConfigureAwait(false);
                if (run is not null && report.Planned.Count > 0)
                {
                    await RunRows.PutPlannedAsync(session, run, report.Planned, token).ConfigureAwait(false);
                }

                return run;
            },
            cancellationToken);
    }

    public async Task<bool> ReleaseAsync(RunLease lease, RunRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(release);
        return await database.ExecuteAsync(
            Release, cancellationToken, [.. LeaseOf(lease), RunRows.Text(release.Progress), release.Turn.UtcTicks, (int)release.State])
            .ConfigureAwait(false) == 1;
    }

    public Task<bool> CompleteAsync(RunLease lease, RunEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(end);
        return database.WriteAsync(
            async (session, token) =>
            {
                object?[] values = [.. LeaseOf(lease), RunRows.Text(end.Progress), (int)end.State, end.Message, end.IsQuiet];
                bool held = await session.ExecuteAsync(Complete, token, values).ConfigureAwait(false) == 1;
                if (held && end.IsQuiet)
                {
                    await session.ExecuteAsync(
                        DropQuiet, token, lease.Run.Tenant.Value, lease.Run.Request.Target, (int)end.State, RunRows.IdOf(lease.Run.Id)).ConfigureAwait(false);
                }

                return held;
            },
            cancellationToken);
    }

    public Task<SyncRun?> CancelAsync(TenantId tenant, Guid run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.WriteAsync(
            async (session, token) =>
            {
                await session.ExecuteAsync(Cancel, token, tenant.Value, RunRows.IdOf(run)).ConfigureAwait(false);
                return await RunRows.FindAsync(session, tenant, run, token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    public Task<SyncRun?> FindAsync(TenantId tenant, Guid run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync((session, token) => RunRows.FindAsync(session, tenant, run, token), cancellationToken);
    }

    public async Task<RunPage> ListAsync(TenantId tenant, RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);
        if (query.Stream is { } stream && stream.Source.Tenant != tenant)
        {
            return new RunPage([], null);
        }

        object?[] page = [tenant.Value, query.After is { } after ? RunRows.IdOf(after) : Newest, (int?)query.State, query.Limit + 1L];
        List<SyncRun> runs = await database.ReadAsync(
            (session, token) => query.Stream is null
                ? session.ListAsync(ListAll, row => RunRows.Read(row, tenant), token, page)
                : session.ListAsync(ListTarget, row => RunRows.Read(row, tenant), token, [.. page, new RunRequest { Stream = query.Stream }.Target]),
            cancellationToken).ConfigureAwait(false);
        return Cut(runs, query.Limit) ? new RunPage(runs, runs[^1].Id) : new RunPage(runs, null);
    }

    public async Task<PlannedPage> ListPlannedAsync(TenantId tenant, Guid run, int after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        List<PlannedEntry> entries = await database.ReadAsync(
            (session, token) => session.ListAsync(
                Planned,
                static row => new PlannedEntry
                {
                    Number = row.GetInt32(0),
                    Record = row.GetString(1),
                    Destination = row.GetString(2),
                    Action = (PlannedAction)row.GetInt32(3),
                    Total = row.GetString(4),
                    Text = row.GetString(5),
                },
                token,
                tenant.Value,
                RunRows.IdOf(run),
                after,
                limit + 1L),
            cancellationToken).ConfigureAwait(false);
        return Cut(entries, limit) ? new PlannedPage(entries, entries[^1].Number) : new PlannedPage(entries, null);
    }

    public Task<int> PruneAsync(DateTimeOffset endedBefore, int most, CancellationToken cancellationToken) =>
        database.ExecuteAsync(Prune, cancellationToken, endedBefore.UtcTicks, most);

    private static object?[] LeaseOf(RunLease lease) => [lease.Run.Tenant.Value, RunRows.IdOf(lease.Run.Id), lease.Epoch, lease.Owner];

    /// <summary>Takes away the row that was read only to see whether there are more.</summary>
    /// <returns>Whether there are more.</returns>
    private static bool Cut<T>(List<T> rows, int limit)
    {
        bool hasMore = rows.Count > limit;
        if (hasMore)
        {
            rows.RemoveAt(limit);
        }

        return hasMore && rows.Count > 0;
    }
}
