using SyncKit.Connections;
using SyncKit.Notifications;

namespace SyncKit.Sqlite.Notifications;

internal sealed class SqliteNotificationOutbox(SqliteDatabase database) : INotificationOutbox
{
    // By the index, or else a host that has nothing to do would look through every group every few seconds.
    private const string Due = """
        SELECT tenant FROM notification_groups g INDEXED BY notification_groups_due
        WHERE due_at <= ?1 AND NOT EXISTS (SELECT 1 FROM notification_messages m WHERE m.tenant = g.tenant AND m.made_at > ?2)
        GROUP BY tenant ORDER BY min(due_at), tenant LIMIT ?3
        """;

    private const string Make = "INSERT INTO notification_messages (tenant, id, made_at) VALUES (?1, ?2, ?3)";

    private const string Fill = """
        INSERT INTO notification_items (tenant, id, kind, subject, code, message, remedy, count, figure, first_at, last_at, times_told)
        SELECT tenant, ?2, kind, subject, code, message, remedy, count, figure, first_at, last_at, times_told
        FROM notification_groups WHERE tenant = ?1 AND due_at <= ?3
        """;

    private const string Empty = """
        UPDATE notification_groups SET count = 0, due_at = NULL, times_told = times_told + 1, told_at = ?2 WHERE tenant = ?1 AND due_at <= ?2
        """;

    private const string Address = "INSERT INTO notification_deliveries (tenant, id, sink, attempts, not_before) VALUES (?1, ?2, ?3, 0, ?4)";

    private const string Waits = "SELECT 1 FROM notification_deliveries WHERE sink = ?1 AND not_before <= ?2";

    private const string Claim = """
        UPDATE notification_deliveries SET attempts = attempts + 1, not_before = ?4
        WHERE (tenant, id, sink) IN (
            SELECT tenant, id, sink FROM notification_deliveries WHERE sink = ?1 AND not_before <= ?2 ORDER BY not_before, tenant, id LIMIT ?3)
        RETURNING tenant, id, attempts
        """;

    private const string MadeAt = "SELECT made_at FROM notification_messages WHERE tenant = ?1 AND id = ?2";

    private const string Items = """
        SELECT kind, subject, code, message, remedy, count, figure, first_at, last_at, times_told FROM notification_items
        WHERE tenant = ?1 AND id = ?2 ORDER BY kind, subject, code
        """;

    private const string Complete = "DELETE FROM notification_deliveries WHERE tenant = ?1 AND id = ?2 AND sink = ?3";

    private const string Postpone =
        "UPDATE notification_deliveries SET not_before = ?5 WHERE tenant = ?1 AND id = ?2 AND sink = ?3 AND attempts = ?4";

    private static readonly string[] Purge =
    [
        "DELETE FROM notification_deliveries WHERE (tenant, id) IN (SELECT tenant, id FROM notification_messages WHERE made_at < ?1)",
        "DELETE FROM notification_items WHERE (tenant, id) IN (SELECT tenant, id FROM notification_messages WHERE made_at < ?1)",
        "DELETE FROM notification_messages WHERE made_at < ?1",
        "DELETE FROM notification_groups WHERE due_at IS NULL AND last_at < ?1 AND coalesce(told_at, 0) < ?1",
    ];

    public async Task<int> GatherAsync(IReadOnlyCollection<string> sinks, TimeSpan interval, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sinks);

        // An idle host asks often; it must neither wait for the writer nor make it wait.
        if ((await database.ReadAsync(session => ListDue(session, database.Now, interval, 1), cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return 0;
        }

        return await database.WriteAsync(
            session =>
            {
                long now = database.Now;
                List<string> tenants = ListDue(session, now, interval, most);
                foreach (string tenant in tenants)
                {
                    string id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)).ToString("N");
                    session.Prepare(Make).Execute(tenant, id, now);
                    session.Prepare(Fill).Execute(tenant, id, now);
                    session.Prepare(Empty).Execute(tenant, now);
                    foreach (string sink in sinks)
                    {
                        session.Prepare(Address).Execute(tenant, id, sink, now);
                    }
                }

                return tenants.Count;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<NotificationDelivery>> ClaimAsync(string sink, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(sink);
        if (!await database.ReadAsync(session => session.Prepare(Waits).Finds(sink, database.Now), cancellationToken).ConfigureAwait(false))
        {
            return [];
        }

        return await database.WriteAsync<IReadOnlyList<NotificationDelivery>>(
            session =>
            {
                long now = database.Now;
                List<(TenantId Tenant, string Id, int Attempt)> claimed = [];
                using (Rows row = session.Prepare(Claim).Query(sink, now, most, now + life.Ticks))
                {
                    while (row.Read())
                    {
                        claimed.Add((new TenantId(row.GetString(0)), row.GetString(1), row.GetInt32(2)));
                    }
                }

                return [.. claimed.Select(row => new NotificationDelivery(sink, row.Attempt, Read(session, row.Tenant, row.Id)))];
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task CompleteAsync(NotificationDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return database.WriteAsync(
            session => session.Prepare(Complete).Execute(delivery.Message.Tenant.Value, delivery.Message.Id, delivery.Sink), cancellationToken);
    }

    public Task<bool> PostponeAsync(NotificationDelivery delivery, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return database.WriteAsync(
            session => session.Prepare(Postpone).Execute(
                delivery.Message.Tenant.Value, delivery.Message.Id, delivery.Sink, delivery.Attempt, database.Now + wait.Ticks) == 1,
            cancellationToken);
    }

    public Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                long before = database.Now - age.Ticks;
                int[] rows = [.. Purge.Select(statement => session.Prepare(statement).Execute(before))];
                return rows[2] + rows[3];
            },
            cancellationToken);

    private static List<string> ListDue(Session session, long now, TimeSpan interval, int most)
    {
        List<string> tenants = [];
        using Rows row = session.Prepare(Due).Query(now, now - interval.Ticks, most);
        while (row.Read())
        {
            tenants.Add(row.GetString(0));
        }

        return tenants;
    }

    private static NotificationMessage Read(Session session, TenantId tenant, string id)
    {
        DateTimeOffset madeAt;
        using (Rows row = session.Prepare(MadeAt).Query(tenant.Value, id))
        {
            row.Read();
            madeAt = Column.Time(row, 0);
        }

        List<NotificationGroup> groups = [];
        using Rows item = session.Prepare(Items).Query(tenant.Value, id);
        while (item.Read())
        {
            groups.Add(NotificationRows.Read(item));
        }

        return new NotificationMessage { Id = id, Tenant = tenant, At = madeAt, Groups = groups };
    }
}
