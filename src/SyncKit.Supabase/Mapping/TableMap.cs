using System.Text.Json;

namespace SyncKit.Supabase.Mapping;

/// <summary>Where one kind of row goes: its table, its columns and the key by which a row is found again.</summary>
internal sealed class TableMap
{
    private readonly Dictionary<string, string> columnOf;

    public TableMap(
        TableKind kind,
        string name,
        IReadOnlyList<KeyValuePair<Field, string>> columns,
        IReadOnlyList<KeyValuePair<string, JsonElement>> constants,
        IReadOnlyList<string> key,
        string ownField)
    {
        Kind = kind;
        Name = name;
        Columns = columns;
        Constants = constants;
        Key = key;
        OwnField = ownField;
        columnOf = columns.ToDictionary(static pair => pair.Key.Name, static pair => pair.Value, StringComparer.Ordinal);
        string written = string.Join(',', columns.Where(static pair => pair.Key.IsWritten).Select(static pair => pair.Value).Concat(constants.Select(static pair => pair.Key)));
        UpsertPath = $"{Escape(name)}?on_conflict={Escape(string.Join(',', key))}&columns={Escape(written)}";
    }

    public TableKind Kind { get; }

    public string Name { get; }

    /// <summary>The mapped fields with their columns, in the order of the fields.</summary>
    public IReadOnlyList<KeyValuePair<Field, string>> Columns { get; }

    /// <summary>The columns that hold the same in every row.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Constants { get; }

    /// <summary>The columns of the key.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>The field of the key that tells rows of one source, or of one order, apart.</summary>
    public string OwnField { get; }

    public string OwnColumn => columnOf[OwnField];

    /// <summary>The path of a request that inserts rows or updates those that are there.</summary>
    public string UpsertPath { get; }

    public string? Column(string field) => columnOf.GetValueOrDefault(field);

    /// <summary>The beginning of a path that speaks of rows of one tenant and source: table, question mark, and a condition per fixed column of the key.</summary>
    public string FilterPath(string tenant, string source)
    {
        List<string> conditions = [];
        Add(conditions, Column(FieldNames.Tenant), tenant);
        Add(conditions, Column(FieldNames.Source), source);
        foreach ((string column, JsonElement constant) in Constants.Where(constant => Key.Contains(constant.Key, StringComparer.Ordinal)))
        {
            Add(conditions, column, constant.ValueKind == JsonValueKind.String ? constant.GetString()! : constant.GetRawText());
        }

        return $"{Escape(Name)}?{string.Concat(conditions)}";
    }

    private static void Add(List<string> conditions, string? column, string value)
    {
        if (column is not null)
        {
            conditions.Add($"{Escape(column)}=eq.{Uri.EscapeDataString(value)}&");
        }
    }

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%2C", ",", StringComparison.Ordinal);
}
