using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Checking;

/// <summary>Holds a mapping against what the API says of the tables. Pure.</summary>
internal static class DescriptionCheck
{
    public static IEnumerable<Finding> Of(TableMap map, ApiDescription description)
    {
        if (description.Table(map.Name) is not { } table)
        {
            string? nearest = SettingsShape.Nearest(map.Name, description.TableNames);
            yield return Error($"{map.Kind.Path}.table", $"The project exposes no table '{map.Name}'{Perhaps(nearest)}. {Remedy(map)}");
            yield break;
        }

        foreach (Finding finding in map.Columns.SelectMany(pair => OfColumn(map, pair.Key, pair.Value, table)))
        {
            yield return finding;
        }

        foreach ((string column, JsonElement _) in map.Constants.Where(constant => !table.Columns.ContainsKey(constant.Key)))
        {
            yield return Missing(map, "constants", column, table);
        }

        HashSet<string> filled = [.. map.Columns.Where(static pair => pair.Key.IsWritten).Select(static pair => pair.Value), .. map.Constants.Select(static pair => pair.Key)];
        foreach (ColumnDescription column in table.Columns.Values.Where(column => column is { IsRequired: true, HasDefault: false } && !filled.Contains(column.Name)))
        {
            // An identity column that is always generated is described without a default.
            FindingSeverity severity = column.IsKey && column.Format is "bigint" or "integer" ? FindingSeverity.Warning : FindingSeverity.Error;
            yield return new Finding(
                severity,
                $"{map.Kind.Path}.columns",
                $"The column '{column.Name}' of {map.Name} must not be empty, has no default, and nothing is mapped to it: map a field or a constant to it, or give it a default.");
        }
    }

    /// <summary>What becomes of a missing table.</summary>
    public static string Remedy(TableMap map) => map.Name == map.Kind.DefaultTable
        ? "Apply SyncKit's default schema (SupabaseSchema.Sql) in the project's SQL editor, or name your own table."
        : "Create it, expose its schema, or name another.";

    private static IEnumerable<Finding> OfColumn(TableMap map, Field field, string name, TableDescription table)
    {
        if (!table.Columns.TryGetValue(name, out ColumnDescription? column))
        {
            yield return Missing(map, "columns", name, table);
            yield break;
        }

        string format = column.Format;
        string? problem = field.Type switch
        {
            FieldType.Number when format is "real" or "double precision" or "money" => "keeps no decimal amounts exactly",
            FieldType.Number when format is "smallint" or "integer" or "bigint" => "keeps no fractions",
            FieldType.Number when IsOneOf(format, "boolean", "date", "uuid", "jsonb", "json") || format.StartsWith("timestamp", StringComparison.Ordinal) => "holds no numbers",
            FieldType.Text when format is "uuid" => "takes nothing but UUIDs, which ids of shops are not",
            FieldType.Text when IsOneOf(format, "boolean", "date", "jsonb", "json") || format.StartsWith("timestamp", StringComparison.Ordinal) => "holds no text",
            FieldType.Instant or FieldType.Day when IsOneOf(format, "boolean", "numeric", "integer", "bigint", "uuid", "jsonb", "json") => "holds no dates",
            FieldType.Truth when format.Length > 0 && !IsOneOf(format, "boolean", "text", "character varying") => "holds no truth values",
            FieldType.Json when format.Length > 0 && !IsOneOf(format, "jsonb", "json", "text") => "holds no JSON",
            _ => null,
        };
        if (problem is not null)
        {
            yield return Error(
                $"{map.Kind.Path}.columns",
                $"The column '{name}' of {map.Name} is of the type {format}, which {problem}, so it cannot hold {field.Name}: make it {Wanted(field.Type)}, or take it out of the mapping.");
        }
    }

    private static Finding Missing(TableMap map, string part, string column, TableDescription table)
    {
        string? nearest = table.Columns.Count > 0 ? SettingsShape.Nearest(column, table.Columns.Keys) : null;
        return Error($"{map.Kind.Path}.{part}", $"{map.Name} has no column '{column}'{Perhaps(nearest)}. Add it, or correct the setting.");
    }

    private static string Wanted(FieldType type) => type switch
    {
        FieldType.Number => "numeric",
        FieldType.Instant => "timestamptz",
        FieldType.Day => "date",
        FieldType.Truth => "boolean",
        FieldType.Json => "jsonb",
        FieldType.Integer => "integer",
        _ => "text",
    };

    private static bool IsOneOf(string format, params ReadOnlySpan<string> formats) => formats.Contains(format);

    private static string Perhaps(string? nearest) => nearest is null ? string.Empty : $"; the nearest is '{nearest}'";

    private static Finding Error(string setting, string message) => new(FindingSeverity.Error, setting, message);
}
