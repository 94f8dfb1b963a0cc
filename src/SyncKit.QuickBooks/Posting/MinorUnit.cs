namespace SyncKit.QuickBooks.Posting;

/// <summary>The smallest amount that a document is split into.</summary>
internal static class MinorUnit
{
    /// <summary>The currencies that have no smaller unit, by ISO 4217.</summary>
    private static readonly HashSet<string> s_whole = new(StringComparer.OrdinalIgnoreCase)
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
    };

    /// <summary>
    /// One, where the currency has no smaller unit and the shop's totals keep to that: it rounded them by up to half of one, which no cents make up. Otherwise a
    /// cent.
    /// </summary>
    public static decimal Of(PostingRequest request) =>
        s_whole.Contains(request.Currency) && decimal.IsInteger(request.Total) && decimal.IsInteger(request.TotalTax) ? 1 : 0.01m;
}
