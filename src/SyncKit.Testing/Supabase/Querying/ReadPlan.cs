using SyncKit.Testing.Supabase.Tables;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>How rows of a table are read.</summary>
/// <param name="Table">The table.</param>
internal sealed record ReadPlan(ProjectTable Table)
{
    public List<SelectItem> Items { get; } = [];

    public List<Func<TableRow, bool?>> Conditions { get; } = [];

    public List<RowOrder> Order { get; } = [];

    public long? Limit { get; set; }

    public long Offset { get; set; }
}
