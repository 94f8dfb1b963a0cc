using SyncKit.Connections;
using SyncKit.Runs;

namespace SyncKit.Sqlite.Runs;

/// <summary>Finds runs whose turn has come, and takes them within one transaction.</summary>
internal static class RunClaims
{
    private const string ReadySql = """
        SELECT tenant, id, target FROM runs r
        WHERE ended_at IS NULL AND turn <= ?1 AND lease_until <= ?1
            AND (state = 3 OR NOT EXISTS (
                SELECT 1 FROM runs b WHERE b.tenant = r.tenant AND b.target = r.target AND b.ended_at IS NULL AND b.lease_until > ?1 AND b.state < 3))
        ORDER BY turn, tenant, id LIMIT ?2
        """;

    private const string IsReadySql = "SELECT 1 FROM runs WHERE tenant = ?1 AND id = ?2 AND ended_at IS NULL AND turn <= ?3 AND lease_until <= ?3";

    private const string IsBusySql = """
        SELECT 1 FROM runs r JOIN runs b ON b.tenant = r.tenant AND b.target = r.target AND b.ended_at IS NULL AND b.lease_until > ?3 AND b.state < 3
        WHERE r.tenant = ?1 AND r.id = ?2 AND r.state <> 3
        """;

    private const string TakeSql = $"""
        UPDATE runs SET epoch = epoch + 1, owner = ?3, lease_until = ?4, state = iif(state = 0, 1, state), started_at = coalesce(started_at, ?5),
            interruptions = interruptions + (lease_until > 0)
        WHERE tenant = ?1 AND id = ?2
        RETURNING {RunRows.Columns}, epoch
        """;

    private const string ForgetPlanSql = "DELETE FROM run_plans WHERE tenant = ?1 AND run = ?2";

    public static IReadOnlyList<DueRun> ListReady(Session session, int most, long now)
    {
        List<DueRun> ready = [];
        using Rows row = session.Prepare(ReadySql).Query(now, most);
        while (row.Read())
        {
            ready.Add(new DueRun(new TenantId(row.GetString(0)), Guid.Parse(row.GetString(1)), row.GetString(2)));
        }

        return ready;
    }

    public static IReadOnlyList<RunLease> Take(Session session, string owner, int most, TimeSpan life, long now)
    {
        List<RunLease> leases = [];
        foreach (DueRun due in ListReady(session, most, now))
        {
            // Two that are ready may have one target: the first one of them makes it busy.
            if (TakeOne(session, due.Tenant, due.Id, owner, life, now) is { } lease)
            {
                leases.Add(lease);
            }
        }

        return leases;
    }

    public static RunLease? TakeOne(Session session, TenantId tenant, Guid run, string owner, TimeSpan life, long now)
    {
        string id = RunRows.IdOf(run);
        return session.Prepare(IsReadySql).Finds(tenant.Value, id, now) && !session.Prepare(IsBusySql).Finds(tenant.Value, id, now)
            ? Take(session, tenant, id, owner, new DateTimeOffset(now + life.Ticks, TimeSpan.Zero), now)
            : null;
    }

    private static RunLease Take(Session session, TenantId tenant, string id, string owner, DateTimeOffset until, long now)
    {
        SyncRun run;
        long epoch;
        using (Rows row = session.Prepare(TakeSql).Query(tenant.Value, id, owner, until.UtcTicks, now))
        {
            row.Read();
            run = RunRows.Read(row, tenant);
            epoch = row.GetInt64(11);
        }

        if (run.Request.Kind == RunKind.DryRun)
        {
            session.Prepare(ForgetPlanSql).Execute(tenant.Value, id);
        }

        return new RunLease(run, epoch, owner, until);
    }
}
