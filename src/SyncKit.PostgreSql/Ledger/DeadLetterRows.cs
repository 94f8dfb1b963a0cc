using SyncKit.PostgreSql.Lanes;

namespace SyncKit.PostgreSql.Ledger;

/// <summary>
/// Changes a tenant's dead letters within one transaction. Their lanes are locked first, as a settlement does, so that none of them ends in both ways.
/// </summary>
internal static class DeadLetterRows
{
    private const string Keys = "unnest($3, $4, $5) AS k (source, kind, record)";
    private const string IsKey = "r.tenant = $1 AND r.flow = $2 AND r.source = k.source AND r.kind = k.kind AND r.record = k.record AND r.state = 2";

    private const string LanesSql =
        $"SELECT DISTINCT d.lane FROM {Keys} CROSS JOIN LATERAL (SELECT lane FROM synckit.ledger_records r WHERE {IsKey} LIMIT 1) d";

    private const string RetrySql = $"""
        WITH gone AS (
            DELETE FROM synckit.ledger_records r USING {Keys} WHERE {IsKey} AND r.lane = ANY($6)
            RETURNING r.lane, r.source, r.kind, r.record, r.modified_at),
        back AS (
            INSERT INTO synckit.inbox (
                tenant, lane, flow, source, kind, record, revision, priority, not_before, attempts, modified_at, hash, deleted, payload, trace)
            SELECT $1, lane, $2, source, kind, record, 1, 0, $7, 0, modified_at, NULL, false, '', '' FROM gone ORDER BY source, kind, record
            ON CONFLICT (tenant, flow, source, kind, record) DO NOTHING
            RETURNING 1)
        SELECT (SELECT count(*) FROM gone), (SELECT count(*) FROM back)
        """;

    private const string DismissSql = $"""
        UPDATE synckit.ledger_records r SET state = 3, remedy = '', payload = '' FROM {Keys} WHERE {IsKey} AND r.lane = ANY($6)
        RETURNING 1
        """;

    /// <returns>How many there were.</returns>
    public static Task<int> RetryAsync(Session session, string tenant, string flow, RecordKeys keys, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(
            session, tenant, flow, keys,
            (batch, lanes, move) =>
            {
                LaneRows.Ready(batch, tenant, lanes.Select(lane => (lane, now.UtcTicks)));
                List<(long Gone, long Back)> counts = batch.AddList(
                    RetrySql, static row => (row.GetInt64(0), row.GetInt64(1)),
                    tenant, flow, keys.Sources, keys.Kinds, keys.Records, lanes, now.UtcTicks);
                return () =>
                {
                    move.Superseded = counts[0].Gone - counts[0].Back;
                    return (int)counts[0].Gone;
                };
            },
            cancellationToken);

    /// <returns>How many there were.</returns>
    public static Task<int> DismissAsync(Session session, string tenant, string flow, RecordKeys keys, CancellationToken cancellationToken) =>
        ChangeAsync(
            session, tenant, flow, keys,
            (batch, lanes, move) =>
            {
                LaneRows.Lock(batch, tenant, lanes);
                List<bool> dismissed = batch.AddList(DismissSql, static _ => true, tenant, flow, keys.Sources, keys.Kinds, keys.Records, lanes);
                return () =>
                {
                    move.Dismissed = dismissed.Count;
                    return dismissed.Count;
                };
            },
            cancellationToken);

    private static async Task<int> ChangeAsync(
        Session session, string tenant, string flow, RecordKeys keys, Func<Batch, string[], FlowMove, Func<int>> add, CancellationToken cancellationToken)
    {
        List<string> lanes = await session
            .ListAsync(LanesSql, static row => row.GetString(0), cancellationToken, tenant, flow, keys.Sources, keys.Kinds, keys.Records)
            .ConfigureAwait(false);
        if (lanes.Count == 0)
        {
            return 0;
        }

        FlowTally tally = new();
        Batch change = session.Begin();
        Func<int> read = add(change, [.. lanes], tally[flow]);
        await change.RunAsync(cancellationToken).ConfigureAwait(false);
        int count = read();
        Batch counts = session.Begin();
        tally.Write(counts, tenant);
        await counts.RunAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }
}
