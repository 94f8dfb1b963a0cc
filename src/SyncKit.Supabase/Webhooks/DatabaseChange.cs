using System.Text.Json;

namespace SyncKit.Supabase.Webhooks;

/// <summary>What a database webhook says happened to one row.</summary>
/// <param name="Type"><c>INSERT</c>, <c>UPDATE</c> or <c>DELETE</c>.</param>
/// <param name="Schema">The table's schema.</param>
/// <param name="Table">The table.</param>
/// <param name="Row">The row as it is now; a deleted one as it was.</param>
internal readonly record struct DatabaseChange(string Type, string Schema, string Table, JsonElement Row)
{
    private const int LongestKey = 200;

    /// <summary>Reads a payload; <see langword="null"/> when it is none.</summary>
    /// <exception cref="InvalidOperationException">A name or a text in it is not Unicode.</exception>
    public static DatabaseChange? Read(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        DatabaseChange change = new(Text(payload, "type"), Text(payload, "schema"), Text(payload, "table"), default);
        if (change.Type.Length == 0 || change.Schema.Length == 0 || change.Table.Length == 0)
        {
            return null;
        }

        string row = change.Type == "DELETE" ? "old_record" : "record";
        return payload.TryGetProperty(row, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? change with { Row = value } : change;
    }

    /// <summary>The value of a column that holds an id; <see langword="null"/> when it cannot be one.</summary>
    /// <exception cref="InvalidOperationException">A name or a text in it is not Unicode.</exception>
    public string? Key(string column)
    {
        if (Row.ValueKind != JsonValueKind.Object || !Row.TryGetProperty(column, out JsonElement value))
        {
            return null;
        }

        string? key = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return key is { Length: > 0 and <= LongestKey } && !key.Any(char.IsControl) ? key : null;
    }

    private static string Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
