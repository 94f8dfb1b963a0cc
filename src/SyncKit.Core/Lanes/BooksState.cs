using System.Text;
using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Lanes;

/// <summary>What the books hold of one document, compared with what the ledger says was written. Pure.</summary>
internal sealed record BooksState(string Version, decimal Total, decimal Tax, string Fingerprint, bool IsVoided)
{
    public static BooksState Of(WrittenDocument document) =>
        new(document.Version, document.Total, document.Tax, document.Fingerprint, document.IsVoided);

    /// <returns><see langword="null"/> when the document was deleted.</returns>
    public static BooksState? Of(BookedDocument document) =>
        document.IsDeleted ? null : new(document.Version, document.Total, document.Tax, document.Fingerprint, document.IsVoided);

    /// <summary>Whether the books still hold what was written: by fingerprint where the ledger has one, else by the amounts.</summary>
    public static bool Agree(LedgerDocument written, BooksState? current)
    {
        bool stands = current is { IsVoided: false };
        if (!stands || written.State == DocumentState.Voided)
        {
            return stands == (written.State == DocumentState.Posted);
        }

        return written.Fingerprint.Length > 0 && current!.Fingerprint.Length > 0
            ? string.Equals(written.Fingerprint, current.Fingerprint, StringComparison.Ordinal)
            : written.Total == current!.Total && written.Tax == current.Tax;
    }

    /// <summary>The link as the books have the document now, with a content that no draft has: a retry writes over it.</summary>
    public static LedgerDocument Taken(LedgerDocument written, BooksState? current)
    {
        bool stands = current is { IsVoided: false };
        return written with
        {
            State = stands ? DocumentState.Posted : DocumentState.Voided,
            Version = current?.Version ?? written.Version,
            Hash = ContentHash.Of(Encoding.UTF8.GetBytes(current?.Fingerprint ?? string.Empty)),
            Fingerprint = current?.Fingerprint ?? string.Empty,
            Total = stands ? current!.Total : 0,
            Tax = stands ? current!.Tax : 0,
        };
    }

    /// <summary>The link with the version that the books have now, for a document that only moved.</summary>
    public static LedgerDocument Moved(LedgerDocument written, BooksState current) => written with
    {
        Version = current.Version,
        Fingerprint = current.Fingerprint.Length > 0 ? current.Fingerprint : written.Fingerprint,
    };

    /// <summary>The document in words: its fingerprint, or its amount.</summary>
    public static string Describe(LedgerDocument written) =>
        written.State == DocumentState.Voided ? "a voided document" : Describe(written.Fingerprint, written.Total, written.Currency);

    /// <summary>What the books hold, in words.</summary>
    public static string Describe(BooksState? current, string currency) => current switch
    {
        null => "nothing: it is no longer there",
        { IsVoided: true } => "a voided document",
        _ => Describe(current.Fingerprint, current.Total, currency),
    };

    private static string Describe(string fingerprint, decimal total, string currency)
    {
        string amount = new Money(total, currency).ToString();
        return fingerprint.Length > 0 ? $"\"{fingerprint}\" ({amount})" : amount;
    }
}
