using System.Globalization;
using SyncKit.Commerce;
using SyncKit.Connectors;

namespace SyncKit.QuickBooks.Settings;

/// <summary>What is wrong with the rules that copy values of the order. Pure.</summary>
internal static class FieldProblems
{
    public static IEnumerable<Finding> Of(QuickBooksSettings settings)
    {
        HashSet<string> targets = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < settings.Fields.Count; i++)
        {
            FieldRule rule = settings.Fields[i];
            string path = $"fields[{i.ToString(CultureInfo.InvariantCulture)}]";
            if (!OrderPath.TryParse(rule.From, out _, out string? problem))
            {
                yield return Found.Error($"{path}.from", $"The setting {path}.from is '{rule.From}': {problem}");
            }

            if (!FieldTargets.IsKnown(rule.To))
            {
                yield return Found.Error(
                    $"{path}.to",
                    $"The setting {path}.to is '{rule.To}': write {string.Join(", ", FieldTargets.Plain)}, or {FieldTargets.CustomField} and the name or number of a custom field.");
            }
            else if (!targets.Add(rule.To))
            {
                yield return Found.Error($"{path}.to", $"Two rules in fields go to {rule.To}: take one out.");
            }
        }
    }
}
