using SyncKit.Connections;
using SyncKit.Notifications;

namespace SyncKit.PostgreSql.Notifications;

internal sealed class PostgresNotificationStore(PostgresDatabase database) : INotificationStore
{
    // $8 when it happened, $9 since when it lasts, $10 the delay, $11 the quiet period.
    private const string Record = """
        INSERT INTO synckit.notification_groups AS g
            (tenant, kind, subject, code, message, remedy, count, figure, first_at, last_at, due_at, times_told)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $8, (SELECT synckit.now_ticks()) + $10, 0)
        ON CONFLICT (tenant, kind, subject, code) DO UPDATE SET
            message = CASE WHEN g.count = 0 OR $8 >= g.last_at THEN excluded.message ELSE g.message END,
            remedy = CASE WHEN g.count = 0 OR $8 >= g.last_at THEN excluded.remedy ELSE g.remedy END,
            figure = CASE WHEN g.count = 0 OR $8 >= g.last_at THEN excluded.figure ELSE g.figure END,
            first_at = CASE WHEN g.count = 0 THEN excluded.first_at ELSE least(g.first_at, excluded.first_at) END,
            last_at = greatest(g.last_at, excluded.last_at),
            count = g.count + 1,
            due_at = least(g.due_at, greatest(excluded.due_at, g.told_at + $11))
        WHERE $9::bigint IS NULL OR g.last_at < $9
        """;

    // The rows are held from when they are looked at, so that a notification that comes in meanwhile is either withdrawn with them or stays whole.
    private const string Withdraw = """
        WITH healed AS MATERIALIZED (
            SELECT code, due_at IS NOT NULL AS waited FROM synckit.notification_groups
            WHERE tenant = $1 AND kind = $2 AND subject = $3 AND (due_at IS NOT NULL OR figure IS NOT NULL)
            ORDER BY code FOR UPDATE),
        emptied AS (
            UPDATE synckit.notification_groups g SET count = 0, due_at = NULL, figure = NULL FROM healed h
            WHERE g.tenant = $1 AND g.kind = $2 AND g.subject = $3 AND g.code = h.code)
        SELECT coalesce(bool_or(waited), false) FROM healed
        """;

    private const string Known = """
        SELECT 1 FROM synckit.notification_groups
        WHERE tenant = $1 AND kind = $2 AND subject = $3 AND (due_at IS NOT NULL OR figure IS NOT NULL)
        """;

    private const string Find =
        $"SELECT {NotificationRows.Columns} FROM synckit.notification_groups WHERE tenant = $1 AND kind = $2 AND subject = $3 AND code = $4";

    private const string List = $"""
        SELECT {NotificationRows.Columns} FROM synckit.notification_groups WHERE tenant = $1 ORDER BY last_at DESC, kind, subject, code LIMIT $2
        """;

    public async Task<bool> RecordAsync(Notification notification, TimeSpan delay, TimeSpan quiet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        int counted = await database.ExecuteAsync(
            Record,
            cancellationToken,
            notification.Tenant.Value,
            (int)notification.Kind,
            notification.Subject,
            notification.Code,
            notification.Message,
            notification.Remedy,
            notification.Figure,
            notification.At.UtcTicks,
            notification.Began?.UtcTicks,
            delay.Ticks,
            quiet.Ticks).ConfigureAwait(false);
        return counted == 1;
    }

    public async Task<bool> WithdrawAsync(TenantId tenant, NotificationKind kind, string subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        // What heals was mostly told long ago: then nothing has to be written.
        return await database.ReadAsync(
                (session, token) => session.FindsAsync(Known, token, tenant.Value, (int)kind, subject), cancellationToken).ConfigureAwait(false)
            && await database.WriteAsync(
                (session, token) => session.FindAsync(Withdraw, static row => row.GetBoolean(0), token, tenant.Value, (int)kind, subject),
                cancellationToken).ConfigureAwait(false);
    }

    public Task<NotificationGroup?> FindAsync(
        TenantId tenant, NotificationKind kind, string subject, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync(
            (session, token) => session.FindAsync(Find, static row => NotificationRows.Read(row), token, tenant.Value, (int)kind, subject, code),
            cancellationToken);
    }

    public async Task<IReadOnlyList<NotificationGroup>> ListAsync(TenantId tenant, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(List, static row => NotificationRows.Read(row), token, tenant.Value, most),
            cancellationToken).ConfigureAwait(false);
    }
}
