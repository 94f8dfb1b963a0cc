using SyncKit.Delivery;

namespace SyncKit.Adopting;

/// <summary>
/// Finds outlined documents among booked ones: by mark, then by number, then by customer. A booked document is used once, and only a pair that is alone on
/// both sides is linked. Pure.
/// </summary>
internal sealed class BooksMatching(AdoptionRequest request, IReadOnlyList<OutlinedDocument> outlined)
{
    private readonly List<BookedDocument> booked = [];
    private readonly HashSet<BookedDocument> used = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> markers = outlined.Select(document => document.Outline.Marker).ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> numbers = outlined.SelectMany(document => document.Outline.Numbers).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(decimal, string)> totals = outlined.Select(document => (document.Outline.Total, document.Outline.Currency)).ToHashSet();

    /// <summary>Takes in a document that belongs to nobody yet, if it may be one of those that are looked for.</summary>
    public void Add(BookedDocument document)
    {
        if (!document.IsVoided && !document.IsDeleted
            && (markers.Contains(document.Marker) || numbers.Contains(document.Number) || totals.Contains((document.Total, document.Currency))))
        {
            booked.Add(document);
        }
    }

    /// <summary>What was found, in the order of the outlined documents.</summary>
    public IReadOnlyList<AdoptionEntry> Run()
    {
        Dictionary<OutlinedDocument, AdoptionEntry> found = new(ReferenceEqualityComparer.Instance);
        ByMarker(found);
        ByNumber(found);
        ByCustomer(found);
        return [.. outlined.Select(document => found.GetValueOrDefault(document) ?? new AdoptionEntry(
            document.Record, document.Outline, AdoptionFinding.NotFound, AdoptionMatch.None, [], "the books hold nothing like it; a sync writes it."))];
    }

    private void ByMarker(Dictionary<OutlinedDocument, AdoptionEntry> found)
    {
        ILookup<string, BookedDocument> marked = booked.Where(document => document.Marker.Length > 0).ToLookup(document => document.Marker, StringComparer.Ordinal);
        Match(found, AdoptionMatch.Marker, outline => marked[outline.Marker].Where(document => IsOfKind(document, outline)), Agrees);
    }

    private void ByNumber(Dictionary<OutlinedDocument, AdoptionEntry> found)
    {
        ILookup<string, BookedDocument> numbered = Free().Where(document => document.Number.Length > 0)
            .ToLookup(document => document.Number, StringComparer.OrdinalIgnoreCase);
        Match(
            found,
            AdoptionMatch.Number,
            outline => outline.Numbers.Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(number => numbered[number])
                .Where(document => IsOfKind(document, outline) && IsNear(document, outline, request.NumberDays, whenUndated: true))
                .Where(document => document.Marker.Length == 0 || Agrees(document, outline)),
            (document, outline) => Agrees(document, outline) && document.Marker.Length == 0);
    }

    private void ByCustomer(Dictionary<OutlinedDocument, AdoptionEntry> found)
    {
        ILookup<(decimal, string, string), BookedDocument> known = Free()
            .Where(document => document.Marker.Length == 0 && document.Total != 0)
            .SelectMany(document => Names(document.Customer, document.Email).Select(name => (name, document)))
            .ToLookup(pair => (pair.document.Total, pair.document.Currency, pair.name), pair => pair.document);
        Match(
            found,
            AdoptionMatch.Customer,
            outline => Names(outline.Customer, outline.Email)
                .SelectMany(name => known[(outline.Total, outline.Currency, name)])
                .Where(document => IsOfKind(document, outline) && IsNear(document, outline, request.CustomerDays, whenUndated: false)),
            (_, _) => true);
    }

    /// <summary>Settles the outlined documents that one way of looking says something about.</summary>
    private void Match(
        Dictionary<OutlinedDocument, AdoptionEntry> found,
        AdoptionMatch by,
        Func<DocumentOutline, IEnumerable<BookedDocument>> candidates,
        Func<BookedDocument, DocumentOutline, bool> agrees)
    {
        List<(OutlinedDocument Wanted, BookedDocument[] All, BookedDocument[] Agreeing)> looked = [];
        List<BookedDocument> doubtful = [];
        Dictionary<BookedDocument, int> claims = new(ReferenceEqualityComparer.Instance);
        foreach (OutlinedDocument wanted in outlined.Where(document => !found.ContainsKey(document)))
        {
            BookedDocument[] all = [.. candidates(wanted.Outline).Distinct<BookedDocument>(ReferenceEqualityComparer.Instance)];
            if (all.Length > 0)
            {
                BookedDocument[] agreeing = [.. all.Where(document => agrees(document, wanted.Outline))];
                looked.Add((wanted, all, agreeing));
                foreach (BookedDocument document in agreeing)
                {
                    claims[document] = claims.GetValueOrDefault(document) + 1;
                }
            }
        }

        foreach ((OutlinedDocument wanted, _, BookedDocument[] agreeing) in looked)
        {
            if (agreeing is [{ } only] && claims[only] == 1)
            {
                found.Add(wanted, Linkable(wanted, only, by));
                used.Add(only);
            }
        }

        // What belongs to one record says nothing about another.
        foreach ((OutlinedDocument wanted, BookedDocument[] all, BookedDocument[] agreeing) in looked.Where(row => !found.ContainsKey(row.Wanted)))
        {
            BookedDocument[] open = [.. (agreeing.Length > 0 ? agreeing : all).Where(document => !used.Contains(document))];
            if (open.Length > 0)
            {
                found.Add(wanted, agreeing.Length > 0
                    ? new AdoptionEntry(wanted.Record, wanted.Outline, AdoptionFinding.Ambiguous, by, open, AdoptionReasons.Ambiguous(open, by))
                    : new AdoptionEntry(wanted.Record, wanted.Outline, AdoptionFinding.Conflict, by, open, AdoptionReasons.Conflict(open, wanted.Outline)));
                doubtful.AddRange(open);
            }
        }

        // What is in doubt is no evidence for anything else.
        used.UnionWith(doubtful);
    }

    private static AdoptionEntry Linkable(OutlinedDocument wanted, BookedDocument document, AdoptionMatch by) => new(
        wanted.Record,
        wanted.Outline,
        by == AdoptionMatch.Customer ? AdoptionFinding.Likely : AdoptionFinding.Certain,
        by,
        [document],
        AdoptionReasons.Match(document, wanted.Outline, by));

    private IEnumerable<BookedDocument> Free() => booked.Where(document => !used.Contains(document));

    private static bool IsOfKind(BookedDocument document, DocumentOutline outline) => outline.Kinds.Contains(document.Kind, StringComparer.Ordinal);

    private static bool Agrees(BookedDocument document, DocumentOutline outline) =>
        document.Total == outline.Total && string.Equals(document.Currency, outline.Currency, StringComparison.Ordinal);

    private static bool IsNear(BookedDocument document, DocumentOutline outline, int days, bool whenUndated) =>
        document.Date is { } date ? Math.Abs(date.DayNumber - outline.Date.DayNumber) <= days : whenUndated;

    private static IEnumerable<string> Names(string customer, string email) =>
        new[] { Normal(customer), Normal(email) }.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal);

    private static string Normal(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
