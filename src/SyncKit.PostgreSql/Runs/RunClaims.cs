using Npgsql;
using SyncKit.Connections;
using SyncKit.Runs;

namespace SyncKit.PostgreSql.Runs;

/// <summary>
/// Finds runs whose turn has come, and takes them. Two hosts may want two runs of one target, whose rows have nothing in common: so who wants a run that
/// reads first takes a lock of the target, and then looks again whether anybody reads there, by a statement that sees what the host before has committed.
/// </summary>
internal static class RunClaims
{
    private const string Ready = "r.ended_at IS NULL AND r.turn <= (SELECT synckit.now_ticks()) AND r.lease_until <= (SELECT synckit.now_ticks())";

    private const string IsFree = """
        (r.state = 3 OR NOT EXISTS (
            SELECT 1 FROM synckit.runs b WHERE b.tenant = r.tenant AND b.target = r.target
                AND b.ended_at IS NULL AND b.lease_until > (SELECT synckit.now_ticks()) AND b.state < 3))
        """;

    private const string ListReadySql =
        $"SELECT r.tenant, r.id, r.target, r.state FROM synckit.runs r WHERE {Ready} AND {IsFree} ORDER BY r.turn, r.tenant, r.id LIMIT $1";

    private const string FindReadySql = $"SELECT r.tenant, r.id, r.target, r.state FROM synckit.runs r WHERE {Ready} AND {IsFree} AND r.tenant = $1 AND r.id = $2";

    /// <summary>Held until the commit. That two targets share a number by chance costs one of them a round.</summary>
    private const string HoldSql = """
        SELECT number FROM unnest($1, $2, $3) WITH ORDINALITY AS t (tenant, target, state, number)
        WHERE state = 3 OR pg_try_advisory_xact_lock(hashtextextended(tenant || chr(10) || target, $4))
        """;

    // Of several runs of one target that read, the first one makes it busy.
    private const string TakeSql = $"""
        WITH ready AS MATERIALIZED (
            SELECT r.tenant, r.id, r.target, r.state, c.number
            FROM unnest($1, $2) WITH ORDINALITY AS c (tenant, id, number) JOIN synckit.runs r ON r.tenant = c.tenant AND r.id = c.id
            WHERE {Ready} AND {IsFree}
            FOR UPDATE OF r SKIP LOCKED),
        chosen AS MATERIALIZED (
            SELECT tenant, id, number FROM (
                SELECT *, row_number() OVER (PARTITION BY tenant, target, state = 3 ORDER BY number) AS rank FROM ready) ranked
            WHERE state = 3 OR rank = 1),
        taken AS (
            UPDATE synckit.runs r SET epoch = r.epoch + 1, owner = $3, lease_until = (SELECT synckit.now_ticks()) + $4,
                state = CASE r.state WHEN 0 THEN 1 ELSE r.state END, started_at = coalesce(r.started_at, (SELECT synckit.now_ticks())),
                interruptions = r.interruptions + (r.lease_until > 0)::integer
            FROM chosen c WHERE r.tenant = c.tenant AND r.id = c.id
            RETURNING r.*, c.number)
        SELECT {RunRows.Columns}, tenant, epoch, lease_until FROM taken ORDER BY number
        """;

    private const string ForgetPlansSql = """
        DELETE FROM synckit.run_plans p USING unnest($1, $2) AS t (tenant, run) WHERE p.tenant = t.tenant AND p.run = t.run
        """;

    /// <summary>"SyncRuns" in ASCII: these locks are those of no other kind of work.</summary>
    private const long LockKind = 0x53_79_6E_63_52_75_6E_73;

    public static async Task<IReadOnlyList<DueRun>> ListReadyAsync(Session session, int most, CancellationToken cancellationToken) =>
        [.. (await session.ListAsync(ListReadySql, ReadCandidate, cancellationToken, most).ConfigureAwait(false)).Select(candidate => candidate.Run)];

    public static async Task<IReadOnlyList<RunLease>> TakeAsync(
        Session session, string owner, int most, TimeSpan life, CancellationToken cancellationToken) =>
        await TakeAsync(
            session,
            await session.ListAsync(ListReadySql, ReadCandidate, cancellationToken, most).ConfigureAwait(false),
            owner,
            life,
            cancellationToken).ConfigureAwait(false);

    public static async Task<RunLease?> TakeOneAsync(
        Session session, TenantId tenant, Guid run, string owner, TimeSpan life, CancellationToken cancellationToken) =>
        (await TakeAsync(
            session,
            await session.ListAsync(FindReadySql, ReadCandidate, cancellationToken, tenant.Value, RunRows.IdOf(run)).ConfigureAwait(false),
            owner,
            life,
            cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    private static async Task<IReadOnlyList<RunLease>> TakeAsync(
        Session session, List<(DueRun Run, RunState State)> candidates, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0)
        {
            return [];
        }

        List<DueRun> held = await HoldAsync(session, candidates, cancellationToken).ConfigureAwait(false);
        List<RunLease> leases = await session.ListAsync(
            TakeSql,
            row => ReadLease(row, owner),
            cancellationToken,
            held.Select(run => run.Tenant.Value).ToArray(),
            held.Select(run => RunRows.IdOf(run.Id)).ToArray(),
            owner,
            life.Ticks).ConfigureAwait(false);
        SyncRun[] plans = [.. leases.Select(lease => lease.Run).Where(run => run.Request.Kind == RunKind.DryRun)];
        if (plans.Length > 0)
        {
            await session.ExecuteAsync(
                ForgetPlansSql,
                cancellationToken,
                Array.ConvertAll(plans, run => run.Tenant.Value),
                Array.ConvertAll(plans, run => RunRows.IdOf(run.Id))).ConfigureAwait(false);
        }

        return leases;
    }

    private static async Task<List<DueRun>> HoldAsync(
        Session session, List<(DueRun Run, RunState State)> candidates, CancellationToken cancellationToken)
    {
        List<long> held = await session.ListAsync(
            HoldSql,
            static row => row.GetInt64(0),
            cancellationToken,
            candidates.Select(candidate => candidate.Run.Tenant.Value).ToArray(),
            candidates.Select(candidate => candidate.Run.Target).ToArray(),
            candidates.Select(candidate => (int)candidate.State).ToArray(),
            LockKind).ConfigureAwait(false);
        return [.. held.Order().Select(number => candidates[(int)number - 1].Run)];
    }

    private static (DueRun Run, RunState State) ReadCandidate(NpgsqlDataReader row) =>
        (new DueRun(new TenantId(row.GetString(0)), Guid.ParseExact(row.GetString(1), "D"), row.GetString(2)), (RunState)row.GetInt32(3));

    private static RunLease ReadLease(NpgsqlDataReader row, string owner) =>
        new(RunRows.Read(row, new TenantId(row.GetString(11))), row.GetInt64(12), owner, Column.Time(row, 13));
}
