namespace SyncKit.PostgreSql.Webhooks;

/// <summary>
/// Deletes what is too old, a few rows per commit, so that nobody waits for long. Several hosts may do so at once: each leaves alone what another one is at.
/// </summary>
internal static class ForgottenRows
{
    private const int Part = 500;

    private const string Marks = """
        WITH old AS MATERIALIZED (
            SELECT tenant, connection, key FROM synckit.webhook_marks WHERE received_at < $1 ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED)
        DELETE FROM synckit.webhook_marks m USING old o WHERE m.tenant = o.tenant AND m.connection = o.connection AND m.key = o.key
        """;

    private const string Records = """
        WITH old AS MATERIALIZED (
            SELECT tenant, connection, kind, record FROM synckit.webhook_records
            WHERE (tenant, connection, kind, record) > ($1, $2, $3, $4) AND touched_at < $5 AND NOT open
            ORDER BY tenant, connection, kind, record LIMIT $6 FOR UPDATE SKIP LOCKED),
        gone AS (
            DELETE FROM synckit.webhook_records r USING old o
            WHERE r.tenant = o.tenant AND r.connection = o.connection AND r.kind = o.kind AND r.record = o.record)
        SELECT tenant, connection, kind, record FROM old
        ORDER BY tenant DESC, connection DESC, kind DESC, record DESC LIMIT 1
        """;

    private const string Days = """
        WITH old AS MATERIALIZED (
            SELECT tenant, connection, kind, day FROM synckit.webhook_days WHERE day < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
        DELETE FROM synckit.webhook_days d USING old o
        WHERE d.tenant = o.tenant AND d.connection = o.connection AND d.kind = o.kind AND d.day = o.day
        """;

    public static Task<long> DeleteMarksAsync(PostgresDatabase database, long before, CancellationToken cancellationToken) =>
        DeleteAsync(database, Marks, before, cancellationToken);

    public static Task<long> DeleteDaysAsync(PostgresDatabase database, long before, CancellationToken cancellationToken) =>
        DeleteAsync(database, Days, before, cancellationToken);

    /// <summary>Goes once through all of them in the order of their key; what is long is only read.</summary>
    public static async Task DeleteRecordsAsync(PostgresDatabase database, long before, CancellationToken cancellationToken)
    {
        string[]? last = [string.Empty, string.Empty, string.Empty, string.Empty];
        while (last is not null)
        {
            object?[] values = [.. last, before, Part];
            last = await database.WriteAsync(
                (session, token) => session.FindAsync<string[]>(
                    Records, static row => [row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)], token, values),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<long> DeleteAsync(PostgresDatabase database, string sql, long before, CancellationToken cancellationToken)
    {
        long all = 0;
        int deleted;
        do
        {
            deleted = await database.ExecuteAsync(sql, cancellationToken, before, Part).ConfigureAwait(false);
            all += deleted;
        }
        while (deleted == Part);

        return all;
    }
}
