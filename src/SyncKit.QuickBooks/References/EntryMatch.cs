using System.Text.Json;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.References;

/// <summary>Finds list entries that settings name, by full name, name or id. Pure.</summary>
internal static class EntryMatch
{
    /// <summary>What QuickBooks writes behind the name of an entry that is made inactive.</summary>
    private const string Inactive = " (deleted)";

    private const int None = 9;

    /// <summary>The entry of a name, an active one before its inactive twins; <see langword="null"/> when there is none.</summary>
    public static JsonElement? Named(IEnumerable<JsonElement> rows, string name)
    {
        string clean = Text.Line(name, 500);
        return rows
            .Select(row => (Row: row, Rank: Rank(row, clean)))
            .Where(static match => match.Rank < None)
            .OrderBy(static match => IsActive(match.Row) ? 0 : 1)
            .ThenBy(static match => match.Rank)
            .Select(static match => (JsonElement?)match.Row)
            .FirstOrDefault();
    }

    public static bool IsActive(JsonElement row) => row.Text("Active") != "false";

    /// <summary>Queries for all entries that <see cref="Named"/> may find by the names.</summary>
    public static IEnumerable<Query> Queries(string entity, string property, IReadOnlyCollection<string> names) =>
    [
        .. Query.In(entity, property, names.Select(Leaf).SelectMany(static leaf => (string[])[leaf, leaf + Inactive]), Query.AlsoInactive),
        .. Query.In(entity, "Id", names.Where(static name => name.All(char.IsAsciiDigit)), Query.AlsoInactive),
    ];

    private static string Leaf(string name) => Text.Line(name[(name.LastIndexOf(':') + 1)..], 500);

    private static int Rank(JsonElement row, string name) =>
        Is(row, "FullyQualifiedName", name) ? 0
        : Is(row, "Name", name) || Is(row, "DisplayName", name) ? 1
        : row.Text("Id") == name ? 2
        : !IsActive(row) && (Is(row, "FullyQualifiedName", name + Inactive) || Is(row, "Name", name + Inactive) || Is(row, "DisplayName", name + Inactive)) ? 3
        : None;

    private static bool Is(JsonElement row, string member, string value) =>
        string.Equals(row.Text(member).Trim(), value, StringComparison.OrdinalIgnoreCase);
}
