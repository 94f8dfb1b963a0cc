using SyncKit.Inbox;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Lanes;
using SyncKit.Sqlite.Ledger;

namespace SyncKit.Sqlite.Inbox;

/// <summary>Takes changes of one tenant into the inbox, one after the other, within one transaction.</summary>
internal sealed class InboxCommit(Session session, string tenant)
{
    private const string FindKnown = """
        SELECT i.seq, i.modified_at, i.hash, i.deleted, l.modified_at, l.hash, l.deleted
        FROM (SELECT 1)
        LEFT JOIN inbox i ON i.tenant = ?1 AND i.flow = ?2 AND i.source = ?3 AND i.kind = ?4 AND i.record = ?5
        LEFT JOIN ledger_records l
            ON l.tenant = ?1 AND l.flow = ?2 AND l.source = ?3 AND l.kind = ?4 AND l.record = ?5 AND l.lane = ?6
        """;

    private const string Add = """
        INSERT INTO inbox (
            tenant, lane, flow, source, kind, record, revision, priority, not_before, attempts, modified_at, hash, deleted, payload, trace)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, 0, ?9, ?10, ?11, ?12, ?13)
        """;

    private const string Replace = """
        UPDATE inbox SET lane = ?2, revision = revision + 1, priority = min(priority, ?3), not_before = ?4, attempts = 0,
            modified_at = ?5, hash = ?6, deleted = ?7, payload = ?8, trace = ?9
        WHERE seq = ?1
        """;

    private readonly Statement find = session.Prepare(FindKnown);
    private readonly Statement add = session.Prepare(Add);
    private readonly Statement replace = session.Prepare(Replace);
    private readonly Dictionary<string, long> ready = new(StringComparer.Ordinal);
    private readonly FlowTally tally = new();

    public CommitReceipt Run(IReadOnlyList<Change> changes)
    {
        CommitReceipt receipt = default;
        foreach (Change change in changes)
        {
            receipt += Take(change);
        }

        foreach ((string lane, long at) in ready)
        {
            LaneRows.Wake(session, tenant, lane, at);
        }

        tally.Write(session, tenant);
        return receipt;
    }

    private CommitReceipt Take(Change change)
    {
        string lane = ConnectionText.Of(change.Lane);
        string source = ConnectionText.Of(change.Record.Source);
        FlowMove move = tally[change.Flow];
        move.Entered++;
        (long? waitingAt, Known? known) = Find(change, source, lane);
        Incoming incoming = known?.Meet(change) ?? Incoming.Waits;
        if (incoming == Incoming.Unchanged)
        {
            move.Unchanged++;
            return new CommitReceipt(0, 0, 1);
        }

        if (incoming is Incoming.Waits or Incoming.WaitsThin)
        {
            Put(change, source, lane, waitingAt, incoming == Incoming.WaitsThin);
            if (waitingAt is null)
            {
                return new CommitReceipt(1, 0, 0);
            }
        }

        move.Superseded++;
        return new CommitReceipt(0, 1, 0);
    }

    private (long? WaitingAt, Known? Known) Find(Change change, string source, string lane)
    {
        using Rows row = find.Query(tenant, change.Flow, source, change.Record.Kind, change.Record.Id, lane);
        row.Read();
        if (!row.IsNull(0))
        {
            return (row.GetInt64(0), new Known(row.GetInt64(1), Column.Hash(row, 2), row.GetBoolean(3), Waits: true));
        }

        return row.IsNull(4)
            ? (null, null)
            : (null, new Known(row.GetInt64(4), Column.Hash(row, 5), row.GetBoolean(6), Waits: false));
    }

    private void Put(Change change, string source, string lane, long? waitingAt, bool thin)
    {
        long at = change.NotBefore.UtcTicks;
        ready[lane] = ready.TryGetValue(lane, out long earliest) && earliest < at ? earliest : at;
        byte[]? hash = thin ? null : Column.Of(change.Hash);
        byte[] payload = thin ? [] : Column.Of(change.Payload);
        bool deleted = !thin && change.IsDeleted;
        if (waitingAt is { } seq)
        {
            replace.Execute(
                seq, lane, (int)change.Priority, change.NotBefore.UtcTicks, change.ModifiedAt.UtcTicks, hash, deleted, payload, change.TraceParent);
        }
        else
        {
            add.Execute(
                tenant, lane, change.Flow, source, change.Record.Kind, change.Record.Id,
                (int)change.Priority, change.NotBefore.UtcTicks, change.ModifiedAt.UtcTicks, hash, deleted, payload, change.TraceParent);
        }
    }
}
