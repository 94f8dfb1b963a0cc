using System.Globalization;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryLedger(InMemoryStorage storage) : ILedger
{
    public Task<IReadOnlyDictionary<RecordKey, LedgerView>> FindAsync(
        string flow,
        ConnectionId lane,
        IReadOnlyCollection<RecordKey> records,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(records);
        lock (storage.Gate)
        {
            Dictionary<RecordKey, LedgerView> views = [];
            ILookup<RecordKey, LedgerDocument> documents = storage.Documents.Values
                .Where(document => document.Lane == lane && string.Equals(document.Flow, flow, StringComparison.Ordinal))
                .ToLookup(document => document.Record);
            foreach (RecordKey key in records)
            {
                LedgerRecord? record = storage.Records.GetValueOrDefault((flow, key));
                record = record?.Lane == lane ? record : null;
                if (record is not null || documents.Contains(key))
                {
                    views[key] = new LedgerView(record, documents[key].ToDictionary(document => document.Key, StringComparer.Ordinal));
                }
            }

            return Task.FromResult<IReadOnlyDictionary<RecordKey, LedgerView>>(views);
        }
    }

    public Task<IReadOnlyList<LedgerDocument>> FindDocumentsAsync(
        ConnectionId lane,
        IReadOnlyCollection<DocumentId> documents,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(documents);
        HashSet<DocumentId> asked = [.. documents];
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<LedgerDocument>>(
                [.. storage.Documents.Values.Where(row => row.Lane == lane && asked.Contains(new DocumentId(row.Kind, row.DestinationId)))]);
        }
    }

    public Task<FlowCounts> CountAsync(TenantId tenant, string flow, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            FlowCounts counts = storage.Counts.GetValueOrDefault((tenant, flow), FlowCounts.Zero);
            return Task.FromResult(counts with
            {
                Dead = storage.Records.LongCount(row => Is(row.Key) && row.Value.State == LedgerState.Dead),
                Waiting = storage.Inbox.LongCount(row => Is(row.Key)),
            });
        }

        bool Is((string Flow, RecordKey Record) key) =>
            key.Record.Source.Tenant == tenant && string.Equals(key.Flow, flow, StringComparison.Ordinal);
    }

    public Task<LedgerPage<LedgerRecord>> ListRecordsAsync(TenantId tenant, LedgerQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(query);
        lock (storage.Gate)
        {
            return Task.FromResult(Page(
                storage.Records.Values.Where(record => record.Record.Source.Tenant == tenant
                    && string.Equals(record.Flow, query.Flow, StringComparison.Ordinal)
                    && (query.State is null || record.State == query.State)
                    && (query.Code is null || string.Equals(record.Code, query.Code, StringComparison.Ordinal))
                    && (query.Lane is null || record.Lane == query.Lane)),
                record => Mark(record.Record, string.Empty),
                query));
        }
    }

    public Task<LedgerPage<LedgerDocument>> ListDocumentsAsync(TenantId tenant, LedgerQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(query);
        lock (storage.Gate)
        {
            return Task.FromResult(Page(
                storage.Documents.Values.Where(document => document.Lane.Tenant == tenant
                    && string.Equals(document.Flow, query.Flow, StringComparison.Ordinal)
                    && (query.Lane is null || document.Lane == query.Lane)),
                document => Mark(document.Record, document.Key),
                query));
        }
    }

    private static LedgerPage<T> Page<T>(IEnumerable<T> rows, Func<T, string> mark, LedgerQuery query)
    {
        List<T> page =
        [
            .. rows.OrderBy(mark, StringComparer.Ordinal)
                .Where(row => query.After is null || string.CompareOrdinal(mark(row), query.After) > 0)
                .Take(query.Limit + 1),
        ];
        return page.Count <= query.Limit
            ? new LedgerPage<T>(page, null)
            : new LedgerPage<T>(page[..query.Limit], mark(page[query.Limit - 1]));
    }

    private static string Mark(RecordKey record, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"{record.Source}\n{record.Kind}\n{record.Id}\n{key}");
}
