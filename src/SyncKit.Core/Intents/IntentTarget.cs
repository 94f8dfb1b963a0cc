using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Intents;

/// <summary>One thing that a call writes: a document of a record, or a reference. Exactly one of the two is set.</summary>
public sealed record IntentTarget
{
    /// <summary>Names the target within its call; unique there. At most 10 characters.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The link that becomes true when the write succeeds: id, version, total and tax are what is expected and are replaced by the answer.
    /// </summary>
    public LedgerDocument? Document { get; init; }

    /// <summary>The reference that is resolved when the write succeeds; its id is replaced by the answer.</summary>
    public ResolvedReference? Reference { get; init; }
}
