using System.Text.Json;

namespace SyncKit.Supabase;

/// <summary>Where one kind of row goes. Without any of it, the table and the columns of SyncKit's default schema.</summary>
public sealed record SupabaseTable
{
    /// <summary>Whether these rows are not written at all. Default: no, they are written.</summary>
    public bool Skip { get; init; }

    /// <summary>The table's name. Default: that of the default schema, for example <c>synckit_orders</c>.</summary>
    public string? Table { get; init; }

    /// <summary>
    /// The columns, each under the field that it holds, for example <c>"order_id": "external_id"</c>; a field that is left out is not written. The field
    /// <c>updated_at</c> is only read: it names the column that a trigger moves with every change. Default: every field, in a column of its own name.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Columns that hold the same text, number or truth value in every row, for example <c>"shop": "us"</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Constants { get; init; }

    /// <summary>
    /// The columns of the primary key or unique constraint by which a row is found again. Default: those of <c>tenant_id</c>, <c>source</c> and the rows' own
    /// id, together with that of <c>order_id</c> in what belongs to an order, as far as they are written.
    /// </summary>
    public IReadOnlyList<string>? Key { get; init; }
}
