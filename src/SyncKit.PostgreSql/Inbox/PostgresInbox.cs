using Npgsql;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Ledger;

namespace SyncKit.PostgreSql.Inbox;

internal sealed class PostgresInbox(PostgresDatabase database) : IInbox
{
    private const string List = """
        SELECT source, kind, record, lane, priority, not_before, attempts, modified_at, deleted, length(payload)
        FROM synckit.inbox
        WHERE tenant = $1 AND flow = $2 AND (source, kind, record) > ($3, $4, $5) AND ($6::text IS NULL OR lane = $6)
        ORDER BY source, kind, record LIMIT $7
        """;

    private const string Lanes = """
        SELECT lane,
            (SELECT count(*) FROM synckit.inbox i WHERE i.tenant = $1 AND i.lane = l.lane),
            (SELECT count(*) FROM synckit.intents n WHERE n.tenant = $1 AND n.lane = l.lane),
            lease_until > now.ticks, nullif(greatest(paused_until, now.ticks), now.ticks), nullif(last_served, 0)
        FROM synckit.lanes l, (SELECT synckit.now_ticks() AS ticks OFFSET 0) now WHERE tenant = $1 ORDER BY lane
        """;

    public async Task<InboxPage> ListAsync(TenantId tenant, InboxQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);
        LedgerMark after = LedgerMark.Read(query.After);
        if (query.Lane is { } lane && lane.Tenant != tenant)
        {
            return new InboxPage([], null);
        }

        ConnectionText connections = new(tenant);
        List<WaitingChange> waiting = await database
            .ReadAsync(
                (session, token) => session.ListAsync(
                    List, row => Read(row, query.Flow, connections), token,
                    tenant.Value, query.Flow, after.Source, after.Kind, after.Record,
                    query.Lane is null ? null : ConnectionText.Of(query.Lane), query.Limit + 1L),
                cancellationToken)
            .ConfigureAwait(false);
        return waiting.Count > query.Limit
            ? new InboxPage(waiting[..query.Limit], query.Limit > 0 ? LedgerMark.Of(waiting[query.Limit - 1].Record).ToString() : null)
            : new InboxPage(waiting, null);
    }

    public async Task<IReadOnlyList<LaneStatus>> ListLanesAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ConnectionText connections = new(tenant);
        return await database
            .ReadAsync(
                (session, token) => session.ListAsync(
                    Lanes,
                    row => new LaneStatus(
                        connections.Read(row.GetString(0)),
                        row.GetInt64(1),
                        row.GetInt64(2),
                        row.GetBoolean(3),
                        Column.TimeOrNull(row, 4),
                        Column.TimeOrNull(row, 5)),
                    token,
                    tenant.Value),
                cancellationToken)
            .ConfigureAwait(false);
    }

    private static WaitingChange Read(NpgsqlDataReader row, string flow, ConnectionText connections)
    {
        bool isDeleted = row.GetBoolean(8);
        return new WaitingChange(
            flow,
            new RecordKey(connections.Read(row.GetString(0)), row.GetString(1), row.GetString(2)),
            connections.Read(row.GetString(3)),
            (ChangePriority)row.GetInt32(4),
            Column.Time(row, 5),
            row.GetInt32(6),
            Column.Time(row, 7),
            row.GetInt32(9) == 0 && !isDeleted,
            isDeleted);
    }
}
