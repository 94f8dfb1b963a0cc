using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Sqlite.Connections;

namespace SyncKit.Sqlite.Ledger;

/// <summary>What became of records, one row each.</summary>
internal static class RecordRows
{
    public const string Columns = """
        flow, source, kind, record, lane, state, modified_at, hash, deleted, code, message, remedy, total, currency,
        settings_version, attempts, settled_at, payload
        """;

    private const string PutSql = $"""
        INSERT OR REPLACE INTO ledger_records (tenant, {Columns})
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
        """;

    private const string Key = "tenant = ?1 AND flow = ?2 AND source = ?3 AND kind = ?4 AND record = ?5";
    private const string FindSql = $"SELECT {Columns} FROM ledger_records WHERE {Key}";
    private const string IsDeadSql = $"SELECT 1 FROM ledger_records WHERE {Key} AND state = 2";
    private const string AnyDeadSql =
        "SELECT 1 FROM ledger_records INDEXED BY ledger_dead WHERE tenant = ?1 AND flow = ?2 AND state = 2 LIMIT 1";

    private const string DeleteSql = $"DELETE FROM ledger_records WHERE {Key}";

    private const string DismissSql =
        $"UPDATE ledger_records SET state = 3, remedy = '', payload = x'' WHERE {Key} AND state = 2";

    public static void Put(Session session, LedgerRecord record) => session.Prepare(PutSql).Execute(
        record.Record.Source.Tenant.Value, record.Flow, ConnectionText.Of(record.Record.Source), record.Record.Kind, record.Record.Id,
        ConnectionText.Of(record.Lane), (int)record.State, record.ModifiedAt.UtcTicks, Column.Of(record.Hash), record.IsDeleted,
        record.Code, record.Message, record.Remedy, Column.Of(record.Total), record.Currency,
        record.SettingsVersion, record.Attempts, record.SettledAt.UtcTicks, Column.Of(record.Payload));

    public static LedgerRecord? Find(Session session, string flow, RecordKey record)
    {
        using Rows row = Query(session, FindSql, flow, record);
        return row.Read() ? Read(row, new ConnectionText(record.Source.Tenant)) : null;
    }

    public static bool IsDead(Session session, string flow, RecordKey record)
    {
        using Rows row = Query(session, IsDeadSql, flow, record);
        return row.Read();
    }

    public static bool AnyDead(Session session, string tenant, string flow) => session.Prepare(AnyDeadSql).Finds(tenant, flow);

    public static void Delete(Session session, string flow, RecordKey record) => Execute(session, DeleteSql, flow, record);

    public static bool TryDismiss(Session session, string flow, RecordKey record) => Execute(session, DismissSql, flow, record) == 1;

    public static LedgerRecord Read(Rows row, ConnectionText connections) => new()
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
        Total = Column.Amount(row, 12),
        Currency = row.GetString(13),
        SettingsVersion = row.GetInt32(14),
        Attempts = row.GetInt32(15),
        SettledAt = Column.Time(row, 16),
        Payload = Column.Bytes(row, 17),
    };

    private static Rows Query(Session session, string sql, string flow, RecordKey record) => session.Prepare(sql).Query(
        record.Source.Tenant.Value, flow, ConnectionText.Of(record.Source), record.Kind, record.Id);

    private static int Execute(Session session, string sql, string flow, RecordKey record) => session.Prepare(sql).Execute(
        record.Source.Tenant.Value, flow, ConnectionText.Of(record.Source), record.Kind, record.Id);
}
