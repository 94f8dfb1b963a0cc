using SyncKit.Faults;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>A document, or why there is none. Exactly one of the two is set.</summary>
internal readonly record struct Drafted(DocumentDraft<QuickBooksDocument>? Draft, Failure? Refusal)
{
    public static implicit operator Drafted(DocumentDraft<QuickBooksDocument> draft) => new(draft, null);

    public static implicit operator Drafted(Failure refusal) => new(null, refusal);
}
