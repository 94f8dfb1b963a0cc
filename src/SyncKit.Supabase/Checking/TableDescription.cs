using System.Text.Json;

namespace SyncKit.Supabase.Checking;

/// <summary>A table or view as the API describes it.</summary>
/// <param name="Columns">The columns by name.</param>
internal sealed record TableDescription(IReadOnlyDictionary<string, ColumnDescription> Columns)
{
    public static TableDescription Read(JsonElement table)
    {
        HashSet<string> required = table.ValueKind == JsonValueKind.Object && table.TryGetProperty("required", out JsonElement names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Where(static name => name.ValueKind == JsonValueKind.String).Select(static name => name.GetString()!)]
            : [];
        Dictionary<string, ColumnDescription> columns = new(StringComparer.Ordinal);
        foreach (JsonProperty column in ApiDescription.Members(table, "properties"))
        {
            bool isKey = Text(column.Value, "description").Contains("<pk/>", StringComparison.Ordinal);
            bool hasDefault = column.Value.ValueKind == JsonValueKind.Object && column.Value.TryGetProperty("default", out _);
            columns[column.Name] = new ColumnDescription(column.Name, Text(column.Value, "format"), required.Contains(column.Name), hasDefault, isKey);
        }

        return new TableDescription(columns);
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : string.Empty;
}
