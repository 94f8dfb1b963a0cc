using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.PostgreSql.Ledger;

namespace SyncKit.PostgreSql.Lanes;

/// <summary>What a settlement does with items: inbox, ledger and counts in one statement.</summary>
internal static class OutcomeRows
{
    private const string Columns =
        "flow, source, kind, record, state, modified_at, hash, deleted, code, message, remedy, total, currency, settings_version, attempts, settled_at, payload";

    // Everything reads what was there before the statement. "gone" are the items that nothing newer had replaced; "was" are the records whose dead letter
    // this ends. Outcomes: 0 written, 1 updated, 2 unchanged, 3 skipped, 4 dead.
    private const string SettleSql = $"""
        WITH o AS MATERIALIZED (
            SELECT * FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
                AS o (seq, revision, outcome, {Columns})),
        gone AS (
            DELETE FROM synckit.inbox i WHERE i.tenant = $1 AND i.seq = ANY($3) AND (i.seq, i.revision) IN (SELECT o.seq, o.revision FROM o)
            RETURNING i.seq),
        kept AS MATERIALIZED (
            SELECT o.*, o.seq IN (SELECT seq FROM gone) AS counts,
                EXISTS (
                    SELECT 1 FROM synckit.ledger_records r
                    WHERE r.tenant = $1 AND r.flow = o.flow AND r.source = o.source AND r.kind = o.kind AND r.record = o.record AND r.state = 2) AS was
            FROM o WHERE o.outcome <> 4 OR o.seq IN (SELECT seq FROM gone)),
        put AS (
            INSERT INTO synckit.ledger_records (tenant, lane, {Columns}) SELECT $1, $2, {Columns} FROM kept
            {RecordRows.Replace})
        INSERT INTO synckit.flow_counts AS c (tenant, flow, entered, superseded, unchanged, written, updated, skipped, dismissed)
        SELECT $1, flow, 0, count(*) FILTER (WHERE was), count(*) FILTER (WHERE counts AND outcome = 2), count(*) FILTER (WHERE counts AND outcome = 0),
            count(*) FILTER (WHERE counts AND outcome = 1), count(*) FILTER (WHERE counts AND outcome = 3), 0
        FROM kept GROUP BY flow ORDER BY flow
        {FlowTally.Merge}
        """;

    private const string HoldSql = $"""
        WITH h AS MATERIALIZED (
            SELECT h.*, EXISTS (
                SELECT 1 FROM synckit.ledger_records r
                WHERE r.tenant = $1 AND r.flow = h.flow AND r.source = h.source AND r.kind = h.kind AND r.record = h.record AND r.state = 2) AS was
            FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) AS h ({Columns})),
        put AS (
            INSERT INTO synckit.ledger_records (tenant, lane, {Columns}) SELECT $1, $2, {Columns} FROM h
            {RecordRows.Replace})
        INSERT INTO synckit.flow_counts AS c (tenant, flow, entered, superseded, unchanged, written, updated, skipped, dismissed)
        SELECT $1, flow, count(*), count(*) FILTER (WHERE was), 0, 0, 0, 0, 0 FROM h GROUP BY flow ORDER BY flow
        {FlowTally.Merge}
        """;

    private const string PutOffSql = """
        UPDATE synckit.inbox i SET attempts = i.attempts + o.failed, not_before = o.not_before
        FROM unnest($2, $3, $4, $5) AS o (seq, revision, failed, not_before)
        WHERE i.tenant = $1 AND i.seq = ANY($2) AND i.seq = o.seq AND i.revision = o.revision
        """;

    /// <param name="batch">Where it is added.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="lane">The lane that is settled.</param>
    /// <param name="outcomes">Outcomes that the ledger records, each of another record, in the order of their records.</param>
    public static void Settle(Batch batch, string tenant, string lane, IReadOnlyList<ItemOutcome> outcomes) => batch.Add(
        SettleSql,
        [
            tenant, lane, Column.Each(outcomes, static outcome => outcome.Item.Sequence), Column.Each(outcomes, static outcome => outcome.Item.Revision),
            Column.Each(outcomes, static outcome => (int)outcome.Kind), .. RecordRows.Values(Column.Each(outcomes, static outcome => outcome.Record!)),
        ]);

    /// <summary>Records what was found in the books, of records none of which is there twice.</summary>
    public static void Hold(Batch batch, string tenant, string lane, IReadOnlyList<LedgerRecord> held) =>
        batch.Add(HoldSql, [tenant, lane, .. RecordRows.Values(held)]);

    /// <summary>Lets items wait longer; of those only retries failed.</summary>
    public static void PutOff(Batch batch, string tenant, ItemOutcome[] outcomes)
    {
        if (outcomes.Length > 0)
        {
            batch.Add(
                PutOffSql, tenant, Column.Each(outcomes, static outcome => outcome.Item.Sequence), Column.Each(outcomes, static outcome => outcome.Item.Revision),
                Column.Each(outcomes, static outcome => outcome.Kind == OutcomeKind.Retry ? 1 : 0),
                Column.Each(outcomes, static outcome => outcome.NotBefore!.Value.UtcTicks));
        }
    }
}
