using System.Globalization;

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
    DateTimeOffset ResolvedAt)
{
    /// <summary>The attribute that says when the reference must be looked up anew; a reference without it stays.</summary>
    public const string ExpiresAtAttribute = "expires_at";

    /// <summary>Whether the reference must be looked up anew.</summary>
    /// <param name="now">The present.</param>
    public bool IsExpired(DateTimeOffset now) =>
        Attributes.TryGetValue(ExpiresAtAttribute, out string? text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset expires)
        && expires <= now;
}
