using SyncKit.Connections;
using SyncKit.Notifications;

namespace SyncKit.Sqlite.Notifications;

internal sealed class SqliteNotificationStore(SqliteDatabase database) : INotificationStore
{
    private const string Columns = "kind, subject, code, message, remedy, count, figure, first_at, last_at, times_told";

    // ?8 when it happened, ?9 since when it lasts, ?10 now and the delay, ?11 the quiet period.
    private const string Record = """
        INSERT INTO notification_groups (tenant, kind, subject, code, message, remedy, count, figure, first_at, last_at, due_at, times_told)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?8, ?10, 0)
        ON CONFLICT DO UPDATE SET
            message = CASE WHEN count = 0 OR ?8 >= last_at THEN ?5 ELSE message END,
            remedy = CASE WHEN count = 0 OR ?8 >= last_at THEN ?6 ELSE remedy END,
            figure = CASE WHEN count = 0 OR ?8 >= last_at THEN ?7 ELSE figure END,
            first_at = CASE WHEN count = 0 THEN ?8 ELSE min(first_at, ?8) END,
            last_at = max(last_at, ?8),
            count = count + 1,
            due_at = min(coalesce(due_at, 9223372036854775807), max(?10, coalesce(told_at + ?11, 0)))
        WHERE ?9 IS NULL OR last_at < ?9
        """;

    private const string Withdraw = """
        UPDATE notification_groups SET count = 0, due_at = NULL, figure = NULL
        WHERE tenant = ?1 AND kind = ?2 AND subject = ?3 AND (due_at IS NOT NULL OR figure IS NOT NULL)
        """;

    private const string Waits =
        "SELECT 1 FROM notification_groups WHERE tenant = ?1 AND kind = ?2 AND subject = ?3 AND due_at IS NOT NULL";

    private const string Known =
        "SELECT 1 FROM notification_groups WHERE tenant = ?1 AND kind = ?2 AND subject = ?3 AND (due_at IS NOT NULL OR figure IS NOT NULL)";

    private const string Find =
        $"SELECT {Columns} FROM notification_groups WHERE tenant = ?1 AND kind = ?2 AND subject = ?3 AND code = ?4";

    private const string List =
        $"SELECT {Columns} FROM notification_groups WHERE tenant = ?1 ORDER BY last_at DESC, kind, subject, code LIMIT ?2";

    public Task<bool> RecordAsync(Notification notification, TimeSpan delay, TimeSpan quiet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return database.WriteAsync(
            session => session.Prepare(Record).Execute(
                notification.Tenant.Value, (int)notification.Kind, notification.Subject, notification.Code, notification.Message, notification.Remedy,
                notification.Figure, notification.At.UtcTicks, notification.Began?.UtcTicks, database.Now + delay.Ticks, quiet.Ticks) == 1,
            cancellationToken);
    }

    public async Task<bool> WithdrawAsync(TenantId tenant, NotificationKind kind, string subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        // What heals was mostly told long ago: then nothing has to be written.
        if (!await database.ReadAsync(session => session.Prepare(Known).Finds(tenant.Value, (int)kind, subject), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        return await database.WriteAsync(
            session =>
            {
                bool waited = session.Prepare(Waits).Finds(tenant.Value, (int)kind, subject);
                session.Prepare(Withdraw).Execute(tenant.Value, (int)kind, subject);
                return waited;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task<NotificationGroup?> FindAsync(
        TenantId tenant, NotificationKind kind, string subject, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(Find).Query(tenant.Value, (int)kind, subject, code);
                return row.Read() ? NotificationRows.Read(row) : null;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<NotificationGroup>> ListAsync(TenantId tenant, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync<IReadOnlyList<NotificationGroup>>(
            session =>
            {
                List<NotificationGroup> groups = [];
                using Rows row = session.Prepare(List).Query(tenant.Value, most);
                while (row.Read())
                {
                    groups.Add(NotificationRows.Read(row));
                }

                return groups;
            },
            cancellationToken);
    }
}
