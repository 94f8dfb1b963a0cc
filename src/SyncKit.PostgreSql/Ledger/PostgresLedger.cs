using System.Globalization;
using Npgsql;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Ledger;

internal sealed class PostgresLedger(PostgresDatabase database) : ILedger
{
    private const string Count = """
        SELECT coalesce(sum(entered), 0)::bigint, coalesce(sum(superseded), 0)::bigint, coalesce(sum(unchanged), 0)::bigint,
            coalesce(sum(written), 0)::bigint, coalesce(sum(updated), 0)::bigint, coalesce(sum(skipped), 0)::bigint, coalesce(sum(dismissed), 0)::bigint,
            (SELECT count(*) FROM synckit.ledger_records WHERE tenant = $1 AND flow = $2 AND state = 2),
            (SELECT count(*) FROM synckit.inbox WHERE tenant = $1 AND flow = $2)
        FROM synckit.flow_counts WHERE tenant = $1 AND flow = $2
        """;

    private const string ListDocuments = $"""
        SELECT {DocumentRows.Columns} FROM synckit.ledger_documents
        WHERE tenant = $1 AND flow = $2 AND (source, kind, record, key) > ($3, $4, $5, $6) AND ($7::text IS NULL OR lane = $7)
        ORDER BY source, kind, record, key LIMIT $8
        """;

    public async Task<IReadOnlyDictionary<RecordKey, LedgerView>> FindAsync(
        string flow,
        ConnectionId lane,
        IReadOnlyCollection<RecordKey> records,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentNullException.ThrowIfNull(records);
        RecordKey[] own = [.. records.Where(record => record.Source.Tenant == lane.Tenant)];
        if (own.Length == 0)
        {
            return new Dictionary<RecordKey, LedgerView>();
        }

        (List<LedgerRecord> rows, List<LedgerDocument> documents) = await database
            .ReadMomentAsync((session, token) => FindAsync(session, flow, lane, own, token), cancellationToken)
            .ConfigureAwait(false);
        Dictionary<StoredKey, LedgerRecord> recordOf = rows.ToDictionary(row => StoredKey.Of(row.Flow, row.Record));
        ILookup<StoredKey, LedgerDocument> documentsOf = documents.ToLookup(document => StoredKey.Of(document.Flow, document.Record));
        Dictionary<RecordKey, LedgerView> views = new(own.Length);
        foreach (RecordKey record in own)
        {
            StoredKey key = StoredKey.Of(flow, record);
            Dictionary<string, LedgerDocument> links = documentsOf[key].ToDictionary(document => document.Key, StringComparer.Ordinal);
            if (recordOf.TryGetValue(key, out LedgerRecord? row) || links.Count > 0)
            {
                views[record] = new LedgerView(row, links);
            }
        }

        return views;
    }

    public async Task<IReadOnlyList<LedgerDocument>> FindDocumentsAsync(
        ConnectionId lane,
        IReadOnlyCollection<DocumentId> documents,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentNullException.ThrowIfNull(documents);
        if (documents.Count == 0)
        {
            return [];
        }

        ConnectionText connections = new(lane.Tenant);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(
                DocumentRows.FindByIdSql, row => DocumentRows.Read(row, connections), token,
                lane.Tenant.Value, ConnectionText.Of(lane), documents.Select(id => id.Id).ToArray(), documents.Select(id => id.Kind).ToArray()),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<FlowCounts> CountAsync(TenantId tenant, string flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return (await database.ReadAsync(
            (session, token) => session.FindAsync(
                Count,
                static row => new FlowCounts(
                    Entered: row.GetInt64(0),
                    Superseded: row.GetInt64(1),
                    Unchanged: row.GetInt64(2),
                    Written: row.GetInt64(3),
                    Updated: row.GetInt64(4),
                    Skipped: row.GetInt64(5),
                    Dismissed: row.GetInt64(6),
                    Dead: row.GetInt64(7),
                    Waiting: row.GetInt64(8)),
                token,
                tenant.Value, flow),
            cancellationToken).ConfigureAwait(false))!;
    }

    public Task<LedgerPage<LedgerRecord>> ListRecordsAsync(TenantId tenant, LedgerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);
        LedgerMark after = LedgerMark.Read(query.After);

        // The state is part of the text, because only then the index of dead letters serves.
        string ofState = query.State is { } state ? string.Create(CultureInfo.InvariantCulture, $"AND state = {(int)state}") : string.Empty;
        string sql = $"""
            SELECT {RecordRows.Columns} FROM synckit.ledger_records
            WHERE tenant = $1 AND flow = $2 AND (source, kind, record) > ($3, $4, $5) {ofState}
                AND ($6::text IS NULL OR code = $6) AND ($7::text IS NULL OR lane = $7)
            ORDER BY source, kind, record LIMIT $8
            """;
        return PageAsync(
            sql, tenant, query.Limit, RecordRows.Read, static record => LedgerMark.Of(record.Record),
            [tenant.Value, query.Flow, after.Source, after.Kind, after.Record, query.Code, Lane(tenant, query), query.Limit + 1L],
            cancellationToken);
    }

    public Task<LedgerPage<LedgerDocument>> ListDocumentsAsync(TenantId tenant, LedgerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);
        LedgerMark after = LedgerMark.Read(query.After);
        return PageAsync(
            ListDocuments, tenant, query.Limit, DocumentRows.Read, static document => LedgerMark.Of(document.Record, document.Key),
            [tenant.Value, query.Flow, after.Source, after.Kind, after.Record, after.Key, Lane(tenant, query), query.Limit + 1L],
            cancellationToken);
    }

    private static async Task<(List<LedgerRecord> Records, List<LedgerDocument> Documents)> FindAsync(
        Session session, string flow, ConnectionId lane, RecordKey[] records, CancellationToken cancellationToken)
    {
        RecordKeys keys = new(records.Select(record => (flow, record)));
        ConnectionText connections = new(lane.Tenant);
        string laneText = ConnectionText.Of(lane);
        Batch batch = session.Begin();
        List<LedgerRecord> rows = RecordRows.Find(batch, lane.Tenant.Value, flow, keys, laneText, connections);
        List<LedgerDocument> documents = DocumentRows.Find(batch, lane.Tenant.Value, flow, keys, laneText, connections);
        await batch.RunAsync(cancellationToken).ConfigureAwait(false);
        return (rows, documents);
    }

    /// <summary>Another tenant's destination has a text that no row of this tenant has.</summary>
    private static string? Lane(TenantId tenant, LedgerQuery query) =>
        query.Lane is { } lane ? lane.Tenant == tenant ? ConnectionText.Of(lane) : string.Empty : null;

    private async Task<LedgerPage<T>> PageAsync<T>(
        string sql,
        TenantId tenant,
        int limit,
        Func<NpgsqlDataReader, ConnectionText, T> read,
        Func<T, LedgerMark> mark,
        object?[] values,
        CancellationToken cancellationToken)
    {
        ConnectionText connections = new(tenant);
        List<T> rows = await database
            .ReadAsync((session, token) => session.ListAsync(sql, row => read(row, connections), token, values), cancellationToken)
            .ConfigureAwait(false);
        return rows.Count > limit
            ? new LedgerPage<T>(rows[..limit], limit > 0 ? mark(rows[limit - 1]).ToString() : null)
            : new LedgerPage<T>(rows, null);
    }
}
