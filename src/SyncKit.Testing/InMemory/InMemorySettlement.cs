using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Testing.InMemory;

/// <summary>Makes one settlement true, under the storage's lock, by an owner whose lease holds.</summary>
internal sealed class InMemorySettlement(InMemoryStorage storage, ConnectionId lane)
{
    public void Run(Settlement settlement)
    {
        foreach (ItemOutcome outcome in settlement.Outcomes)
        {
            Settle(outcome);
        }

        foreach (LedgerRecord held in settlement.Held)
        {
            bool wasDead = storage.Records.GetValueOrDefault((held.Flow, held.Record))?.State == LedgerState.Dead;
            storage.Count(lane.Tenant, held.Flow, FlowCounts.Zero with { Entered = 1, Superseded = wasDead ? 1 : 0 });
            storage.Records[(held.Flow, held.Record)] = held with { Payload = held.Payload.ToArray() };
        }

        foreach (LedgerDocument document in settlement.Documents)
        {
            storage.Documents[(document.Flow, document.Record, document.Key)] = document;
        }

        foreach (ResolvedReference reference in settlement.References)
        {
            storage.References[(lane, reference.Kind, reference.Key)] = reference;
        }

        storage.Intents.RemoveAll(row => row.Lane == lane && settlement.ClosedIntents.Contains(row.Intent.RequestId, StringComparer.Ordinal));
        foreach (Intent intent in settlement.NewIntents)
        {
            if (!storage.Intents.Exists(row => row.Lane == lane && string.Equals(row.Intent.RequestId, intent.RequestId, StringComparison.Ordinal)))
            {
                storage.Intents.Add((lane, intent with { Content = intent.Content.ToArray(), Targets = [.. intent.Targets] }));
            }
        }

        storage.Audit.AddRange(settlement.Audit);
    }

    private void Settle(ItemOutcome outcome)
    {
        (string Flow, RecordKey Record) key = (outcome.Item.Change.Flow, outcome.Item.Change.Record);
        InboxItem? waiting = storage.Inbox.GetValueOrDefault(key);
        bool stillWaits = waiting?.Sequence == outcome.Item.Sequence && waiting.Revision == outcome.Item.Revision;
        if (outcome.Kind is OutcomeKind.Retry or OutcomeKind.Snoozed)
        {
            if (stillWaits)
            {
                storage.Inbox[key] = waiting! with
                {
                    Attempts = waiting.Attempts + (outcome.Kind == OutcomeKind.Retry ? 1 : 0),
                    Change = waiting.Change with { NotBefore = outcome.NotBefore!.Value },
                };
            }

            return;
        }

        if (stillWaits)
        {
            storage.Inbox.Remove(key);
            storage.Count(lane.Tenant, key.Flow, MoveOf(outcome.Kind));
        }
        else if (outcome.Kind == OutcomeKind.Dead)
        {
            return;
        }

        if (storage.Records.GetValueOrDefault(key)?.State == LedgerState.Dead)
        {
            storage.Count(lane.Tenant, key.Flow, FlowCounts.Zero with { Superseded = 1 });
        }

        storage.Records[key] = outcome.Record! with { Payload = outcome.Record!.Payload.ToArray() };
    }

    private static FlowCounts MoveOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Written => FlowCounts.Zero with { Written = 1 },
        OutcomeKind.Updated => FlowCounts.Zero with { Updated = 1 },
        OutcomeKind.Unchanged => FlowCounts.Zero with { Unchanged = 1 },
        OutcomeKind.Skipped => FlowCounts.Zero with { Skipped = 1 },
        _ => FlowCounts.Zero,
    };
}
