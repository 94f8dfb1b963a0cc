using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryDeadLetterStore(InMemoryStorage storage) : IDeadLetterStore
{
    public Task<bool> RetryAsync(string flow, RecordKey record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(record);
        lock (storage.Gate)
        {
            if (storage.Records.GetValueOrDefault((flow, record)) is not { State: LedgerState.Dead } dead)
            {
                return Task.FromResult(false);
            }

            storage.Records.Remove((flow, record));
            Change change = new()
            {
                Flow = flow,
                Lane = dead.Lane,
                Record = record,
                ModifiedAt = dead.ModifiedAt,
                Priority = ChangePriority.Live,
                NotBefore = now,
            };
            if (storage.Inbox.TryAdd((flow, record), new InboxItem(storage.LastSequence + 1, 1, 0, change)))
            {
                storage.LastSequence++;
            }
            else
            {
                storage.Count(record.Source.Tenant, flow, FlowCounts.Zero with { Superseded = 1 });
            }

            return Task.FromResult(true);
        }
    }

    public Task<bool> DismissAsync(string flow, RecordKey record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(record);
        lock (storage.Gate)
        {
            if (storage.Records.GetValueOrDefault((flow, record)) is not { State: LedgerState.Dead } dead)
            {
                return Task.FromResult(false);
            }

            storage.Records[(flow, record)] = dead with { State = LedgerState.Dismissed, Remedy = string.Empty, Payload = default };
            storage.Count(record.Source.Tenant, flow, FlowCounts.Zero with { Dismissed = 1 });
            return Task.FromResult(true);
        }
    }
}
