namespace SyncKit.Sqlite.Ledger;

/// <summary>Collects how one transaction moves a tenant's flow counts, and writes each flow's row once.</summary>
internal sealed class FlowTally
{
    private const string Add = """
        INSERT INTO flow_counts (tenant, flow, entered, superseded, unchanged, written, updated, skipped, dismissed)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT DO UPDATE SET
            entered = entered + excluded.entered, superseded = superseded + excluded.superseded, unchanged = unchanged + excluded.unchanged,
            written = written + excluded.written, updated = updated + excluded.updated, skipped = skipped + excluded.skipped,
            dismissed = dismissed + excluded.dismissed
        """;

    private readonly Dictionary<string, FlowMove> moves = new(StringComparer.Ordinal);

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

    public void Write(Session session, string tenant)
    {
        Statement add = session.Prepare(Add);
        foreach ((string flow, FlowMove move) in moves)
        {
            if (move.IsSome)
            {
                add.Execute(
                    tenant, flow, move.Entered, move.Superseded, move.Unchanged, move.Written, move.Updated, move.Skipped, move.Dismissed);
            }
        }
    }
}
