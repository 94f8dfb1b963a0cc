namespace SyncKit.Delivery;

/// <summary>A document or reference as the destination answered it.</summary>
/// <param name="Id">The destination's id.</param>
/// <param name="Version">The destination's version; empty when it has none.</param>
/// <param name="Total">The total; negative when money goes back; zero for a reference.</param>
/// <param name="Tax">The tax; negative when money goes back; zero for a reference.</param>
/// <param name="Currency">The ISO 4217 code; empty when the destination does not say.</param>
public sealed record WrittenDocument(string Id, string Version, decimal Total, decimal Tax, string Currency)
{
    /// <summary>What transformers need to know of a reference; empty for a document.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>The document's date in the books; <see langword="null"/> where there is none.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>What the destination holds, in words that show an edit by hand; empty where the destination gives none.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>Whether the document is voided.</summary>
    public bool IsVoided { get; init; }
}
