using SyncKit.Connections;
using SyncKit.Sqlite.Connections;
using SyncKit.Webhooks;

namespace SyncKit.Sqlite.Webhooks;

internal sealed class SqliteWebhookHistory(SqliteDatabase database) : IWebhookHistory
{
    private const string Found = """
        INSERT INTO webhook_records (tenant, connection, kind, record, found, found_at, open, touched_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?6)
        ON CONFLICT DO UPDATE SET found = excluded.found, found_at = excluded.found_at, open = 1, touched_at = excluded.touched_at
            WHERE excluded.found > found
        """;

    private const string Judge = """
        SELECT r.kind, count(*) FILTER (WHERE max(r.told, coalesce(k.told, 0)) >= r.found), count(*)
        FROM webhook_records r INDEXED BY webhook_records_open
        LEFT JOIN webhook_records k ON k.tenant = r.tenant AND k.connection = r.connection AND k.kind = r.kind AND k.record = ''
        WHERE r.tenant = ?1 AND r.connection = ?2 AND r.open = 1 AND r.found_at <= ?3
        GROUP BY r.kind
        """;

    private const string Close = "UPDATE webhook_records SET open = 0 WHERE tenant = ?1 AND connection = ?2 AND open = 1 AND found_at <= ?3";

    private const string Count = """
        INSERT INTO webhook_days (tenant, connection, kind, day, received, delivered, lost) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)
        ON CONFLICT DO UPDATE SET delivered = delivered + excluded.delivered, lost = lost + excluded.lost
        """;

    private const string Report = """
        SELECT kind, sum(received), sum(delivered), sum(lost), max(last_received) FROM webhook_days
        WHERE tenant = ?1 AND connection = ?2 AND day BETWEEN ?3 AND ?4 GROUP BY kind ORDER BY kind
        """;

    public Task FoundAsync(ConnectionId connection, IReadOnlyList<ToldRecord> found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(found);
        return database.WriteAsync(
            session =>
            {
                Statement add = session.Prepare(Found);
                string text = ConnectionText.Of(connection);
                long now = database.Now;
                foreach (ToldRecord record in found)
                {
                    add.Execute(connection.Tenant.Value, text, record.Kind, record.Id, record.ModifiedAt.UtcTicks, now);
                }

                return found.Count;
            },
            cancellationToken);
    }

    public async Task<WebhookTally> JudgeAsync(ConnectionId connection, DateTimeOffset foundUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);

        // Mostly nothing is open, and then nobody needs the writer.
        if ((await database.ReadAsync(session => ListOpen(session, connection, foundUntil), cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return default;
        }

        return await database
            .WriteAsync(
                session =>
                {
                    string text = ConnectionText.Of(connection);
                    WebhookTally all = default;
                    foreach ((string kind, WebhookTally tally) in ListOpen(session, connection, foundUntil))
                    {
                        session.Prepare(Count).Execute(
                            connection.Tenant.Value, text, kind, database.Now / TimeSpan.TicksPerDay, tally.Delivered, tally.Lost);
                        all = new WebhookTally(all.Delivered + tally.Delivered, all.Lost + tally.Lost);
                    }

                    session.Prepare(Close).Execute(connection.Tenant.Value, text, foundUntil.UtcTicks);
                    return all;
                },
                cancellationToken)
            .ConfigureAwait(false);
    }

    public Task<IReadOnlyList<WebhookKindHealth>> ReportAsync(
        ConnectionId connection, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return database.ReadAsync<IReadOnlyList<WebhookKindHealth>>(
            session =>
            {
                List<WebhookKindHealth> kinds = [];
                using Rows row = session.Prepare(Report).Query(
                    connection.Tenant.Value, ConnectionText.Of(connection), from.DayNumber, to.DayNumber);
                while (row.Read())
                {
                    kinds.Add(new WebhookKindHealth(
                        row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.IsNull(4) ? null : Column.Time(row, 4)));
                }

                return kinds;
            },
            cancellationToken);
    }

    public async Task<long> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        long marks = await ForgottenRows.DeleteMarksAsync(database, before.UtcTicks, cancellationToken).ConfigureAwait(false);
        await ForgottenRows.DeleteRecordsAsync(database, before.UtcTicks, cancellationToken).ConfigureAwait(false);
        await ForgottenRows.DeleteDaysAsync(database, before.UtcTicks / TimeSpan.TicksPerDay, cancellationToken).ConfigureAwait(false);
        return marks;
    }

    private static List<(string Kind, WebhookTally Tally)> ListOpen(Session session, ConnectionId connection, DateTimeOffset foundUntil)
    {
        List<(string Kind, WebhookTally Tally)> open = [];
        using Rows row = session.Prepare(Judge).Query(connection.Tenant.Value, ConnectionText.Of(connection), foundUntil.UtcTicks);
        while (row.Read())
        {
            open.Add((row.GetString(0), new WebhookTally(row.GetInt64(1), row.GetInt64(2) - row.GetInt64(1))));
        }

        return open;
    }
}
