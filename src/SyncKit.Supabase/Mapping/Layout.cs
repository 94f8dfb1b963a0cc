using SyncKit.Supabase.Rows;

namespace SyncKit.Supabase.Mapping;

/// <summary>Where everything goes by one connection's settings.</summary>
internal sealed class Layout(SupabaseTables settings, IReadOnlyDictionary<TableKind, TableMap> maps)
{
    public SupabaseTables Settings => settings;

    public RowWriter<OrderRow> Orders { get; } = new(maps[TableKind.Orders]);

    public RowWriter<LineRow>? Lines { get; } = maps.TryGetValue(TableKind.OrderLines, out TableMap? lines) ? new(lines) : null;

    public RowWriter<RefundRow>? Refunds { get; } = maps.TryGetValue(TableKind.OrderRefunds, out TableMap? refunds) ? new(refunds) : null;

    public RowWriter<RefundLineRow>? RefundLines { get; } = maps.TryGetValue(TableKind.OrderRefundLines, out TableMap? lines) ? new(lines) : null;

    public RowWriter<CustomerRow> Customers { get; } = new(maps[TableKind.Customers]);

    public RowWriter<ProductRow> Products { get; } = new(maps[TableKind.Products]);

    public MoneyColumns Money { get; } = new(maps[TableKind.Orders]);

    /// <summary>The tables that are written, parents before what belongs to them.</summary>
    public IReadOnlyList<TableMap> Tables { get; } = [.. maps.Values];

    /// <summary>The tables of an order, its own first.</summary>
    public IReadOnlyList<TableMap> OrderTables { get; } = [.. maps.Values.Where(static map => map.Kind == TableKind.Orders || map.Kind.IsOfOrder)];

    public IReadOnlyList<TableMap> CustomerTables { get; } = [maps[TableKind.Customers]];

    public IReadOnlyList<TableMap> ProductTables { get; } = [maps[TableKind.Products]];
}
