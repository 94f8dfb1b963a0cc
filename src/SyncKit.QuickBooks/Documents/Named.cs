using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>References to what a setting names.</summary>
internal static class Named
{
    private const int Longest = 500;

    public static Reference Account(string name, string setting) => Mapped(ReferenceKinds.Account, name, setting);

    /// <summary>Something that the company must have: it is never made.</summary>
    public static Reference Mapped(string kind, string name, string setting) => new(
        kind,
        Folded(Text.Line(name, Longest)),
        new Dictionary<string, string> { [Detail.Name] = Text.Line(name, Longest), [Detail.IsMapped] = "true", [Detail.Setting] = setting });

    /// <summary>Something that is left out where the company does not have it.</summary>
    public static Reference Optional(string kind, string name) =>
        new(kind, Folded(name), new Dictionary<string, string> { [Detail.Name] = name });

    public static string Folded(string text) => text.ToLowerInvariant();

    /// <summary>The value of a key in any case.</summary>
    public static string? In(IReadOnlyDictionary<string, string> map, string key) =>
        map.TryGetValue(key, out string? exact) ? exact
        : map.FirstOrDefault(pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)).Value;
}
