using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryDeadLetterStore(InMemoryStorage storage) : IDeadLetterStore
{
    public async Task<bool> RetryAsync(string flow, RecordKey record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return await RetryAsync(flow, [record], now, cancellationToken).ConfigureAwait(false) == 1;
    }

    public Task<int> RetryAsync(string flow, IReadOnlyCollection<RecordKey> records, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(flow, records, dead => Retry(flow, dead, now), cancellationToken);

    public async Task<bool> DismissAsync(string flow, RecordKey record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return await DismissAsync(flow, [record], cancellationToken).ConfigureAwait(false) == 1;
    }

    public Task<int> DismissAsync(string flow, IReadOnlyCollection<RecordKey> records, CancellationToken cancellationToken) =>
        ChangeAsync(flow, records, dead => Dismiss(flow, dead), cancellationToken);

    private Task<int> ChangeAsync(
        string flow,
        IReadOnlyCollection<RecordKey> records,
        Action<LedgerRecord> change,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(records);
        TenantId[] tenants = [.. records.Select(record => record.Source.Tenant).Distinct().Take(2)];
        if (tenants.Length > 1)
        {
            throw new ArgumentException($"The records belong to '{tenants[0]}' and to '{tenants[1]}': change one tenant's at a time.", nameof(records));
        }

        lock (storage.Gate)
        {
            int count = 0;
            foreach (RecordKey record in records)
            {
                if (storage.Records.GetValueOrDefault((flow, record)) is { State: LedgerState.Dead } dead)
                {
                    change(dead);
                    count++;
                }
            }

            return Task.FromResult(count);
        }
    }

    private void Retry(string flow, LedgerRecord dead, DateTimeOffset now)
    {
        storage.Records.Remove((flow, dead.Record));
        Change change = new()
        {
            Flow = flow,
            Lane = dead.Lane,
            Record = dead.Record,
            ModifiedAt = dead.ModifiedAt,
            Priority = ChangePriority.Live,
            NotBefore = now,
        };
        if (storage.Inbox.TryAdd((flow, dead.Record), new InboxItem(storage.LastSequence + 1, 1, 0, change)))
        {
            storage.LastSequence++;
        }
        else
        {
            storage.Count(dead.Record.Source.Tenant, flow, FlowCounts.Zero with { Superseded = 1 });
        }
    }

    private void Dismiss(string flow, LedgerRecord dead)
    {
        storage.Records[(flow, dead.Record)] = dead with { State = LedgerState.Dismissed, Remedy = string.Empty, Payload = default };
        storage.Count(dead.Record.Source.Tenant, flow, FlowCounts.Zero with { Dismissed = 1 });
    }
}
