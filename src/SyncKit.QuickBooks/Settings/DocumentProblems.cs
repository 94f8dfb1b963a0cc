using System.Globalization;
using SyncKit.Connectors;

namespace SyncKit.QuickBooks.Settings;

/// <summary>What is wrong with the rules that say what orders become. Pure.</summary>
internal static class DocumentProblems
{
    public static IEnumerable<Finding> Of(QuickBooksSettings settings)
    {
        if (settings.Statuses.Count == 0 && settings.Documents.Count == 0)
        {
            yield return Found.Error("statuses", "The setting statuses is empty, so nothing would ever be posted: name at least one order status.");
        }

        if (settings.Documents.Count > 0 && settings.Documents.All(static rule => rule.Post == PostedAs.Skip))
        {
            yield return Found.Error("documents", "All rules in documents skip their orders, so nothing would ever be posted: add a rule that posts.");
        }

        foreach (Finding finding in OfStatuses("statuses", settings.Statuses))
        {
            yield return finding;
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < settings.Documents.Count; i++)
        {
            string path = $"documents[{i.ToString(CultureInfo.InvariantCulture)}]";
            DocumentRule rule = settings.Documents[i];
            foreach (Finding finding in OfRule(rule, path))
            {
                yield return finding;
            }

            if (rule.Name.Length > 0 && !names.Add(rule.Name))
            {
                yield return Found.Warning($"{path}.name", $"The rule {path} is called '{rule.Name}' like another, so nobody can tell which one decided: give it a name of its own.");
            }

            if (i < settings.Documents.Count - 1 && IsForAll(rule))
            {
                yield return Found.Warning(path, $"The rule {path} has no conditions, so the rules after it never decide: move it to the end.");
            }
        }
    }

    private static IEnumerable<Finding> OfRule(DocumentRule rule, string path)
    {
        if (rule.MinTotal > rule.MaxTotal)
        {
            yield return Found.Error($"{path}.minTotal", $"The rule {path} has a minTotal above its maxTotal, so no order meets it: exchange them.");
        }

        (string Name, IReadOnlyList<string> List)[] lists = [("paymentMethods", rule.PaymentMethods), ("customerRoles", rule.CustomerRoles)];
        foreach ((string name, IReadOnlyList<string> _) in lists.Where(static pair => pair.List.Any(string.IsNullOrWhiteSpace)))
        {
            yield return Found.Error($"{path}.{name}", $"The setting {path}.{name} has an empty entry: take it out.");
        }

        foreach (Finding finding in OfStatuses($"{path}.statuses", rule.Statuses))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> OfStatuses(string setting, IReadOnlyList<string> statuses)
    {
        if (statuses.Any(string.IsNullOrWhiteSpace))
        {
            yield return Found.Error(setting, $"The setting {setting} has an empty entry: take it out.");
        }

        if (statuses.FirstOrDefault(static status => status.StartsWith("wc-", StringComparison.OrdinalIgnoreCase)) is { } status)
        {
            yield return Found.Error(setting, $"The setting {setting} has '{status}', which no order has: write '{status[3..]}'.");
        }
    }

    private static bool IsForAll(DocumentRule rule) =>
        rule.Statuses.Count == 0 && rule.PaymentMethods.Count == 0 && rule.CustomerRoles.Count == 0 && rule.MinTotal is null && rule.MaxTotal is null;
}
