using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Reconciling;

/// <summary>Holds records, ledger and books against each other. Pure. Keeps a few words per document, not the documents.</summary>
internal sealed class BooksComparison
{
    private readonly Dictionary<string, decimal> source = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> books = new(StringComparer.Ordinal);
    private readonly Dictionary<RecordKey, (decimal Worth, string Currency)> worth = [];
    private readonly Dictionary<RecordKey, decimal> written = [];
    private readonly Dictionary<(ConnectionId Lane, string Kind, string Id), (RecordKey Record, decimal Total, string Currency)> expected = [];
    private readonly HashSet<(ConnectionId Lane, string Kind, string Id)> elsewhere = [];
    private readonly List<Difference> differences = [];

    public void AddRecords(IEnumerable<LedgerRecord> records)
    {
        foreach (LedgerRecord record in records)
        {
            if (record.State == LedgerState.Dead)
            {
                differences.Add(new Difference(DifferenceKind.Held, $"{record.Record.Kind} {record.Record.Id}", $"{record.Message} {record.Remedy}"));
            }

            if (record.Currency.Length > 0)
            {
                Add(source, record.Currency, record.Total);
            }

            if (record.State is LedgerState.Written or LedgerState.Skipped)
            {
                worth[record.Record] = (record.Total, record.Currency);
            }
        }
    }

    public void AddDocuments(IEnumerable<LedgerDocument> documents)
    {
        foreach (LedgerDocument document in documents)
        {
            decimal total = document.State == DocumentState.Voided ? 0 : document.Total;
            expected[(document.Lane, document.Kind, document.DestinationId)] = (document.Record, total, document.Currency);
            written[document.Record] = written.GetValueOrDefault(document.Record) + total;
        }
    }

    /// <summary>Documents of other flows, which stand in the same books and are none of this comparison's.</summary>
    public void AddElsewhere(IEnumerable<LedgerDocument> documents) =>
        elsewhere.UnionWith(documents.Select(document => (document.Lane, document.Kind, document.DestinationId)));

    public void AddBooked(ConnectionId lane, IEnumerable<BookedDocument> documents)
    {
        foreach (BookedDocument document in documents)
        {
            string subject = $"{document.Kind} {document.Id}";
            if (expected.Remove((lane, document.Kind, document.Id), out var known))
            {
                Add(books, document.Currency, document.Total);
                if (known.Total != document.Total)
                {
                    differences.Add(new Difference(
                        DifferenceKind.Changed,
                        subject,
                        $"{subject} of {known.Record.Kind} {known.Record.Id} was written over {new Money(known.Total, known.Currency)}; the books now say {new Money(document.Total, document.Currency)}."));
                }
            }
            else if (document.Marker.Length > 0 && document.Total != 0 && !elsewhere.Contains((lane, document.Kind, document.Id)))
            {
                Add(books, document.Currency, document.Total);
                differences.Add(new Difference(
                    DifferenceKind.Doubled,
                    subject,
                    $"{subject} over {new Money(document.Total, document.Currency)} bears the mark '{document.Marker}', but the ledger does not know it."));
            }
        }
    }

    public Reconciliation Conclude()
    {
        foreach (((_, string kind, string id), (RecordKey record, decimal total, string currency)) in expected.Where(missing => missing.Value.Total != 0))
        {
            differences.Add(new Difference(
                DifferenceKind.Missing,
                $"{kind} {id}",
                $"{kind} {id} of {record.Kind} {record.Id} over {new Money(total, currency)} is no longer in the books."));
        }

        foreach ((RecordKey record, (decimal value, string currency)) in worth)
        {
            decimal booked = written.GetValueOrDefault(record);
            if (booked != value)
            {
                differences.Add(new Difference(
                    DifferenceKind.Total,
                    $"{record.Kind} {record.Id}",
                    $"{record.Kind} {record.Id} is worth {new Money(value, currency)}; its documents add up to {new Money(booked, currency)}."));
            }
        }

        return new Reconciliation(source, books, differences);
    }

    private static void Add(Dictionary<string, decimal> totals, string currency, decimal amount) =>
        totals[currency] = totals.GetValueOrDefault(currency) + amount;
}
