using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryInbox(InMemoryStorage storage, TimeProvider time) : IInbox
{
    public Task<InboxPage> ListAsync(TenantId tenant, InboxQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);
        lock (storage.Gate)
        {
            WaitingChange[] page =
            [
                .. storage.Inbox
                    .Where(row => row.Key.Record.Source.Tenant == tenant && string.Equals(row.Key.Flow, query.Flow, StringComparison.Ordinal))
                    .Where(row => query.Lane is null || row.Value.Change.Lane == query.Lane)
                    .OrderBy(row => Mark(row.Key.Record), StringComparer.Ordinal)
                    .Where(row => query.After is null || string.CompareOrdinal(Mark(row.Key.Record), query.After) > 0)
                    .Take(query.Limit + 1)
                    .Select(row => Read(row.Value)),
            ];
            return Task.FromResult(page.Length <= query.Limit
                ? new InboxPage(page, null)
                : new InboxPage(page[..query.Limit], Mark(page[query.Limit - 1].Record)));
        }
    }

    public Task<IReadOnlyList<LaneStatus>> ListLanesAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(tenant);
        lock (storage.Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            return Task.FromResult<IReadOnlyList<LaneStatus>>(
            [
                .. storage.Lanes.Where(lane => lane.Key.Tenant == tenant)
                    .OrderBy(lane => $"{lane.Key.Connector}/{lane.Key.Name}", StringComparer.Ordinal)
                    .Select(lane => new LaneStatus(
                        lane.Key,
                        storage.Inbox.Values.LongCount(item => item.Change.Lane == lane.Key),
                        storage.Intents.LongCount(row => row.Lane == lane.Key),
                        lane.Value.LeaseUntil > now,
                        lane.Value.PausedUntil > now ? lane.Value.PausedUntil : null,
                        lane.Value.LastServed > default(DateTimeOffset) ? lane.Value.LastServed : null)),
            ]);
        }
    }

    private static string Mark(RecordKey record) => $"{record.Source}\n{record.Kind}\n{record.Id}";

    private static WaitingChange Read(InboxItem item) => new(
        item.Change.Flow,
        item.Change.Record,
        item.Change.Lane,
        item.Change.Priority,
        item.Change.NotBefore,
        item.Attempts,
        item.Change.ModifiedAt,
        item.Change.IsThin,
        item.Change.IsDeleted);
}
