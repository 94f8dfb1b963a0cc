using SyncKit.Connections;
using SyncKit.Planning;
using SyncKit.Runs;

namespace SyncKit.Sqlite.Runs;

internal sealed class SqliteRunStore(SqliteDatabase database) : IRunStore
{
    private const string Held = "WHERE tenant = ?1 AND id = ?2 AND epoch = ?3 AND owner = ?4 AND lease_until > ?5";
    private const string Report = $"UPDATE runs SET progress = ?6, lease_until = ?7 {Held} RETURNING {RunRows.Columns}";

    private const string Release = $"""
        UPDATE runs SET owner = NULL, lease_until = 0, progress = ?6, turn = ?7, state = iif(state = 2, 2, ?8) {Held}
        """;

    private const string Complete = $"""
        UPDATE runs SET owner = NULL, lease_until = 0, progress = ?6, state = ?7, message = ?8, quiet = ?9, ended_at = ?5 {Held}
        """;

    private const string DropQuiet = """
        DELETE FROM runs WHERE tenant = ?1 AND target = ?2 AND quiet = 1 AND state = ?3 AND ended_at IS NOT NULL AND id <> ?4
        """;

    private const string Cancel = $"""
        UPDATE runs SET state = iif(lease_until > ?3, 2, 7), ended_at = iif(lease_until > ?3, NULL, ?3), epoch = epoch + (lease_until <= ?3)
        WHERE tenant = ?1 AND id = ?2 AND ended_at IS NULL
        """;

    private const string Planned = """
        SELECT number, record, destination, action, total, text FROM run_plans WHERE tenant = ?1 AND run = ?2 AND number > ?3 ORDER BY number LIMIT ?4
        """;

    private const string ListOld = """
        SELECT tenant, id FROM runs r WHERE ended_at < ?1
            AND EXISTS (SELECT 1 FROM runs n WHERE n.tenant = r.tenant AND n.target = r.target AND n.id > r.id)
        ORDER BY ended_at LIMIT ?2
        """;

    private const string Drop = "DELETE FROM runs WHERE tenant = ?1 AND id = ?2";
    private const string DropPlan = "DELETE FROM run_plans WHERE tenant = ?1 AND run = ?2";
    private const string Newest = "~";

    public Task<SyncRun> EnqueueAsync(SyncRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return database.WriteAsync(session => RunRows.Enqueue(session, run, database.Now), cancellationToken);
    }

    public async Task<IReadOnlyList<RunLease>> ClaimAsync(string owner, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);

