using SyncKit.Connections;
using SyncKit.Inbox;
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
