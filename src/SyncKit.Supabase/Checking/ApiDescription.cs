using System.Text.Json;

namespace SyncKit.Supabase.Checking;

/// <summary>What a project's API says of its tables and functions: an OpenAPI 2 document, from which servers for development leave the tables out.</summary>
internal sealed class ApiDescription
{
    private readonly Dictionary<string, TableDescription> tables = new(StringComparer.Ordinal);
    private readonly HashSet<string> functions = new(StringComparer.Ordinal);

    /// <summary>Nothing is known.</summary>
    public static ApiDescription Empty { get; } = new();

    /// <summary>Whether tables are described at all.</summary>
    public bool HasTables => tables.Count > 0;

    /// <summary>The tables' names.</summary>
    public IEnumerable<string> TableNames => tables.Keys;

    /// <summary>The functions' names.</summary>
    public IEnumerable<string> FunctionNames => functions;

    /// <summary>A table or view; <see langword="null"/> when it is not described.</summary>
    public TableDescription? Table(string name) => tables.GetValueOrDefault(name);

    /// <summary>Reads a description; what cannot be read is left out.</summary>
    public static ApiDescription Read(ReadOnlyMemory<byte> json)
    {
        ApiDescription description = new();
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty table in Members(document.RootElement, "definitions"))
            {
                description.tables[table.Name] = TableDescription.Read(table.Value);
            }

            const string Call = "/rpc/";
            foreach (string path in Members(document.RootElement, "paths").Select(static path => path.Name).Where(static path => path.StartsWith(Call, StringComparison.Ordinal)))
            {
                description.functions.Add(path[Call.Length..]);
            }

            return description;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return Empty;
        }
    }

    internal static IEnumerable<JsonProperty> Members(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement members) && members.ValueKind == JsonValueKind.Object
            ? members.EnumerateObject()
            : [];
}
