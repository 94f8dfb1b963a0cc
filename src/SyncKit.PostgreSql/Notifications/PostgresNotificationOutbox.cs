using Npgsql;
using SyncKit.Connections;
using SyncKit.Notifications;

namespace SyncKit.PostgreSql.Notifications;

internal sealed class PostgresNotificationOutbox(PostgresDatabase database) : INotificationOutbox
{
    // In the order of its turn, claimed and read by one statement; what another host is claiming is left to it.
    private const string Claim = """
        WITH next AS MATERIALIZED (
            SELECT tenant, id, not_before FROM synckit.notification_deliveries
            WHERE sink = $1 AND not_before <= (SELECT synckit.now_ticks())
            ORDER BY not_before, tenant, id LIMIT $2 FOR UPDATE SKIP LOCKED),
        claimed AS (
            UPDATE synckit.notification_deliveries d SET attempts = attempts + 1, not_before = (SELECT synckit.now_ticks()) + $3 FROM next n
            WHERE d.tenant = n.tenant AND d.id = n.id AND d.sink = $1
            RETURNING d.tenant, d.id, d.attempts, n.not_before AS waited_since)
        SELECT c.tenant, c.id, c.attempts, m.made_at,
            i.kind, i.subject, i.code, i.message, i.remedy, i.count, i.figure, i.first_at, i.last_at, i.times_told
        FROM claimed c
        JOIN synckit.notification_messages m ON m.tenant = c.tenant AND m.id = c.id
        JOIN synckit.notification_items i ON i.tenant = c.tenant AND i.id = c.id
        ORDER BY c.waited_since, c.tenant, c.id, i.kind, i.subject, i.code
        """;

    private const string Complete = "DELETE FROM synckit.notification_deliveries WHERE tenant = $1 AND id = $2 AND sink = $3";

    private const string Postpone = """
        UPDATE synckit.notification_deliveries SET not_before = (SELECT synckit.now_ticks()) + $5
        WHERE tenant = $1 AND id = $2 AND sink = $3 AND attempts = $4
        """;

    public Task<int> GatherAsync(IReadOnlyCollection<string> sinks, TimeSpan interval, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sinks);
        return NotificationGathering.RunAsync(database, [.. sinks], interval, most, cancellationToken);
    }

    public async Task<IReadOnlyList<NotificationDelivery>> ClaimAsync(string sink, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(sink);
        List<(Key Key, NotificationGroup Group)> items = await database.WriteAsync(
            (session, token) => session.ListAsync(Claim, Read, token, sink, most, life.Ticks), cancellationToken).ConfigureAwait(false);
        return
        [
            .. items.GroupBy(item => item.Key, item => item.Group).Select(message => new NotificationDelivery(
                sink,
                message.Key.Attempt,
                new NotificationMessage { Id = message.Key.Id, Tenant = new TenantId(message.Key.Tenant), At = message.Key.MadeAt, Groups = [.. message] })),
        ];
    }

    public Task CompleteAsync(NotificationDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return database.ExecuteAsync(Complete, cancellationToken, delivery.Message.Tenant.Value, delivery.Message.Id, delivery.Sink);
    }

    public async Task<bool> PostponeAsync(NotificationDelivery delivery, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return await database.ExecuteAsync(
            Postpone, cancellationToken, delivery.Message.Tenant.Value, delivery.Message.Id, delivery.Sink, delivery.Attempt, wait.Ticks)
            .ConfigureAwait(false) == 1;
    }

    public Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken) => NotificationPurge.RunAsync(database, age, cancellationToken);

    private static (Key Key, NotificationGroup Group) Read(NpgsqlDataReader row) =>
        (new Key(row.GetString(0), row.GetString(1), row.GetInt32(2), Column.Time(row, 3)), NotificationRows.Read(row, 4));

    private sealed record Key(string Tenant, string Id, int Attempt, DateTimeOffset MadeAt);
}
