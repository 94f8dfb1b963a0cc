using System.Text;
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
    private readonly Dictionary<(ConnectionId Lane, string Kind, string Id), Expected> expected = [];
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
            Expected known = Expected.Of(document);
            expected[(document.Lane, document.Kind, document.DestinationId)] = known;
            if (known.Counts)
            {
                written[document.Record] = written.GetValueOrDefault(document.Record) + known.Total;
            }
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
            if (expected.Remove((lane, document.Kind, document.Id), out Expected? known))
            {
                if (known.Counts)
                {
                    Add(books, document.Currency, document.Total);
                }

                if (Changed(known, document) is { } change)
                {
                    differences.Add(new Difference(DifferenceKind.Changed, subject, $"{subject} of {known.Record.Kind} {known.Record.Id} {change}"));
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
        foreach (((_, string kind, string id), Expected known) in expected.Where(missing => missing.Value.Total != 0))
        {
            differences.Add(new Difference(
                DifferenceKind.Missing,
                $"{kind} {id}",
                $"{kind} {id} of {known.Record.Kind} {known.Record.Id} over {new Money(known.Total, known.Currency)} is no longer in the books."));
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

    /// <summary>What became of a document since it was written, as the rest of a sentence; <see langword="null"/> when nothing did.</summary>
    private static string? Changed(Expected known, BookedDocument document)
    {
        if (known.Total != document.Total)
        {
            return $"was written over {new Money(known.Total, known.Currency)}; the books now say {new Money(document.Total, document.Currency)}.";
        }

        bool edited = !known.Fingerprint.IsUnknown
            && document is { IsVoided: false, Fingerprint.Length: > 0 }
            && known.Fingerprint != HashOf(document.Fingerprint);
        return edited ? $"keeps its total but was edited in the books, which now hold \"{document.Fingerprint}\"." : null;
    }

    private static ContentHash HashOf(string fingerprint) => ContentHash.Of(Encoding.UTF8.GetBytes(fingerprint));

    private static void Add(Dictionary<string, decimal> totals, string currency, decimal amount) =>
        totals[currency] = totals.GetValueOrDefault(currency) + amount;

    private sealed record Expected(RecordKey Record, decimal Total, string Currency, bool Counts, ContentHash Fingerprint)
    {
        public static Expected Of(LedgerDocument document)
        {
            bool stands = document.State == DocumentState.Posted;
            return new Expected(
                document.Record,
                stands ? document.Total : 0,
                document.Currency,
                document.CountsTowardsTotal,
                stands && document.Fingerprint.Length > 0 ? HashOf(document.Fingerprint) : default);
        }
    }
}
