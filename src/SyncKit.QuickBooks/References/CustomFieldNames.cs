using System.Text.Json;
using SyncKit.QuickBooks.Api;

namespace SyncKit.QuickBooks.References;

/// <summary>
/// Reads the names of a company's custom fields out of its preferences, which list switches and names as custom fields themselves,
/// in one list or in several lists inside it.
/// </summary>
internal static class CustomFieldNames
{
    private const string Member = "CustomField";
    private const string Switch = "SalesFormsPrefs.UseSalesCustom";
    private const string Name = "SalesFormsPrefs.SalesCustomName";

    /// <summary>The names of the fields in use by their number.</summary>
    public static IReadOnlyDictionary<string, string> Read(JsonElement salesForms)
    {
        Dictionary<string, string> entries = [];
        foreach (JsonElement entry in salesForms.Items(Member).SelectMany(static entry => entry.Items(Member).Prepend(entry)))
        {
            string value = entry.Text("BooleanValue") is { Length: > 0 } on ? on : entry.Text("StringValue");
            if (entry.Text("Name") is { Length: > 0 } name)
            {
                entries[name] = value;
            }
        }

        string[] numbers = ["1", "2", "3"];
        return numbers
            .Where(number => entries.GetValueOrDefault(Switch + number) == "true")
            .ToDictionary(static number => number, number => OneLine(entries.GetValueOrDefault(Name + number, string.Empty), number));
    }

    private static string OneLine(string name, string number) =>
        Documents.Text.Line(name, 100) is { Length: > 0 } line ? line : $"Custom field {number}";
}
