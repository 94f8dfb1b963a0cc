using System.Globalization;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Sqlite.Connections;

namespace SyncKit.Sqlite.Ledger;

internal sealed class SqliteLedger(SqliteDatabase database) : ILedger
{
    private const string Count = """
        SELECT coalesce(sum(entered), 0), coalesce(sum(superseded), 0), coalesce(sum(unchanged), 0), coalesce(sum(written), 0),
            coalesce(sum(updated), 0), coalesce(sum(skipped), 0), coalesce(sum(dismissed), 0),
            (SELECT count(*) FROM ledger_records WHERE tenant = ?1 AND flow = ?2 AND state = 2),
            (SELECT count(*) FROM inbox WHERE tenant = ?1 AND flow = ?2)
        FROM flow_counts WHERE tenant = ?1 AND flow = ?2
        """;

    private const string ListDocuments = $"""
        SELECT {DocumentRows.Columns} FROM ledger_documents
        WHERE tenant = ?1 AND flow = ?2 AND (source, kind, record, key) > (?3, ?4, ?5, ?6) AND (?7 IS NULL OR lane = ?7)
        ORDER BY source, kind, record, key LIMIT ?8
        """;

    public Task<IReadOnlyDictionary<RecordKey, LedgerView>> FindAsync(
        string flow,
        ConnectionId lane,
        IReadOnlyCollection<RecordKey> records,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentNullException.ThrowIfNull(records);
        return database.ReadAsync<IReadOnlyDictionary<RecordKey, LedgerView>>(
            session =>
            {
                Dictionary<RecordKey, LedgerView> views = new(records.Count);
                string laneText = ConnectionText.Of(lane);
                ConnectionText connections = new(lane.Tenant);
                foreach (RecordKey key in records)
                {
                    if (key.Source.Tenant != lane.Tenant)
                    {
                        continue;
                    }

                    LedgerRecord? record = RecordRows.Find(session, flow, key);
                    record = record?.Lane == lane ? record : null;
                    Dictionary<string, LedgerDocument> documents = DocumentRows.Find(session, flow, key, laneText, connections);
                    if (record is not null || documents.Count > 0)
                    {
                        views[key] = new LedgerView(record, documents);
                    }
                }

                return views;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<LedgerDocument>> FindDocumentsAsync(
        ConnectionId lane,
        IReadOnlyCollection<DocumentId> documents,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentNullException.ThrowIfNull(documents);
        return database.ReadAsync<IReadOnlyList<LedgerDocument>>(
            session =>
            {
                List<LedgerDocument> found = [];
                string laneText = ConnectionText.Of(lane);
                ConnectionText connections = new(lane.Tenant);
                foreach (DocumentId id in documents)
                {
                    DocumentRows.FindById(session, lane.Tenant.Value, laneText, id, connections, found);
                }

                return found;
            },
            cancellationToken);
    }

    public Task<FlowCounts> CountAsync(TenantId tenant, string flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(Count).Query(tenant.Value, flow);
                row.Read();
                return new FlowCounts(
                    Entered: row.GetInt64(0),
                    Superseded: row.GetInt64(1),
                    Unchanged: row.GetInt64(2),
                    Written: row.GetInt64(3),
                    Updated: row.GetInt64(4),
                    Skipped: row.GetInt64(5),
                    Dismissed: row.GetInt64(6),
                    Dead: row.GetInt64(7),
                    Waiting: row.GetInt64(8));
            },
            cancellationToken);
    }

    public Task<LedgerPage<LedgerRecord>> ListRecordsAsync(TenantId tenant, LedgerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);
        LedgerMark after = LedgerMark.Read(query.After);

        // The state is part of the text, because only then the index of dead letters serves.
        string ofState = query.State is { } state ? string.Create(CultureInfo.InvariantCulture, $"AND state = {(int)state}") : string.Empty;
        string sql = $"""
            SELECT {RecordRows.Columns} FROM ledger_records
            WHERE tenant = ?1 AND flow = ?2 AND (source, kind, record) > (?3, ?4, ?5) {ofState}
                AND (?6 IS NULL OR code = ?6) AND (?7 IS NULL OR lane = ?7)
            ORDER BY source, kind, record LIMIT ?8
            """;
        return database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(sql).Query(
                    tenant.Value, query.Flow, after.Source, after.Kind, after.Record, query.Code, Lane(tenant, query), query.Limit + 1L);
                return Page(row, tenant, query.Limit, RecordRows.Read, record => LedgerMark.Of(record.Record));
            },
            cancellationToken);
    }

    public Task<LedgerPage<LedgerDocument>> ListDocumentsAsync(TenantId tenant, LedgerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);
        LedgerMark after = LedgerMark.Read(query.After);
        return database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(ListDocuments).Query(
                    tenant.Value, query.Flow, after.Source, after.Kind, after.Record, after.Key, Lane(tenant, query), query.Limit + 1L);
                return Page(row, tenant, query.Limit, DocumentRows.Read, document => LedgerMark.Of(document.Record, document.Key));
            },
            cancellationToken);
    }

    /// <summary>Another tenant's destination has a text that no row of this tenant has.</summary>
    private static string? Lane(TenantId tenant, LedgerQuery query) =>
        query.Lane is { } lane ? lane.Tenant == tenant ? ConnectionText.Of(lane) : string.Empty : null;

    private static LedgerPage<T> Page<T>(
        Rows row,
        TenantId tenant,
        int limit,
        Func<Rows, ConnectionText, T> read,
        Func<T, LedgerMark> mark)
    {
        ConnectionText connections = new(tenant);
        List<T> rows = [];
        while (rows.Count < limit && row.Read())
        {
            rows.Add(read(row, connections));
        }

        return new LedgerPage<T>(rows, rows.Count > 0 && row.Read() ? mark(rows[^1]).ToString() : null);
    }
}
