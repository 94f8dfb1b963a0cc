using System.Text.Json;

namespace SyncKit.Supabase;

/// <summary>Rows that belong to an order, in a table of their own or as a list in a JSON column of the order's row. Exactly one of the two is named.</summary>
public sealed record SupabaseSourceRows
{
    /// <summary>The table's name.</summary>
    public string? Table { get; init; }

    /// <summary>The column of the order's row that holds them as a JSON list of objects.</summary>
    public string? Column { get; init; }

    /// <summary>
    /// The columns, or the members of the objects, each under the field that it holds; the fields are the columns of the default schema. Needed for the
    /// rows' own id and, in a table, for <c>order_id</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>Fields that hold the same in every row, for example <c>"total_tax": 0</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Constants { get; init; }

    /// <summary>Columns of the table that must hold a value for a row to be read. Default: none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Where { get; init; }
}
