using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Sqlite.Connections;

namespace SyncKit.Sqlite.Ledger;

/// <summary>The links between records and documents, one row each.</summary>
internal static class DocumentRows
{
    public const string Columns = """
        flow, source, kind, record, key, lane, document_kind, state, destination_id, version, hash, total, tax, currency,
        request_id, generation, written_at, counts, date, fingerprint, proof, settings_version
        """;

    private const string PutSql = $"""
        INSERT OR REPLACE INTO ledger_documents (tenant, {Columns})
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
        """;

    private const string FindSql = $"""
        SELECT {Columns} FROM ledger_documents WHERE tenant = ?1 AND flow = ?2 AND source = ?3 AND kind = ?4 AND record = ?5 AND lane = ?6
        """;

    /// <summary>Names its index: without statistics SQLite would walk through all of a tenant's documents.</summary>
    public const string FindByIdSql = $"""
        SELECT {Columns} FROM ledger_documents INDEXED BY ledger_destination
        WHERE tenant = ?1 AND lane = ?2 AND destination_id = ?3 AND document_kind = ?4
        """;

    public static void Put(Session session, LedgerDocument document) => session.Prepare(PutSql).Execute(
        document.Lane.Tenant.Value, document.Flow, ConnectionText.Of(document.Record.Source), document.Record.Kind, document.Record.Id, document.Key,
        ConnectionText.Of(document.Lane), document.Kind, (int)document.State, document.DestinationId, document.Version,
        Column.Of(document.Hash), Column.Of(document.Total), Column.Of(document.Tax), document.Currency,
        document.RequestId, document.Generation, document.WrittenAt.UtcTicks,
        document.CountsTowardsTotal, document.Date?.DayNumber, document.Fingerprint, document.Proof, document.SettingsVersion);

    public static Dictionary<string, LedgerDocument> Find(Session session, string flow, RecordKey record, string lane, ConnectionText connections)
    {
        Dictionary<string, LedgerDocument> documents = new(StringComparer.Ordinal);
        using Rows row = session.Prepare(FindSql).Query(
            record.Source.Tenant.Value, flow, ConnectionText.Of(record.Source), record.Kind, record.Id, lane);
        while (row.Read())
        {
            LedgerDocument document = Read(row, connections);
            documents.Add(document.Key, document);
        }

        return documents;
    }

    public static void FindById(Session session, string tenant, string lane, DocumentId id, ConnectionText connections, List<LedgerDocument> found)
    {
        using Rows row = session.Prepare(FindByIdSql).Query(tenant, lane, id.Id, id.Kind);
        while (row.Read())
        {
            found.Add(Read(row, connections));
        }
    }

    public static LedgerDocument Read(Rows row, ConnectionText connections) => new()
    {
        Flow = row.GetString(0),
        Record = new RecordKey(connections.Read(row.GetString(1)), row.GetString(2), row.GetString(3)),
        Key = row.GetString(4),
        Lane = connections.Read(row.GetString(5)),
        Kind = row.GetString(6),
        State = (DocumentState)row.GetInt32(7),
        DestinationId = row.GetString(8),
        Version = row.GetString(9),
        Hash = Column.Hash(row, 10),
        Total = Column.Amount(row, 11),
        Tax = Column.Amount(row, 12),
        Currency = row.GetString(13),
        RequestId = row.GetString(14),
        Generation = row.GetInt32(15),
        WrittenAt = Column.Time(row, 16),
        CountsTowardsTotal = row.GetBoolean(17),
        Date = row.IsNull(18) ? null : DateOnly.FromDayNumber(row.GetInt32(18)),
        Fingerprint = row.GetString(19),
        Proof = row.GetString(20),
        SettingsVersion = row.GetInt32(21),
    };
}
