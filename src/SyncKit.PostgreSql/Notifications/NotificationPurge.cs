namespace SyncKit.PostgreSql.Notifications;

/// <summary>Deletes old messages and groups, a few per commit. Several hosts may do so at once: each leaves alone what another one is at.</summary>
internal static class NotificationPurge
{
    private const int Part = 500;

    private const string Messages = """
        WITH old AS MATERIALIZED (
            SELECT tenant, id FROM synckit.notification_messages WHERE made_at < (SELECT synckit.now_ticks()) - $1
            ORDER BY made_at LIMIT $2 FOR UPDATE SKIP LOCKED),
        untaken AS (DELETE FROM synckit.notification_deliveries d USING old o WHERE d.tenant = o.tenant AND d.id = o.id),
        items AS (DELETE FROM synckit.notification_items i USING old o WHERE i.tenant = o.tenant AND i.id = o.id)
        DELETE FROM synckit.notification_messages m USING old o WHERE m.tenant = o.tenant AND m.id = o.id
        """;

    private const string Groups = """
        WITH old AS MATERIALIZED (
            SELECT tenant, kind, subject, code FROM synckit.notification_groups
            WHERE due_at IS NULL AND greatest(last_at, told_at) < (SELECT synckit.now_ticks()) - $1
            LIMIT $2 FOR UPDATE SKIP LOCKED)
        DELETE FROM synckit.notification_groups g USING old o
        WHERE g.tenant = o.tenant AND g.kind = o.kind AND g.subject = o.subject AND g.code = o.code
        """;

    /// <returns>How many messages and groups.</returns>
    public static async Task<int> RunAsync(PostgresDatabase database, TimeSpan age, CancellationToken cancellationToken) =>
        await DeleteAsync(database, Messages, age, cancellationToken).ConfigureAwait(false)
        + await DeleteAsync(database, Groups, age, cancellationToken).ConfigureAwait(false);

    private static async Task<int> DeleteAsync(PostgresDatabase database, string sql, TimeSpan age, CancellationToken cancellationToken)
    {
        int all = 0;
        int deleted;
        do
        {
            deleted = await database.ExecuteAsync(sql, cancellationToken, age.Ticks, Part).ConfigureAwait(false);
            all += deleted;
        }
        while (deleted == Part);

        return all;
    }
}
