using System.Globalization;
using SyncKit.Connectors;

namespace SyncKit.QuickBooks.Settings;

/// <summary>What is wrong with the patterns of documents' numbers. Pure.</summary>
internal static class NumberProblems
{
    private const int Longest = 21;
    private const int LongestPrefix = 10;
    private static readonly string[] OfSales = ["prefix", "number", "id"];
    private static readonly string[] OfRefunds = [.. OfSales, "refund"];

    public static IEnumerable<Finding> Of(QuickBooksSettings settings)
    {
        if (settings.DocNumberPrefix.Length > LongestPrefix)
        {
            yield return Found.Error("docNumberPrefix", "The setting docNumberPrefix is longer than 10 characters, which leaves no room for order numbers.");
        }

        foreach (Finding finding in OfPattern("docNumber", settings.DocNumber, settings.DocNumberPrefix, OfSales)
            .Concat(OfPattern("refundNumber", settings.RefundNumber, settings.DocNumberPrefix, OfRefunds)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> OfPattern(string setting, string pattern, string prefix, string[] known)
    {
        List<string> names = [];
        int fixedLength = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            int end = pattern[i] == '{' ? pattern.IndexOf('}', i) : -1;
            if (pattern[i] is '}' || (pattern[i] is '{' && end < 0))
            {
                yield return Found.Error(setting, $"The setting {setting} has a brace without its other: write {{number}}, for example.");
                yield break;
            }

            if (end < 0)
            {
                fixedLength++;
                continue;
            }

            names.Add(pattern[(i + 1)..end]);
            i = end;
        }

        foreach (string unknown in names.Where(name => !known.Contains(name)).Distinct())
        {
            yield return Found.Error(setting, $"The setting {setting} has {{{unknown}}}, which stands for nothing: it may have {string.Join(", ", known.Select(static name => $"{{{name}}}"))}.");
        }

        bool isRefund = known.Contains("refund");
        if (isRefund && !names.Contains("refund"))
        {
            yield return Found.Error(setting, $"The setting {setting} lacks {{refund}}, so two refunds of an order would have one number: put it in.");
        }
        else if (!isRefund && !names.Contains("number") && !names.Contains("id"))
        {
            yield return Found.Error(setting, $"The setting {setting} lacks {{number}} and {{id}}, so all documents would have one number: put one of them in.");
        }

        int least = fixedLength + (names.Contains("prefix") ? prefix.Length : 0) + names.Count(static name => name != "prefix");
        if (least > Longest)
        {
            yield return Found.Error(
                setting,
                $"The setting {setting} comes to {least.ToString(CultureInfo.InvariantCulture)} characters or more, and QuickBooks takes 21: shorten it.");
        }
    }
}
