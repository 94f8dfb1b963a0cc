using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Connectors;

namespace SyncKit.Supabase.Mapping;

/// <summary>Makes the map of one kind of row, or says what is wrong with its settings. Pure.</summary>
internal sealed class TableMapBuilder(TableKind kind, SupabaseTable setting, List<Finding> findings)
{
    private readonly int before = findings.Count;

    /// <summary>Whether a name can stand in a request without being taken for something else.</summary>
    public static bool IsName(string name) => name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '$');

    /// <returns><see langword="null"/> when something is wrong.</returns>
    public TableMap? Build()
    {
        string name = setting.Table ?? kind.DefaultTable;
        if (!IsName(name))
        {
            Error("table", $"'{name}' is no name that a request can hold: write the table's name alone, in letters, digits and underscores, or make a view with such a name.");
        }

        List<KeyValuePair<Field, string>> columns = Columns();
        List<KeyValuePair<string, JsonElement>> constants = Constants();
        foreach (string column in columns.Select(static pair => pair.Value).Concat(constants.Select(static pair => pair.Key))
            .GroupBy(static column => column, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(static group => group.Key))
        {
            Error("columns", $"the column '{column}' is named for more than one thing: leave one of them out.");
        }

        if (findings.Count > before)
        {
            return null;
        }

        return Key(columns, constants) is { } key ? new TableMap(kind, name, columns, constants, key.Columns, key.OwnField) : null;
    }

    private List<KeyValuePair<Field, string>> Columns()
    {
        if (setting.Columns is not { } given)
        {
            return [.. kind.Fields.Select(static field => KeyValuePair.Create(field, field.Name))];
        }

        foreach (string unknown in given.Keys.Where(name => !kind.Fields.Any(field => field.Name == name)))
        {
            string? nearest = SettingsShape.Nearest(unknown, kind.Fields.Select(static field => field.Name));
            Error("columns", $"there is no field '{unknown}': {(nearest is null ? "take it out" : $"write {nearest}, which is the nearest, or take it out")}.");
        }

        foreach (string bad in given.Values.Where(static column => !IsName(column)))
        {
            Error("columns", $"'{bad}' is no name of a column that a request can hold: give the column a name of letters, digits and underscores, or make a view that does.");
        }

        return [.. kind.Fields.Where(field => given.ContainsKey(field.Name)).Select(field => KeyValuePair.Create(field, given[field.Name]))];
    }

    private List<KeyValuePair<string, JsonElement>> Constants()
    {
        List<KeyValuePair<string, JsonElement>> constants = [.. setting.Constants ?? new Dictionary<string, JsonElement>()];
        foreach ((string column, JsonElement constant) in constants)
        {
            if (!IsName(column))
            {
                Error("constants", $"'{column}' is no name of a column that a request can hold.");
            }

            if (constant.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
            {
                Error("constants", $"the column '{column}' must be given a text, a number, true or false.");
            }
        }

        return constants;
    }

    private (List<string> Columns, string OwnField)? Key(List<KeyValuePair<Field, string>> columns, List<KeyValuePair<string, JsonElement>> constants)
    {
        Dictionary<string, string> fieldOf = columns.Where(static pair => pair.Key.IsWritten).ToDictionary(static pair => pair.Value, static pair => pair.Key.Name, StringComparer.Ordinal);
        string[] shared = kind.IsOfOrder ? [FieldNames.Tenant, FieldNames.Source, FieldNames.Order] : [FieldNames.Tenant, FieldNames.Source];
        if (kind.IsOfOrder && !fieldOf.ContainsValue(FieldNames.Order))
        {
            Error("columns", $"the field {FieldNames.Order} is not mapped, so what belongs to an order cannot be found again: map it.");
            return null;
        }

        List<string> key =
        [
            .. setting.Key ?? (IEnumerable<string>)fieldOf.Where(pair => shared.Contains(pair.Value) || pair.Value == kind.OwnIds[0]).Select(static pair => pair.Key),
        ];
        foreach (string column in key.Where(column => !fieldOf.ContainsKey(column) && !constants.Exists(constant => constant.Key == column)))
        {
            Error("key", $"the column '{column}' is not among those that are written: map a field or a constant to it, or take it out.");
            return null;
        }

        List<string> own = [.. key.Where(fieldOf.ContainsKey).Select(column => fieldOf[column]).Where(field => !shared.Contains(field))];
        if (own is [var single] && kind.OwnIds.Contains(single))
        {
            return (key, single);
        }

        Error("key", $"the key must hold the column of {string.Join(" or ", kind.OwnIds)}, and beside it nothing but those of {string.Join(", ", shared)} and constants.");
        return null;
    }

    private void Error(string part, string problem) =>
        findings.Add(new Finding(FindingSeverity.Error, $"{kind.Path}.{part}", $"In {kind.Path}.{part} {problem}"));
}
