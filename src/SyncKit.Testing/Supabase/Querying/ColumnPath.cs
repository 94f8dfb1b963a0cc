using System.Globalization;
using System.Text.Json;
using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>A column, or a place in its JSON.</summary>
/// <param name="Column">The column's place in the table.</param>
/// <param name="Steps">The names and numbers that lead into its JSON.</param>
/// <param name="AsText">Whether the place is read as text.</param>
/// <param name="Type">What is there.</param>
/// <param name="Name">What it is called in answers.</param>
internal sealed record ColumnPath(int Column, IReadOnlyList<string> Steps, bool AsText, PgType Type, string Name)
{
    public static ColumnPath Read(Scanner scanner, ProjectTable table, string ends)
    {
        string name = scanner.Name(ends + ">");
        int column = table.Find(name) ?? throw Refuse.UnknownColumn(table, name);
        List<string> steps = [];
        bool asText = false;
        while (!asText && scanner.Take("->"))
        {
            asText = scanner.Take(">");
            steps.Add(scanner.Name(ends + ">"));
        }

        PgType type = asText ? new PgType("text", PgKind.Text) : table.Columns[column].Type;
        return new ColumnPath(column, steps, asText, type, steps.Count > 0 ? steps[^1] : name);
    }

    public object? Of(TableRow row)
    {
        object? value = row.Values[Column];
        if (Steps.Count == 0 || value is not JsonText json)
        {
            return Steps.Count == 0 ? value : null;
        }

        using JsonDocument document = JsonDocument.Parse(json.Text);
        JsonElement at = document.RootElement;
        foreach (string step in Steps)
        {
            bool found = at.ValueKind switch
            {
                JsonValueKind.Object => at.TryGetProperty(step, out at),
                JsonValueKind.Array => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < at.GetArrayLength() && Step(ref at, index),
                _ => false,
            };
            if (!found)
            {
                return null;
            }
        }

        return (AsText, at.ValueKind) switch
        {
            (_, JsonValueKind.Null) => AsText ? null : new JsonText("null"),
            (true, JsonValueKind.String) => at.GetString(),
            (true, _) => JsonbText.Of(at),
            _ => new JsonText(JsonbText.Of(at)),
        };
    }

    private static bool Step(ref JsonElement list, int index)
    {
        list = list[index];
        return true;
    }
}
