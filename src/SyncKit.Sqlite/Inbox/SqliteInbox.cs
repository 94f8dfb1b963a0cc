using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Ledger;

namespace SyncKit.Sqlite.Inbox;

internal sealed class SqliteInbox(SqliteDatabase database) : IInbox
{
    private const string List = """
        SELECT source, kind, record, lane, priority, not_before, attempts, modified_at, deleted, length(payload)
        FROM inbox INDEXED BY inbox_record
        WHERE tenant = ?1 AND flow = ?2 AND (source, kind, record) > (?3, ?4, ?5) AND (?6 IS NULL OR lane = ?6)
        ORDER BY source, kind, record LIMIT ?7
        """;

    private const string Lanes = """
        SELECT lane,
            (SELECT count(*) FROM inbox i WHERE i.tenant = l.tenant AND i.lane = l.lane),
            (SELECT count(*) FROM intents n WHERE n.tenant = l.tenant AND n.lane = l.lane),
            lease_until > ?2, paused_until, last_served
        FROM lanes l WHERE tenant = ?1 ORDER BY lane
        """;

    public Task<InboxPage> ListAsync(TenantId tenant, InboxQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);
        LedgerMark after = LedgerMark.Read(query.After);
        if (query.Lane is { } lane && lane.Tenant != tenant)
        {
            return Task.FromResult(new InboxPage([], null));
        }

        return database.ReadAsync(
            session =>
            {
                ConnectionText connections = new(tenant);
                List<WaitingChange> waiting = [];
                using Rows row = session.Prepare(List).Query(
                    tenant.Value, query.Flow, after.Source, after.Kind, after.Record,
                    query.Lane is null ? null : ConnectionText.Of(query.Lane), query.Limit + 1L);
                while (waiting.Count < query.Limit && row.Read())
                {
                    waiting.Add(Read(row, query.Flow, connections));
                }

                return new InboxPage(waiting, waiting.Count > 0 && row.Read() ? LedgerMark.Of(waiting[^1].Record).ToString() : null);
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<LaneStatus>> ListLanesAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync<IReadOnlyList<LaneStatus>>(
            session =>
            {
                long now = database.Now;
                ConnectionText connections = new(tenant);
                List<LaneStatus> lanes = [];
                using Rows row = session.Prepare(Lanes).Query(tenant.Value, now);
                while (row.Read())
                {
                    lanes.Add(new LaneStatus(
                        connections.Read(row.GetString(0)),
                        row.GetInt64(1),
                        row.GetInt64(2),
                        row.GetBoolean(3),
                        row.GetInt64(4) > now ? Column.Time(row, 4) : null,
                        row.GetInt64(5) > 0 ? Column.Time(row, 5) : null));
                }

                return lanes;
            },
            cancellationToken);
    }

    private static WaitingChange Read(Rows row, string flow, ConnectionText connections)
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
            row.GetInt64(9) == 0 && !isDeleted,
            isDeleted);
    }
}
