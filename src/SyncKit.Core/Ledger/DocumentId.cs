namespace SyncKit.Ledger;

/// <summary>Names a document as its destination does.</summary>
/// <param name="Kind">The destination's kind of document, for example <c>SalesReceipt</c>.</param>
/// <param name="Id">The destination's id.</param>
public readonly record struct DocumentId(string Kind, string Id);
