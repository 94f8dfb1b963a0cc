using SyncKit.Inbox;

namespace SyncKit.Adopting;

/// <summary>A document that a record should have and that the ledger does not know.</summary>
internal sealed record OutlinedDocument(RecordKey Record, DocumentOutline Outline);
