using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Delivery;

/// <summary>A document that is to be written now.</summary>
/// <typeparam name="TDocument">The destination's type.</typeparam>
public sealed record DocumentWrite<TDocument>
    where TDocument : class
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Which record.</summary>
    public required RecordKey Record { get; init; }

    /// <summary>What the document should be.</summary>
    public required DocumentDraft<TDocument> Draft { get; init; }

    /// <summary>What is there now; <see langword="null"/> when it is to be created.</summary>
    public LedgerDocument? Existing { get; init; }

    /// <summary>Counts the writes of this document, this one included.</summary>
    public int Generation => Existing is null ? FirstGeneration : Existing.Generation + 1;

    /// <summary>The number that the first write of the document has: above that of a voided predecessor. Default: 1.</summary>
    public int FirstGeneration { get; init; } = 1;
}
