using System.Globalization;
using SyncKit.Connectors;

namespace SyncKit.QuickBooks.Settings;

/// <summary>What is wrong with the rules for tax codes. Pure.</summary>
internal static class TaxProblems
{
    public static IEnumerable<Finding> Of(QuickBooksSettings settings)
    {
        HashSet<(string, string)> seen = [];
        for (int i = 0; i < settings.TaxCodes.Count; i++)
        {
            TaxRule rule = settings.TaxCodes[i];
            string path = $"taxCodes[{i.ToString(CultureInfo.InvariantCulture)}]";
            if (string.IsNullOrWhiteSpace(rule.Code))
            {
                yield return Found.Error($"{path}.code", $"The setting {path}.code is empty: name one of the company's tax codes.");
            }

            if (!seen.Add((rule.Rate.Trim().ToUpperInvariant(), rule.TaxClass.Trim().ToUpperInvariant())))
            {
                yield return Found.Error(path, $"The rule {path} is for the same rate and class as one before it, so it never decides: take it out.");
            }
            else if (i < settings.TaxCodes.Count - 1 && rule.Rate.Length == 0 && rule.TaxClass.Length == 0)
            {
                yield return Found.Warning(path, $"The rule {path} has no conditions, so the rules after it never decide: move it to the end.");
            }
        }
    }
}
