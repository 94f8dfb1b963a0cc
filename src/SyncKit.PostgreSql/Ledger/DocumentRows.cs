using Npgsql;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Ledger;

/// <summary>The links between records and documents, one row each.</summary>
internal static class DocumentRows
{
    public const string Columns = """
        flow, source, kind, record, key, lane, document_kind, state, destination_id, version, hash, total, tax, currency,
        request_id, generation, written_at, counts, date, fingerprint, proof, settings_version
        """;

    private const string PutSql = $"""
        INSERT INTO synckit.ledger_documents (tenant, {Columns})
        SELECT $1, d.flow, d.source, d.kind, d.record, d.key, $2, d.document_kind, d.state, d.destination_id, d.version, d.hash, d.total, d.tax, d.currency,
            d.request_id, d.generation, d.written_at, d.counts, d.date, d.fingerprint, d.proof, d.settings_version
        FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
            AS d (flow, source, kind, record, key, document_kind, state, destination_id, version, hash, total, tax, currency,
                request_id, generation, written_at, counts, date, fingerprint, proof, settings_version)
        ON CONFLICT (tenant, flow, source, kind, record, key) DO UPDATE SET
            lane = excluded.lane, document_kind = excluded.document_kind, state = excluded.state, destination_id = excluded.destination_id,
            version = excluded.version, hash = excluded.hash, total = excluded.total, tax = excluded.tax, currency = excluded.currency,
            request_id = excluded.request_id, generation = excluded.generation, written_at = excluded.written_at, counts = excluded.counts,
            date = excluded.date, fingerprint = excluded.fingerprint, proof = excluded.proof, settings_version = excluded.settings_version
        """;

    // OFFSET 0 keeps the look-up of one record's documents a look-up, whatever the server thinks of the table's size.
    private const string FindSql = $"""
        SELECT l.*
        FROM unnest($3, $4, $5) AS k (source, kind, record)
        CROSS JOIN LATERAL (
            SELECT {Columns} FROM synckit.ledger_documents d
            WHERE d.tenant = $1 AND d.flow = $2 AND d.source = k.source AND d.kind = k.kind AND d.record = k.record AND d.lane = $6 OFFSET 0) l
        """;

    public const string FindByIdSql = $"""
        SELECT l.*
        FROM unnest($3, $4) WITH ORDINALITY AS k (id, document_kind, number)
        CROSS JOIN LATERAL (
            SELECT {Columns} FROM synckit.ledger_documents d
            WHERE d.tenant = $1 AND d.lane = $2 AND d.destination_id = k.id AND d.document_kind = k.document_kind OFFSET 0) l
        ORDER BY k.number, l.flow, l.source, l.kind, l.record, l.key
        """;

    /// <summary>Puts links in the places of earlier ones; of several for one place the last remains.</summary>
    public static void Put(Batch batch, string tenant, string lane, IReadOnlyList<LedgerDocument> documents)
    {
        if (documents.Count == 0)
        {
            return;
        }

        LedgerDocument[] rows =
        [
            .. documents
                .GroupBy(document => (Key: StoredKey.Of(document.Flow, document.Record), Document: StorableText.Of(document.Key)))
                .OrderBy(place => place.Key.Key).ThenBy(place => place.Key.Document, StringComparer.Ordinal)
                .Select(place => place.Last()),
        ];
        batch.Add(
            PutSql,
            [
                tenant, lane,
                Column.Each(rows, static row => row.Flow), Column.Each(rows, static row => ConnectionText.Of(row.Record.Source)),
                Column.Each(rows, static row => row.Record.Kind), Column.Each(rows, static row => row.Record.Id), Column.Each(rows, static row => row.Key),
                Column.Each(rows, static row => row.Kind), Column.Each(rows, static row => (int)row.State),
                Column.Each(rows, static row => row.DestinationId), Column.Each(rows, static row => row.Version),
                Column.Each(rows, static row => Column.Of(row.Hash)), Column.Each(rows, static row => row.Total), Column.Each(rows, static row => row.Tax),
                Column.Each(rows, static row => row.Currency), Column.Each(rows, static row => row.RequestId),
                Column.Each(rows, static row => row.Generation), Column.Each(rows, static row => row.WrittenAt.UtcTicks),
                Column.Each(rows, static row => row.CountsTowardsTotal), Column.Each(rows, static row => row.Date?.DayNumber),
                Column.Each(rows, static row => row.Fingerprint), Column.Each(rows, static row => row.Proof),
                Column.Each(rows, static row => row.SettingsVersion),
            ]);
    }

    public static List<LedgerDocument> Find(Batch batch, string tenant, string flow, RecordKeys keys, string lane, ConnectionText connections) =>
        batch.AddList(FindSql, row => Read(row, connections), tenant, flow, keys.Sources, keys.Kinds, keys.Records, lane);

    public static LedgerDocument Read(NpgsqlDataReader row, ConnectionText connections) => new()
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
        Total = row.GetDecimal(11),
        Tax = row.GetDecimal(12),
        Currency = row.GetString(13),
        RequestId = row.GetString(14),
        Generation = row.GetInt32(15),
        WrittenAt = Column.Time(row, 16),
        CountsTowardsTotal = row.GetBoolean(17),
        Date = row.IsDBNull(18) ? null : DateOnly.FromDayNumber(row.GetInt32(18)),
        Fingerprint = row.GetString(19),
        Proof = row.GetString(20),
        SettingsVersion = row.GetInt32(21),
    };
}
