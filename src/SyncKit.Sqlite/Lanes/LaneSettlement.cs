using SyncKit.Connections;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Sqlite.Auditing;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Inbox;
using SyncKit.Sqlite.Intents;
using SyncKit.Sqlite.Ledger;
using SyncKit.Sqlite.References;
using SyncKit.Transforming;

namespace SyncKit.Sqlite.Lanes;

/// <summary>Makes one settlement durable, within one transaction, by an owner whose lease holds.</summary>
internal sealed class LaneSettlement(Session session, ConnectionId lane)
{
    private const string SetBudget = "UPDATE lanes SET budget = ?3 WHERE tenant = ?1 AND lane = ?2";

    private readonly string tenant = lane.Tenant.Value;
    private readonly string laneText = ConnectionText.Of(lane);
    private readonly FlowTally tally = new();
    private readonly Dictionary<string, bool> hasDead = new(StringComparer.Ordinal);

    public void Run(Settlement settlement)
    {
        foreach (ItemOutcome outcome in settlement.Outcomes)
        {
            Settle(outcome);
        }

        foreach (LedgerRecord held in settlement.Held)
        {
            FlowMove move = tally[held.Flow];
            move.Entered++;
            move.Superseded += RecordRows.IsDead(session, held.Flow, held.Record) ? 1 : 0;
            RecordRows.Put(session, held);
        }

        foreach (LedgerDocument document in settlement.Documents)
        {
            DocumentRows.Put(session, document);
        }

        foreach (ResolvedReference reference in settlement.References)
        {
            ReferenceRows.Put(session, tenant, laneText, reference);
        }

        foreach (string requestId in settlement.ClosedIntents)
        {
            IntentRows.Close(session, tenant, laneText, requestId);
        }

        foreach (Intent intent in settlement.NewIntents)
        {
            IntentRows.Add(session, tenant, laneText, intent);
        }

        if (settlement.NewIntents.Count > 0)
        {
            // A lane that was leased by its name may have had nothing due: now it has, should its owner go away.
            LaneRows.Wake(session, tenant, laneText, settlement.NewIntents.Min(intent => intent.CreatedAt).UtcTicks);
        }

        AuditRows.Add(session, settlement.Audit);

        if (settlement.Budget is { } budget)
        {
            session.Prepare(SetBudget).Execute(tenant, laneText, budget);
        }

        tally.Write(session, tenant);
    }

    private void Settle(ItemOutcome outcome)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Retry:
                InboxRows.Retry(session, tenant, outcome.Item, outcome.NotBefore!.Value);
                return;
            case OutcomeKind.Snoozed:
                InboxRows.Snooze(session, tenant, outcome.Item, outcome.NotBefore!.Value);
                return;
        }

        LedgerRecord record = outcome.Record!;
        FlowMove move = tally[record.Flow];
        bool stillWaited = InboxRows.TryDelete(session, tenant, outcome.Item);
        if (stillWaited)
        {
            Count(move, outcome.Kind);
        }
        else if (outcome.Kind == OutcomeKind.Dead)
        {
            return;
        }

        if (HasDead(record.Flow) && RecordRows.IsDead(session, record.Flow, record.Record))
        {
            move.Superseded++;
        }

        RecordRows.Put(session, record);
    }

    /// <summary>Most flows have no dead letters, and then no record needs a look of its own. An item settles once, so none dies on the way.</summary>
    private bool HasDead(string flow)
    {
        if (!hasDead.TryGetValue(flow, out bool has))
        {
            has = RecordRows.AnyDead(session, tenant, flow);
            hasDead.Add(flow, has);
        }

        return has;
    }

    private static void Count(FlowMove move, OutcomeKind kind)
    {
        switch (kind)
        {
            case OutcomeKind.Written:
                move.Written++;
                break;
            case OutcomeKind.Updated:
                move.Updated++;
                break;
            case OutcomeKind.Unchanged:
                move.Unchanged++;
                break;
            case OutcomeKind.Skipped:
                move.Skipped++;
                break;
        }
    }
}
