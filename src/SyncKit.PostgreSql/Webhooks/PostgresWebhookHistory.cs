using SyncKit.Connections;
using SyncKit.PostgreSql.Connections;
using SyncKit.Webhooks;

namespace SyncKit.PostgreSql.Webhooks;

internal sealed class PostgresWebhookHistory(PostgresDatabase database) : IWebhookHistory
{
    // In the order of the key, as everybody who changes several of these rows, so that two of them never wait for each other. Two records whose ids cannot be
    // told apart once they are stored are one.
    private const string Found = """
        INSERT INTO synckit.webhook_records (tenant, connection, kind, record, found, found_at, open, touched_at)
        SELECT DISTINCT ON (f.kind COLLATE "C", f.record COLLATE "C") $1, $2, f.kind, f.record, f.found, now, true, now
        FROM unnest($3, $4, $5) AS f (kind, record, found), (SELECT synckit.now_ticks() AS now) c
        ORDER BY f.kind COLLATE "C", f.record COLLATE "C", f.found DESC
        ON CONFLICT (tenant, connection, kind, record) DO UPDATE
            SET found = excluded.found, found_at = excluded.found_at, open = true, touched_at = excluded.touched_at
            WHERE excluded.found > webhook_records.found
        """;

    // Who closes a record counts it: of two hosts that judge at once, the second one finds it closed when it gets the row.
    private const string Judge = """
        WITH due AS MATERIALIZED (
            SELECT kind, record, told, found FROM synckit.webhook_records
            WHERE tenant = $1 AND connection = $2 AND open AND found_at <= $3
            ORDER BY kind, record FOR UPDATE),
        closed AS (
            UPDATE synckit.webhook_records r SET open = false FROM due d
            WHERE r.tenant = $1 AND r.connection = $2 AND r.kind = d.kind AND r.record = d.record),
        judged AS MATERIALIZED (
            SELECT d.kind, count(*) FILTER (WHERE greatest(d.told, k.told) >= d.found) AS delivered, count(*) AS judged
            FROM due d
            LEFT JOIN synckit.webhook_records k ON k.tenant = $1 AND k.connection = $2 AND k.kind = d.kind AND k.record = ''
            GROUP BY d.kind),
        counted AS (
            INSERT INTO synckit.webhook_days (tenant, connection, kind, day, received, delivered, lost)
            SELECT $1, $2, kind, (SELECT synckit.now_ticks()) / 864000000000, 0, delivered, judged - delivered FROM judged ORDER BY kind
            ON CONFLICT (tenant, connection, kind, day) DO UPDATE
                SET delivered = webhook_days.delivered + excluded.delivered, lost = webhook_days.lost + excluded.lost)
        SELECT coalesce(sum(delivered), 0)::bigint, coalesce(sum(judged - delivered), 0)::bigint FROM judged
        """;

    private const string Report = """
        SELECT kind, sum(received)::bigint, sum(delivered)::bigint, sum(lost)::bigint, max(last_received) FROM synckit.webhook_days
        WHERE tenant = $1 AND connection = $2 AND day BETWEEN $3 AND $4 GROUP BY kind ORDER BY kind
        """;

    public Task FoundAsync(ConnectionId connection, IReadOnlyList<ToldRecord> found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(found);
        return database.ExecuteAsync(
            Found,
            cancellationToken,
            connection.Tenant.Value,
            ConnectionText.Of(connection),
            found.Select(record => record.Kind).ToArray(),
            found.Select(record => record.Id).ToArray(),
            found.Select(record => record.ModifiedAt.UtcTicks).ToArray());
    }

    public Task<WebhookTally> JudgeAsync(ConnectionId connection, DateTimeOffset foundUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return database.WriteAsync(
            (session, token) => session.FindAsync(
                Judge,
                static row => new WebhookTally(row.GetInt64(0), row.GetInt64(1)),
                token,
                connection.Tenant.Value,
                ConnectionText.Of(connection),
                foundUntil.UtcTicks),
            cancellationToken);
    }

    public async Task<IReadOnlyList<WebhookKindHealth>> ReportAsync(
        ConnectionId connection, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(
                Report,
                static row => new WebhookKindHealth(
                    row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), Column.TimeOrNull(row, 4)),
                token,
                connection.Tenant.Value,
                ConnectionText.Of(connection),
                from.DayNumber,
                to.DayNumber),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<long> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        long marks = await ForgottenRows.DeleteMarksAsync(database, before.UtcTicks, cancellationToken).ConfigureAwait(false);
        await ForgottenRows.DeleteRecordsAsync(database, before.UtcTicks, cancellationToken).ConfigureAwait(false);
        await ForgottenRows.DeleteDaysAsync(database, before.UtcTicks / TimeSpan.TicksPerDay, cancellationToken).ConfigureAwait(false);
        return marks;
    }
}
