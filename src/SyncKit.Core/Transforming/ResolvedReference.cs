namespace SyncKit.Transforming;

/// <summary>A reference and what it is in the destination.</summary>
/// <param name="Kind">The destination's kind.</param>
/// <param name="Key">Identifies it among its kind.</param>
/// <param name="Id">The destination's id.</param>
/// <param name="Attributes">What transformers need to know of it.</param>
/// <param name="ResolvedAt">When it was looked up or made.</param>
public sealed record ResolvedReference(
    string Kind,
    string Key,
    string Id,
    IReadOnlyDictionary<string, string> Attributes,
    DateTimeOffset ResolvedAt);
