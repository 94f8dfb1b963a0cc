using System.Globalization;
using SyncKit.QuickBooks.Posting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>The rates behind a tax code, kept as a reference's attribute.</summary>
internal static class TaxCodeRates
{
    private const string Attribute = "rates";
    private const char Compound = '+';

    public static IReadOnlyDictionary<string, string> ToAttributes(IEnumerable<PostingTaxRate> rates) => new Dictionary<string, string>
    {
        [Attribute] = string.Join(
            ',', rates.Select(static rate => string.Create(CultureInfo.InvariantCulture, $"{rate.Id}={rate.Percent}{(rate.IsCompound ? "+" : "")}"))),
    };

    public static IReadOnlyList<PostingTaxRate> Of(ResolvedReference code)
    {
        List<PostingTaxRate> rates = [];
        foreach (string part in code.Attributes.GetValueOrDefault(Attribute, string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=');
            if (pair.Length == 2 && decimal.TryParse(pair[1].TrimEnd(Compound), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal percent))
            {
                rates.Add(new PostingTaxRate(pair[0], percent, pair[1].EndsWith(Compound)));
            }
        }

        return rates;
    }
}
