using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Lanes;

/// <summary>Reads thin items from their source, in bulk, when their turn has come.</summary>
internal sealed class RecordFetch<TRecord, TDocument>(ISource source, OutcomeWriter outcomes)
    where TRecord : class, IRecord
    where TDocument : class
{
    public async Task RunAsync(
        List<RecordEntry<TRecord, TDocument>> entries,
        Dictionary<ConnectionId, Connection> sources,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (IGrouping<ConnectionId, RecordEntry<TRecord, TDocument>> group in entries
            .Where(entry => entry.Item.Change.IsThin)
            .GroupBy(entry => entry.Item.Change.Record.Source))
        {
            try
            {
                await FetchAsync([.. group], sources[group.Key], now, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException unreachable)
            {
                // The source being away is no fault of the item's, nor of its neighbours from other sources.
                TimeSpan wait = unreachable.Failure.RetryAfter ?? TimeSpan.FromMinutes(1);
                foreach (RecordEntry<TRecord, TDocument> entry in group.Where(entry => entry.IsOpen))
                {
                    OutcomeWriter.Snooze(entry, now + wait);
                }
            }
        }
    }

    private async Task FetchAsync(
        List<RecordEntry<TRecord, TDocument>> entries,
        Connection connection,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        string[] ids = [.. entries.Select(entry => entry.Item.Change.Record.Id).Distinct(StringComparer.Ordinal)];
        IReadOnlyList<SourceRecord> records = await source.FetchAsync(connection, ids, cancellationToken).ConfigureAwait(false);
        Dictionary<string, SourceRecord> byId = new(StringComparer.Ordinal);
        foreach (SourceRecord record in records)
        {
            byId[record.Id] = record;
        }

        foreach (RecordEntry<TRecord, TDocument> entry in entries)
        {
            if (byId.TryGetValue(entry.Item.Change.Record.Id, out SourceRecord? record))
            {
                Accept(entry, record, now);
            }
            else
            {
                outcomes.Fail(entry, RecordFailures.NotAnswered(entry.Item.Change.Record));
            }
        }
    }

    private static void Accept(RecordEntry<TRecord, TDocument> entry, SourceRecord record, DateTimeOffset now)
    {
        if (record.UnsettledUntil is { } until && until > now)
        {
            OutcomeWriter.Snooze(entry, until);
            return;
        }

        entry.IsDeleted = record.IsDeleted;
        entry.ModifiedAt = record.ModifiedAt > entry.ModifiedAt ? record.ModifiedAt : entry.ModifiedAt;
        entry.Payload = record.Raw;
        entry.Hash = record.IsDeleted ? default : ContentHash.Of(record.Raw.Span);
        bool same = entry.Known is { State: LedgerState.Written or LedgerState.Skipped } known
            && known.IsDeleted == entry.IsDeleted
            && known.Hash == entry.Hash
            && !entry.Wrote;
        if (same)
        {
            OutcomeWriter.FinishUnchanged(entry);
        }
    }
}
