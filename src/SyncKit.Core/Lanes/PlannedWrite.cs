using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Ledger;

namespace SyncKit.Lanes;

/// <summary>A missing document and the entry that it is missing from.</summary>
internal sealed record PlannedWrite<TRecord, TDocument>(RecordEntry<TRecord, TDocument> Entry, DocumentWrite<TDocument> Write)
    where TRecord : class, IRecord
    where TDocument : class
{
    public Money Total => new(Write.Draft.Total, Write.Draft.Currency);

    public Money Tax => new(Write.Draft.Tax, Write.Draft.Currency);

    /// <summary>Whether the destination's document says what was sent; a voided one says no amounts.</summary>
    public bool IsAnsweredBy(LedgerDocument document) =>
        document.State == DocumentState.Voided || (document.Total == Write.Draft.Total && document.Tax == Write.Draft.Tax && HasCurrencyOf(document));

    /// <summary>Whether a document that came out otherwise is to be written once more: only one that is new, and only once.</summary>
    public bool MayBeCorrected(LedgerDocument document) => HasCurrencyOf(document) && Write.Existing is null && Entry.Correction != Correction.Done;

    private bool HasCurrencyOf(LedgerDocument document) => string.Equals(document.Currency, Write.Draft.Currency, StringComparison.Ordinal);
}
