using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.Transforming;

/// <summary>What a transformer decided: documents, a skip by a named rule, or a refusal.</summary>
/// <typeparam name="TDocument">The destination's type.</typeparam>
public sealed record TransformResult<TDocument>
    where TDocument : class
{
    private TransformResult()
    {
    }

    /// <summary>The documents that the record should have. A skip may have voids here.</summary>
    public IReadOnlyList<DocumentDraft<TDocument>> Drafts { get; private init; } = [];

    /// <summary>Whether the transformer wants to be asked again once these documents are written.</summary>
    public bool MoreFollows { get; private init; }

    /// <summary>What the record is worth: what its documents must add up to.</summary>
    public Money Total { get; private init; }

    /// <summary>The rule by which the record has no place in the destination; <see langword="null"/> when it has.</summary>
    public string? SkipRule { get; private init; }

    /// <summary>The skip's sentence; empty when not skipped.</summary>
    public string SkipMessage { get; private init; } = string.Empty;

    /// <summary>Why the record cannot be written; <see langword="null"/> when it can.</summary>
    public Failure? Refusal { get; private init; }

    /// <summary>The record should have these documents.</summary>
    /// <param name="total">What they must add up to, once none follows.</param>
    /// <param name="drafts">The documents.</param>
    /// <param name="moreFollows">Whether to ask again once these are written.</param>
    public static TransformResult<TDocument> Write(Money total, IReadOnlyList<DocumentDraft<TDocument>> drafts, bool moreFollows = false) =>
        new() { Total = total, Drafts = drafts, MoreFollows = moreFollows };

    /// <summary>The record has no place in the destination.</summary>
    /// <param name="rule">The rule's stable name, for example <c>status-pending</c>.</param>
    /// <param name="message">One sentence.</param>
    /// <param name="currency">The record's currency; empty when it is not known.</param>
    /// <param name="voids">What must be voided because it was there before.</param>
    /// <param name="moreFollows">Whether to ask again once these are voided.</param>
    public static TransformResult<TDocument> Skip(
        string rule,
        string message,
        string currency = "",
        IReadOnlyList<DocumentDraft<TDocument>>? voids = null,
        bool moreFollows = false) =>
        new() { SkipRule = rule, SkipMessage = message, Drafts = voids ?? [], MoreFollows = moreFollows, Total = new Money(0, currency) };

    /// <summary>The record cannot be written.</summary>
    /// <param name="failure">Why, and what to do.</param>
    /// <param name="total">What the record is worth, where that is known.</param>
    public static TransformResult<TDocument> Refuse(Failure failure, Money total = default) =>
        new() { Refusal = failure, Total = total };
}
