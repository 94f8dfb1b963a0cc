using SyncKit.Commerce;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Lanes;

/// <summary>One item on its way through a lane.</summary>
internal sealed class RecordEntry<TRecord, TDocument>(InboxItem item, LedgerView known)
    where TRecord : class, IRecord
    where TDocument : class
{
    public InboxItem Item { get; } = item;

    /// <summary>What was settled of the record before.</summary>
    public LedgerRecord? Known { get; } = known.Record;

    /// <summary>The record's documents as they are now.</summary>
    public Dictionary<string, LedgerDocument> Posted { get; } = new(known.Documents, StringComparer.Ordinal);

    /// <summary>The content; replaced when it was fetched.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; } = item.Change.Payload;

    public ContentHash Hash { get; set; } = item.Change.Hash;

    public DateTimeOffset ModifiedAt { get; set; } = item.Change.ModifiedAt;

    public bool IsDeleted { get; set; } = item.Change.IsDeleted;

    /// <summary>The content, read; <see langword="null"/> for a deletion.</summary>
    public TRecord? Record { get; set; }

    public IReadOnlyCollection<Reference> References { get; set; } = [];

    public TransformResult<TDocument>? Result { get; set; }

    /// <summary>What became of it; <see langword="null"/> while it is on its way.</summary>
    public ItemOutcome? Outcome { get; set; }

    /// <summary>Whether its documents were written now, or before a crash that kept the item from being settled.</summary>
    public bool Wrote { get; set; } = known.Documents.Values.Any(document => known.Record is null || document.WrittenAt > known.Record.SettledAt);

    /// <summary>Adopted documents that were compared with the record and agree, as the ledger is to know them once the record is settled.</summary>
    public List<LedgerDocument> Compared { get; } = [];

    /// <summary>How many of its documents are being written in this round.</summary>
    public int PendingWrites { get; set; }

    /// <summary>The keys of documents that were already read anew because the destination held something newer; voiding one may move another.</summary>
    public HashSet<string> Refreshed { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether new documents that came out at other amounts are written once more.</summary>
    public Correction Correction { get; set; }

    public bool IsOpen => Outcome is null;
}
