namespace SyncKit.PostgreSql.Ledger;

/// <summary>Collects how one transaction moves a tenant's flow counts, and writes each flow's row once, as the last of what it locks.</summary>
internal sealed class FlowTally
{
    /// <summary>Adds to a flow's counts; what stands before it selects them.</summary>
    public const string Merge = """
        ON CONFLICT (tenant, flow) DO UPDATE SET
            entered = c.entered + excluded.entered, superseded = c.superseded + excluded.superseded, unchanged = c.unchanged + excluded.unchanged,
            written = c.written + excluded.written, updated = c.updated + excluded.updated, skipped = c.skipped + excluded.skipped,
            dismissed = c.dismissed + excluded.dismissed
        """;

    private const string AddSql = $"""
        INSERT INTO synckit.flow_counts AS c (tenant, flow, entered, superseded, unchanged, written, updated, skipped, dismissed)
        SELECT $1, m.flow, m.entered, m.superseded, m.unchanged, 0, 0, 0, m.dismissed
        FROM unnest($2, $3, $4, $5, $6) AS m (flow, entered, superseded, unchanged, dismissed)
        {Merge}
        """;

    private readonly SortedDictionary<string, FlowMove> moves = new(StringComparer.Ordinal);

    public FlowMove this[string flow]
    {
        get
        {
            if (!moves.TryGetValue(flow, out FlowMove? move))
            {
                move = new FlowMove();
                moves.Add(flow, move);
            }

            return move;
        }
    }

    public void Write(Batch batch, string tenant)
    {
        KeyValuePair<string, FlowMove>[] some = [.. moves.Where(move => move.Value.IsSome)];
        if (some.Length > 0)
        {
            batch.Add(
                AddSql, tenant, Column.Each(some, static move => move.Key), Column.Each(some, static move => move.Value.Entered),
                Column.Each(some, static move => move.Value.Superseded), Column.Each(some, static move => move.Value.Unchanged),
                Column.Each(some, static move => move.Value.Dismissed));
        }
    }
}
