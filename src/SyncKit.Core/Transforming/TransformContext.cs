using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Transforming;

/// <summary>All that a transformer may look at besides the record.</summary>
public sealed class TransformContext
{
    /// <summary>Which record.</summary>
    public required RecordKey Record { get; init; }

    /// <summary>The record as the source sent it, in UTF-8, for destinations that keep it; empty for a deletion and while documents are only outlined.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Where the record comes from.</summary>
    public required Connection Source { get; init; }

    /// <summary>Where the documents go.</summary>
    public required Connection Destination { get; init; }

    /// <summary>The record's documents that are already there, by key, voided ones included.</summary>
    public required IReadOnlyDictionary<string, LedgerDocument> Posted { get; init; }

    /// <summary>What the references that the transformer named are; empty while they are being named.</summary>
    public IReadOnlyDictionary<Reference, ReferenceAnswer> References { get; init; } = new Dictionary<Reference, ReferenceAnswer>();
}