        // An idle host asks often; it must neither wait for the writer nor make it wait.
        IReadOnlyList<DueRun> ready = await ListDueAsync(1, cancellationToken).ConfigureAwait(false);
        return ready.Count == 0
            ? []
            : await database
                .WriteAsync(session => RunClaims.Take(session, owner, most, life, database.Now), cancellationToken)
                .ConfigureAwait(false);
    }

    public Task<IReadOnlyList<DueRun>> ListDueAsync(int most, CancellationToken cancellationToken) =>
        database.ReadAsync(session => RunClaims.ListReady(session, most, database.Now), cancellationToken);

    public Task<RunLease?> ClaimRunAsync(TenantId tenant, Guid run, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return database.WriteAsync(session => RunClaims.TakeOne(session, tenant, run, owner, life, database.Now), cancellationToken);
    }

    public Task<SyncRun?> ReportAsync(RunLease lease, RunReport report, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(report);
        return database.WriteAsync(
            session =>
            {
                SyncRun? run = null;
                long now = database.Now;
                using (Rows row = session.Prepare(Report).Query(
                    lease.Run.Tenant.Value, RunRows.IdOf(lease.Run.Id), lease.Epoch, lease.Owner, now, RunRows.Text(report.Progress), now + life.Ticks))
                {
                    run = row.Read() ? RunRows.Read(row, lease.Run.Tenant) : null;
                }

                if (run is not null)
                {
                    RunRows.PutPlanned(session, run, report.Planned);
                }

                return run;
            },
            cancellationToken);
    }

    public Task<bool> ReleaseAsync(RunLease lease, RunRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(release);
        return database.WriteAsync(
            session => session.Prepare(Release).Execute(
                lease.Run.Tenant.Value, RunRows.IdOf(lease.Run.Id), lease.Epoch, lease.Owner, database.Now,
                RunRows.Text(release.Progress), release.Turn.UtcTicks, (int)release.State) == 1,
            cancellationToken);
    }

    public Task<bool> CompleteAsync(RunLease lease, RunEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(end);
        return database.WriteAsync(
            session =>
            {
                string tenant = lease.Run.Tenant.Value;
                string id = RunRows.IdOf(lease.Run.Id);
                int held = session.Prepare(Complete).Execute(
                    tenant, id, lease.Epoch, lease.Owner, database.Now, RunRows.Text(end.Progress), (int)end.State, end.Message, end.IsQuiet);
                if (held == 1 && end.IsQuiet)
                {
                    session.Prepare(DropQuiet).Execute(tenant, lease.Run.Request.Target, (int)end.State, id);
                }

                return held == 1;
            },
            cancellationToken);
    }

    public Task<SyncRun?> CancelAsync(TenantId tenant, Guid run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.WriteAsync(
            session =>
            {
                session.Prepare(Cancel).Execute(tenant.Value, RunRows.IdOf(run), database.Now);
                return RunRows.Find(session, tenant, run);
            },
            cancellationToken);
    }

    public Task<SyncRun?> FindAsync(TenantId tenant, Guid run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync(session => RunRows.Find(session, tenant, run), cancellationToken);
    }

    public Task<RunPage> ListAsync(TenantId tenant, RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);
        string? target = query.Stream is null ? null : query.Stream.Source.Tenant == tenant ? new RunRequest { Stream = query.Stream }.Target : string.Empty;
        string ofTarget = target is null ? "AND ?4 IS NULL" : "AND target = ?4";
        string sql = $"""
            SELECT {RunRows.Columns} FROM runs WHERE tenant = ?1 AND id < ?2 AND (?3 IS NULL OR state = ?3) {ofTarget} ORDER BY id DESC LIMIT ?5
            """;
        return database.ReadAsync(
            session =>
            {
                List<SyncRun> runs = [];
                using Rows row = session.Prepare(sql).Query(
                    tenant.Value, query.After is { } after ? RunRows.IdOf(after) : Newest, (int?)query.State, target, query.Limit + 1L);
                while (runs.Count < query.Limit && row.Read())
                {
                    runs.Add(RunRows.Read(row, tenant));
                }

                return new RunPage(runs, runs.Count > 0 && row.Read() ? runs[^1].Id : null);
            },
            cancellationToken);
    }

    public Task<PlannedPage> ListPlannedAsync(TenantId tenant, Guid run, int after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync(
            session =>
            {
                List<PlannedEntry> entries = [];
                using Rows row = session.Prepare(Planned).Query(tenant.Value, RunRows.IdOf(run), after, limit + 1L);
                while (entries.Count < limit && row.Read())
                {
                    entries.Add(new PlannedEntry
                    {
                        Number = row.GetInt32(0),
                        Record = row.GetString(1),
                        Destination = row.GetString(2),
                        Action = (PlannedAction)row.GetInt32(3),
                        Total = row.GetString(4),
                        Text = row.GetString(5),
                    });
                }

                return new PlannedPage(entries, entries.Count > 0 && row.Read() ? entries[^1].Number : null);
            },
            cancellationToken);
    }

    public Task<int> PruneAsync(DateTimeOffset endedBefore, int most, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            List<(string Tenant, string Run)> old = [];
            using (Rows row = session.Prepare(ListOld).Query(endedBefore.UtcTicks, most))
            {
                while (row.Read())
                {
                    old.Add((row.GetString(0), row.GetString(1)));
                }
            }

            foreach ((string tenant, string run) in old)
            {
                session.Prepare(DropPlan).Execute(tenant, run);
                session.Prepare(Drop).Execute(tenant, run);
            }

            return old.Count;
        },
        cancellationToken);
}
