namespace SyncKit.Delivery;

/// <summary>A document as it stands in a destination, for comparing the books with the ledger.</summary>
/// <param name="Kind">The destination's kind of document.</param>
/// <param name="Id">The destination's id.</param>
/// <param name="Number">The number that a person sees; empty when it has none.</param>
/// <param name="Total">The total; negative when money goes back; zero when voided.</param>
/// <param name="Currency">The ISO 4217 code.</param>
/// <param name="Marker">What the connector wrote into the document to tell where it came from; empty when it did not.</param>
public sealed record BookedDocument(string Kind, string Id, string Number, decimal Total, string Currency, string Marker)
{
    /// <summary>The tax; negative when money goes back.</summary>
    public decimal Tax { get; init; }

    /// <summary>The destination's version.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>The document's date; <see langword="null"/> where there is none.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The name of the customer; empty when there is none.</summary>
    public string Customer { get; init; } = string.Empty;

    /// <summary>The customer's e-mail address as the document has it; empty when it has none.</summary>
    public string Email { get; init; } = string.Empty;

    /// <summary>What the destination holds, in words that show an edit by hand; empty where the destination gives none.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>Whether the document is voided.</summary>
    public bool IsVoided { get; init; }

    /// <summary>Whether the document was deleted; only its kind and id are known then.</summary>
    public bool IsDeleted { get; init; }
}
