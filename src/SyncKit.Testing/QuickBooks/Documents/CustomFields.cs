using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>The custom fields of sales forms: up to three, text of at most 31 characters. Every field in use stands on the form, filled or not.</summary>
internal static class CustomFields
{
    private const int Longest = 31;

    public static void Set(Draft draft, bool isSalesForm)
    {
        IReadOnlyList<string?> names = isSalesForm ? draft.Books.Settings.CustomFields : [];
        Dictionary<string, string?> values = Values(draft, names);
        JsonArray fields = [];
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] is { } name)
            {
                fields.Add(Field((i + 1).ToString(CultureInfo.InvariantCulture), name, values));
            }
        }

        if (fields.Count > 0)
        {
            draft.Document["CustomField"] = fields;
        }
        else
        {
            draft.Document.Remove("CustomField");
        }
    }

    private static Dictionary<string, string?> Values(Draft draft, IReadOnlyList<string?> names)
    {
        Dictionary<string, string?> values = new(StringComparer.Ordinal);
        foreach (JsonObject field in draft.Document.Children("CustomField"))
        {
            string id = field.Text("DefinitionId") ?? throw Refuse.CustomField("DefinitionId is missing");
            if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1 || number > names.Count || names[number - 1] is null)
            {
                throw Refuse.CustomField($"DefinitionId {id} is not in use");
            }

            string? value = field.Text("StringValue");
            if (value?.Length > Longest)
            {
                throw Refuse.CustomField(string.Create(CultureInfo.InvariantCulture, $"the value of DefinitionId {id} has {value.Length} characters, at most {Longest} are supported"));
            }

            values[id] = value;
        }

        return values;
    }

    private static JsonObject Field(string id, string name, Dictionary<string, string?> values)
    {
        JsonObject field = new() { ["DefinitionId"] = id, ["Name"] = name, ["Type"] = "StringType" };
        if (values.GetValueOrDefault(id) is { } value)
        {
            field["StringValue"] = value;
        }

        return field;
    }
}
