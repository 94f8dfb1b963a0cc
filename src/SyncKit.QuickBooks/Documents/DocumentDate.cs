using System.Globalization;
using SyncKit.Faults;
using SyncKit.Ledger;

namespace SyncKit.QuickBooks.Documents;

/// <summary>The date that a document has in the books. Pure.</summary>
/// <param name="Day">The date.</param>
/// <param name="Note">What the private note says of it; empty when it is the shop's own.</param>
internal readonly record struct DocumentDate(DateOnly Day, string Note)
{
    /// <summary>A posted document keeps its date; a new one has the shop's, unless the books are closed on that day.</summary>
    /// <param name="what">What the document is, for a refusal.</param>
    /// <param name="day">The shop's date.</param>
    /// <param name="posted">The document as it stands; <see langword="null"/> for a new one.</param>
    /// <param name="company">The company.</param>
    /// <param name="settings">The settings.</param>
    public static (DocumentDate Date, Failure? Refusal) Of(
        string what, DateOnly day, LedgerDocument? posted, Company company, QuickBooksSettings settings)
    {
        if (posted is not null)
        {
            return (Moved(day, posted.Date ?? day), null);
        }

        if (company.BookCloseDate is not { } closed || day > closed)
        {
            return (new DocumentDate(day, string.Empty), null);
        }

        return settings.ClosedPeriod == ClosedPeriod.NextOpenDay
            ? (Moved(day, closed.AddDays(1)), null)
            : (default, Refusals.Of(
                "books-closed",
                $"{what} is of {Show(day)}, and the QuickBooks company's books are closed up to {Show(closed)}.",
                "Move the closing date in QuickBooks or set closedPeriod to NextOpenDay, then retry, or enter it by hand and dismiss this."));
    }

    public static string Show(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DocumentDate Moved(DateOnly from, DateOnly to) => new(to, from == to ? string.Empty : $"dated {Show(from)} in the shop");
}
