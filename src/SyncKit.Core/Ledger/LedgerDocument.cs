using SyncKit.Connections;
using SyncKit.Inbox;

namespace SyncKit.Ledger;

/// <summary>Links a record to one document in a destination.</summary>
public sealed record LedgerDocument
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Which record.</summary>
    public required RecordKey Record { get; init; }

    /// <summary>The destination connection.</summary>
    public required ConnectionId Lane { get; init; }

    /// <summary>Which of the record's documents, for example <c>sale</c> or <c>refund:17</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The destination's kind of document, for example <c>SalesReceipt</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How it stands.</summary>
    public DocumentState State { get; init; }

    /// <summary>The destination's id.</summary>
    public required string DestinationId { get; init; }

    /// <summary>The destination's version, for example a SyncToken; empty when it has none.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// The content that was written, without the destination's own id and version; the default value for a document that was adopted and has not been
    /// compared with its record yet.
    /// </summary>
    public required ContentHash Hash { get; init; }

    /// <summary>The total that the destination answered. Negative when money goes back.</summary>
    public required decimal Total { get; init; }

    /// <summary>The tax that the destination answered. Negative when money goes back.</summary>
    public required decimal Tax { get; init; }

    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>Whether the document states what the record is worth; off for one that only settles another. <value>Default: true.</value></summary>
    public bool CountsTowardsTotal { get; init; } = true;

    /// <summary>The document's date in the books; <see langword="null"/> where the destination has none.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>
    /// What the destination holds, in words that show an edit by hand where the version alone would not tell it from the destination's own; empty where the
    /// destination gives none.
    /// </summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>How the document's amounts come about, as the destination's own JSON; empty where it gives none.</summary>
    public string Proof { get; init; } = string.Empty;

    /// <summary>
    /// The version of the connection's settings that made the content; 0 for a document that was adopted and has not been compared with its record yet.
    /// </summary>
    public int SettingsVersion { get; init; }

    /// <summary>The idempotency key of the write; empty for a document that was adopted.</summary>
    public required string RequestId { get; init; }

    /// <summary>Counts the writes of this document; 1 at first.</summary>
    public required int Generation { get; init; }

    /// <summary>When the write was settled.</summary>
    public required DateTimeOffset WrittenAt { get; init; }
}
