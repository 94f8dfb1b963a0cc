using SyncKit.Connections;
using SyncKit.Inbox;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryInbox(InMemoryStorage storage) : IInbox
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
