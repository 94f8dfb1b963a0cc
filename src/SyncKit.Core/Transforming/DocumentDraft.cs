using SyncKit.Inbox;

namespace SyncKit.Transforming;

/// <summary>One document that a record should have.</summary>
/// <typeparam name="TDocument">The destination's type.</typeparam>
public sealed record DocumentDraft<TDocument>
    where TDocument : class
{
    /// <summary>Which of the record's documents, for example <c>sale</c> or <c>refund:17</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The destination's kind of document, for example <c>SalesReceipt</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What is to be done. Default: post.</summary>
    public DraftOperation Operation { get; init; } = DraftOperation.Post;

    /// <summary>The content; <see langword="null"/> for a void.</summary>
    public TDocument? Document { get; init; }

    /// <summary>The content's hash; unused for a void.</summary>
    public ContentHash Hash { get; init; }

    /// <summary>What the destination must answer as the total. Negative when money goes back; zero for a void.</summary>
    public required decimal Total { get; init; }

    /// <summary>What the destination must answer as the tax. Negative when money goes back; zero for a void.</summary>
    public required decimal Tax { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>
    /// Whether the document states what the record is worth. Off for one that only settles another, for example the payment of an invoice: it is
    /// written and checked alike, but does not count when the record's documents are added up. <value>Default: true.</value>
    /// </summary>
    public bool CountsTowardsTotal { get; init; } = true;

    /// <summary>The name of the tenant's rule by which the record has this document, for plans. Empty when no rule chose it.</summary>
    public string Rule { get; init; } = string.Empty;

    /// <summary>How the document's amounts come about, as the destination's own JSON, kept in the ledger. Empty when the destination gives none.</summary>
    public string Proof { get; init; } = string.Empty;
}
