using System.Runtime.CompilerServices;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Planning;
using SyncKit.Transforming;

namespace SyncKit.Adopting;

/// <summary>Reads a flow's records and outlines their documents.</summary>
internal sealed class FlowOutliner<TRecord>(ISource<TRecord> source, IOutliner<TRecord> outliner, ILedger ledger) : FlowOutliner
    where TRecord : class, IRecord
{
    public override async IAsyncEnumerable<IReadOnlyList<OutlinedRecord>> OutlineAsync(
        string flow,
        Connection from,
        Connection to,
        SyncOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<SourceRecord> part in RecordReading.ReadAsync(source, from, options, null, cancellationToken).ConfigureAwait(false))
        {
            List<(SourceRecord Sent, RecordKey Key)> records = [.. part.Select(record => (record, new RecordKey(from.Id, TRecord.Kind, record.Id)))];
            IReadOnlyDictionary<RecordKey, LedgerView> known = await ledger
                .FindAsync(flow, to.Id, [.. records.Select(record => record.Key).Distinct()], cancellationToken)
                .ConfigureAwait(false);
            yield return [.. records.Select(record => Outline(record.Sent, record.Key, known.GetValueOrDefault(record.Key, LedgerView.Empty), from, to))];
        }
    }

    private OutlinedRecord Outline(SourceRecord sent, RecordKey key, LedgerView known, Connection from, Connection to)
    {
        if (sent.IsDeleted)
        {
            return new OutlinedRecord(key, [], known.Documents.Count, null);
        }

        if (sent.Raw.IsEmpty)
        {
            return new OutlinedRecord(key, [], known.Documents.Count, RecordFailures.NotAnswered(key));
        }

        try
        {
            TransformContext context = new() { Record = key, Source = from, Destination = to, Posted = known.Documents };
            IReadOnlyList<DocumentOutline> outlines = outliner.Outline(source.Parse(sent.Raw), context);
            return new OutlinedRecord(
                key,
                [.. outlines.Where(outline => !known.Documents.ContainsKey(outline.Key)).Select(outline => new OutlinedDocument(key, outline))],
                known.Documents.Count,
                null);
        }
        catch (RecordFormatException malformed)
        {
            return new OutlinedRecord(key, [], known.Documents.Count, RecordFailures.Malformed(key, malformed));
        }
        catch (Exception unexpected)
        {
            return new OutlinedRecord(key, [], known.Documents.Count, RecordFailures.Broken(key, unexpected));
        }
    }
}
