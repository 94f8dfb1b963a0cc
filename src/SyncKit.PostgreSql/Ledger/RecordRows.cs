using Npgsql;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Inbox;

namespace SyncKit.PostgreSql.Ledger;

/// <summary>What became of records, one row each.</summary>
internal static class RecordRows
{
    public const string Columns = """
        flow, source, kind, record, lane, state, modified_at, hash, deleted, code, message, remedy, total, currency,
        settings_version, attempts, settled_at, payload
        """;

    /// <summary>Puts a row in the place of the record's earlier one; what stands before it selects the rows.</summary>
    public const string Replace = """
        ON CONFLICT (tenant, flow, source, kind, record) DO UPDATE SET
            lane = excluded.lane, state = excluded.state, modified_at = excluded.modified_at, hash = excluded.hash, deleted = excluded.deleted,
            code = excluded.code, message = excluded.message, remedy = excluded.remedy, total = excluded.total, currency = excluded.currency,
            settings_version = excluded.settings_version, attempts = excluded.attempts, settled_at = excluded.settled_at, payload = excluded.payload
        """;

    private const string ListSettledSql = """
        SELECT k.number, l.modified_at, l.hash, l.deleted, l.lane
        FROM unnest($2, $3, $4, $5) WITH ORDINALITY AS k (flow, source, kind, record, number)
        CROSS JOIN LATERAL (
            SELECT modified_at, hash, deleted, lane FROM synckit.ledger_records r
            WHERE r.tenant = $1 AND r.flow = k.flow AND r.source = k.source AND r.kind = k.kind AND r.record = k.record LIMIT 1) l
        """;

    private const string FindSql = $"""
        SELECT l.*
        FROM unnest($3, $4, $5) AS k (source, kind, record)
        CROSS JOIN LATERAL (
            SELECT {Columns} FROM synckit.ledger_records r
            WHERE r.tenant = $1 AND r.flow = $2 AND r.source = k.source AND r.kind = k.kind AND r.record = k.record AND r.lane = $6 LIMIT 1) l
        """;

    /// <returns>Which of the keys, counted from zero, and what was last settled of it.</returns>
    public static List<(int Key, SettledRow Row)> ListSettled(Batch batch, string tenant, RecordKeys keys) => batch.AddList(
        ListSettledSql,
        static row => (
            (int)row.GetInt64(0) - 1,
            new SettledRow(row.GetString(4), new Known(row.GetInt64(1), Column.Hash(row, 2), row.GetBoolean(3), Waits: false))),
        tenant, keys.Flows, keys.Sources, keys.Kinds, keys.Records);

    public static List<LedgerRecord> Find(Batch batch, string tenant, string flow, RecordKeys keys, string lane, ConnectionText connections) =>
        batch.AddList(FindSql, row => Read(row, connections), tenant, flow, keys.Sources, keys.Kinds, keys.Records, lane);

    public static LedgerRecord Read(NpgsqlDataReader row, ConnectionText connections) => new()
    {
        Flow = row.GetString(0),
        Record = new RecordKey(connections.Read(row.GetString(1)), row.GetString(2), row.GetString(3)),
        Lane = connections.Read(row.GetString(4)),
        State = (LedgerState)row.GetInt32(5),
        ModifiedAt = Column.Time(row, 6),
        Hash = Column.Hash(row, 7),
        IsDeleted = row.GetBoolean(8),
        Code = row.GetString(9),
        Message = row.GetString(10),
        Remedy = row.GetString(11),
        Total = row.GetDecimal(12),
        Currency = row.GetString(13),
        SettingsVersion = row.GetInt32(14),
        Attempts = row.GetInt32(15),
        SettledAt = Column.Time(row, 16),
        Payload = Column.Bytes(row, 17),
    };

    /// <summary>The columns of rows in their order, as a statement takes them for <c>unnest</c>.</summary>
    public static object?[] Values(IReadOnlyList<LedgerRecord> records) =>
    [
        Column.Each(records, static record => record.Flow),
        Column.Each(records, static record => ConnectionText.Of(record.Record.Source)),
        Column.Each(records, static record => record.Record.Kind),
        Column.Each(records, static record => record.Record.Id),
        Column.Each(records, static record => (int)record.State),
        Column.Each(records, static record => record.ModifiedAt.UtcTicks),
        Column.Each(records, static record => Column.Of(record.Hash)),
        Column.Each(records, static record => record.IsDeleted),
        Column.Each(records, static record => record.Code),
        Column.Each(records, static record => record.Message),
        Column.Each(records, static record => record.Remedy),
        Column.Each(records, static record => record.Total),
        Column.Each(records, static record => record.Currency),
        Column.Each(records, static record => record.SettingsVersion),
        Column.Each(records, static record => record.Attempts),
        Column.Each(records, static record => record.SettledAt.UtcTicks),
        Column.Each(records, static record => Column.Of(record.Payload)),
    ];
}
