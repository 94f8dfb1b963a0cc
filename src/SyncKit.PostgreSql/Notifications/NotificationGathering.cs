namespace SyncKit.PostgreSql.Notifications;

/// <summary>Makes messages of what is due. One host at a time does so for a tenant: another one would not see the message that is not committed yet.</summary>
internal static class NotificationGathering
{
    private const string Due = """
        SELECT tenant, (SELECT synckit.now_ticks()) FROM synckit.notification_groups g
        WHERE due_at <= (SELECT synckit.now_ticks()) AND NOT EXISTS (
            SELECT 1 FROM synckit.notification_messages m WHERE m.tenant = g.tenant AND m.made_at > (SELECT synckit.now_ticks()) - $1)
        GROUP BY tenant ORDER BY min(due_at), tenant LIMIT $2
        """;

    /// <summary>Held until the commit. That two tenants share a number by chance costs one of them a round.</summary>
    private const string Hold = "SELECT tenant FROM unnest($1) AS tenant WHERE pg_try_advisory_xact_lock(hashtextextended(tenant, $2))";

    private const string Make = """
        WITH taken AS MATERIALIZED (
            SELECT g.tenant, t.id, g.kind, g.subject, g.code, g.message, g.remedy, g.count, g.figure, g.first_at, g.last_at, g.times_told
            FROM synckit.notification_groups g JOIN unnest($1, $2) AS t (tenant, id) ON t.tenant = g.tenant
            WHERE g.due_at <= $3 AND NOT EXISTS (SELECT 1 FROM synckit.notification_messages m WHERE m.tenant = g.tenant AND m.made_at > $3 - $4)
            ORDER BY g.tenant, g.kind, g.subject, g.code FOR UPDATE OF g),
        filled AS (
            INSERT INTO synckit.notification_items (tenant, id, kind, subject, code, message, remedy, count, figure, first_at, last_at, times_told)
            SELECT * FROM taken),
        emptied AS (
            UPDATE synckit.notification_groups g SET count = 0, due_at = NULL, times_told = g.times_told + 1, told_at = $3 FROM taken t
            WHERE g.tenant = t.tenant AND g.kind = t.kind AND g.subject = t.subject AND g.code = t.code),
        addressed AS (
            INSERT INTO synckit.notification_deliveries (tenant, id, sink, attempts, not_before)
            SELECT t.tenant, t.id, sink, 0, $3 FROM (SELECT DISTINCT tenant, id FROM taken) t, unnest($5) AS sink)
        INSERT INTO synckit.notification_messages (tenant, id, made_at) SELECT DISTINCT tenant, id, $3 FROM taken
        """;

    /// <summary>"SyncNote" in ASCII: these locks are those of no other kind of work.</summary>
    private const long LockKind = 0x53_79_6E_63_4E_6F_74_65;

    /// <returns>How many messages were made.</returns>
    public static async Task<int> RunAsync(PostgresDatabase database, string[] sinks, TimeSpan interval, int most, CancellationToken cancellationToken)
    {
        // An idle host asks often; then one statement that reads is all.
        List<(string Tenant, long Now)> due = await database.ReadAsync(
            (session, token) => session.ListAsync(Due, static row => (row.GetString(0), row.GetInt64(1)), token, interval.Ticks, most),
            cancellationToken).ConfigureAwait(false);
        if (due.Count == 0)
        {
            return 0;
        }

        long now = due[0].Now;
        string[] candidates = [.. due.Select(row => row.Tenant)];
        return await database.WriteAsync(
            async (session, token) =>
            {
                string[] tenants = [.. await session.ListAsync(Hold, static row => row.GetString(0), token, candidates, LockKind).ConfigureAwait(false)];
                string[] ids = Array.ConvertAll(tenants, _ => Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)).ToString("N"));

                // Looked at anew by a statement that begins with the lock in hand, and so sees what the host before has committed.
                return await session.ExecuteAsync(Make, token, tenants, ids, now, interval.Ticks, sinks).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
