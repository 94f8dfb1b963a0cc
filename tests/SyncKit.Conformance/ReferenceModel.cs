using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Conformance;

/// <summary>What the counts must be, said as plainly as possible: one flow, one tenant, everything in dictionaries.</summary>
internal sealed class ReferenceModel
{
    private readonly Dictionary<string, (Change Change, int Stamp)> waiting = [];
    private readonly Dictionary<string, (Change Change, LedgerState State)> settled = [];
    private int stamp;
    private FlowCounts moved = FlowCounts.Zero;

    public FlowCounts Counts => moved with
    {
        Dead = settled.Values.Count(row => row.State == LedgerState.Dead),
        Waiting = waiting.Count,
    };

    public int StampOf(string id) => waiting.TryGetValue(id, out (Change Change, int Stamp) row) ? row.Stamp : 0;

    public void Commit(Change change)
    {
        string id = change.Record.Id;
        moved = moved with { Entered = moved.Entered + 1 };
        bool waits = waiting.ContainsKey(id);
        Change? known = waits ? waiting[id].Change : settled.TryGetValue(id, out (Change Change, LedgerState State) row) ? row.Change : null;
        bool older = known is not null && change.ModifiedAt < known.ModifiedAt;
        bool same = known is not null && !change.IsThin && change.Hash == known.Hash && change.IsDeleted == known.IsDeleted && !known.IsThin;
        if (waits || older)
        {
            moved = moved with { Superseded = moved.Superseded + 1 };
        }
        else if (same)
        {
            moved = moved with { Unchanged = moved.Unchanged + 1 };
        }

        if (!older && !same)
        {
            bool clash = known is not null && known.ModifiedAt == change.ModifiedAt;
            waiting[id] = (clash ? change with { Payload = default, Hash = default, IsDeleted = false } : change, ++stamp);
        }
    }

    public void Settle(Change taken, int takenStamp, OutcomeKind kind)
    {
        string id = taken.Record.Id;
        bool current = StampOf(id) == takenStamp;
        if (kind is OutcomeKind.Retry or OutcomeKind.Snoozed || (kind == OutcomeKind.Dead && !current))
        {
            return;
        }

        if (settled.TryGetValue(id, out (Change Change, LedgerState State) old) && old.State == LedgerState.Dead)
        {
            moved = moved with { Superseded = moved.Superseded + 1 };
        }

        settled[id] = (taken, kind switch
        {
            OutcomeKind.Dead => LedgerState.Dead,
            OutcomeKind.Skipped => LedgerState.Skipped,
            _ => LedgerState.Written,
        });
        if (current)
        {
            waiting.Remove(id);
            moved = kind switch
            {
                OutcomeKind.Written => moved with { Written = moved.Written + 1 },
                OutcomeKind.Updated => moved with { Updated = moved.Updated + 1 },
                OutcomeKind.Unchanged => moved with { Unchanged = moved.Unchanged + 1 },
                OutcomeKind.Skipped => moved with { Skipped = moved.Skipped + 1 },
                _ => moved,
            };
        }
    }

    /// <param name="id">Which record.</param>
    /// <param name="unknown">What is known of a record that was never settled.</param>
    public void Hold(string id, Change unknown)
    {
        moved = moved with { Entered = moved.Entered + 1, Superseded = moved.Superseded + (IsDead(id) ? 1 : 0) };
        settled[id] = (settled.TryGetValue(id, out (Change Change, LedgerState State) row) ? row.Change : unknown, LedgerState.Dead);
    }

    public bool Retry(string id, Change thin)
    {
        if (!IsDead(id))
        {
            return false;
        }

        DateTimeOffset modifiedAt = settled[id].Change.ModifiedAt;
        settled.Remove(id);
        if (!waiting.TryAdd(id, (thin with { ModifiedAt = modifiedAt }, stamp + 1)))
        {
            moved = moved with { Superseded = moved.Superseded + 1 };
        }

        stamp++;
        return true;
    }

    public bool Dismiss(string id)
    {
        if (!IsDead(id))
        {
            return false;
        }

        settled[id] = (settled[id].Change, LedgerState.Dismissed);
        moved = moved with { Dismissed = moved.Dismissed + 1 };
        return true;
    }

    private bool IsDead(string id) => settled.TryGetValue(id, out (Change Change, LedgerState State) row) && row.State == LedgerState.Dead;
}
