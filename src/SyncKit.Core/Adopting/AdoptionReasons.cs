using System.Globalization;
using SyncKit.Commerce;
using SyncKit.Delivery;

namespace SyncKit.Adopting;

/// <summary>Says in a sentence what was found. Pure.</summary>
internal static class AdoptionReasons
{
    public static string Match(BookedDocument document, DocumentOutline outline, AdoptionMatch by)
    {
        string tax = document.Tax == outline.Tax
            ? string.Empty
            : $" Its tax is {new Money(document.Tax, document.Currency)}, the shop's is {new Money(outline.Tax, outline.Currency)}.";
        return $"{Name(document)} by {Words(by)}.{tax}";
    }

    public static string Ambiguous(IReadOnlyList<BookedDocument> candidates, AdoptionMatch by) =>
        candidates is [{ } only]
            ? $"{Name(only)} fits by {Words(by)}, but it fits other orders as well. Decide by hand."
            : $"{candidates.Count} fit by {Words(by)}: {List(candidates)}. Decide by hand.";

    public static string Conflict(IReadOnlyList<BookedDocument> candidates, DocumentOutline outline) =>
        $"{string.Join("; ", candidates.Select(document => Contradiction(document, outline)))}. Correct one of the two before the first sync, which writes it anew otherwise.";

    private static string Contradiction(BookedDocument document, DocumentOutline outline)
    {
        bool sameMoney = document.Total == outline.Total && string.Equals(document.Currency, outline.Currency, StringComparison.Ordinal);
        return sameMoney
            ? $"{Name(document)} bears the mark '{document.Marker}' of another record"
            : $"{Name(document)} is over {new Money(document.Total, document.Currency)}, the shop says {new Money(outline.Total, outline.Currency)}";
    }

    private static string List(IEnumerable<BookedDocument> candidates) => string.Join(", ", candidates.Select(Name));

    private static string Name(BookedDocument document)
    {
        string number = document.Number.Length > 0 ? $" no. {document.Number}" : string.Empty;
        string date = document.Date is { } day ? string.Create(CultureInfo.InvariantCulture, $" of {day:yyyy-MM-dd}") : string.Empty;
        return $"{document.Kind} {document.Id}{number}{date}";
    }

    private static string Words(AdoptionMatch by) => by switch
    {
        AdoptionMatch.Marker => "its mark",
        AdoptionMatch.Number => "number, total and currency",
        _ => "total, currency, date and customer",
    };
}
