namespace SyncKit.Delivery;

/// <summary>A document as it stands in a destination, for comparing the books with the ledger.</summary>
/// <param name="Kind">The destination's kind of document.</param>
/// <param name="Id">The destination's id.</param>
/// <param name="Number">The number that a person sees; empty when it has none.</param>
/// <param name="Total">The total; negative when money goes back; zero when voided.</param>
/// <param name="Currency">The ISO 4217 code.</param>
/// <param name="Marker">What the connector wrote into the document to tell where it came from; empty when it did not.</param>
public sealed record BookedDocument(string Kind, string Id, string Number, decimal Total, string Currency, string Marker);
