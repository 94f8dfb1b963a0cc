using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Inbox;

namespace SyncKit.Adopting;

/// <summary>One document that a record should have, and what was found in the books for it.</summary>
/// <param name="Record">Which record.</param>
/// <param name="Outline">The document that it should have.</param>
/// <param name="Finding">What was found.</param>
/// <param name="MatchedBy">How it was recognised.</param>
/// <param name="Candidates">What was found: one when certain or likely, all that come into question otherwise.</param>
/// <param name="Reason">One sentence with the figures.</param>
public sealed record AdoptionEntry(
    RecordKey Record,
    DocumentOutline Outline,
    AdoptionFinding Finding,
    AdoptionMatch MatchedBy,
    IReadOnlyList<BookedDocument> Candidates,
    string Reason)
{
    /// <summary>The document that may be linked; <see langword="null"/> unless it is certain or likely.</summary>
    public BookedDocument? Booked => Finding is AdoptionFinding.Certain or AdoptionFinding.Likely ? Candidates[0] : null;

    /// <summary>Whether the document that may be linked has another tax than the record.</summary>
    public bool TaxDiffers => Booked is { } booked && booked.Tax != Outline.Tax;

    /// <summary>One line that a bookkeeper can read.</summary>
    public override string ToString() =>
        $"{Finding} {Record.Kind} {Record.Id} '{Outline.Key}' over {new Money(Outline.Total, Outline.Currency)}: {Reason}";
}
