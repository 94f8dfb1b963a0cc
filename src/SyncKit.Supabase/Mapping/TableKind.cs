namespace SyncKit.Supabase.Mapping;

/// <summary>One kind of row, as the settings and the default schema name it. Pure.</summary>
/// <param name="Setting">Its name in the settings.</param>
/// <param name="DefaultTable">Its table in the default schema.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="OwnIds">The fields of which one tells its rows apart; the first is the default.</param>
/// <param name="IsOfOrder">Whether its rows belong to an order.</param>
internal sealed record TableKind(string Setting, string DefaultTable, IReadOnlyList<Field> Fields, IReadOnlyList<string> OwnIds, bool IsOfOrder)
{
    public static TableKind Orders { get; } = new("orders", "synckit_orders", Rows.OrderFields.Orders.All, [FieldNames.Order, FieldNames.Number], IsOfOrder: false);

    public static TableKind OrderLines { get; } = new("orderLines", "synckit_order_lines", Rows.OrderFields.Lines.All, [FieldNames.Line], IsOfOrder: true);

    public static TableKind OrderRefunds { get; } = new("orderRefunds", "synckit_order_refunds", Rows.OrderFields.Refunds.All, [FieldNames.Refund], IsOfOrder: true);

    public static TableKind OrderRefundLines { get; } =
        new("orderRefundLines", "synckit_order_refund_lines", Rows.OrderFields.RefundLines.All, [FieldNames.RefundLine], IsOfOrder: true);

    public static TableKind Customers { get; } = new("customers", "synckit_customers", Rows.CatalogFields.Customers.All, [FieldNames.Customer], IsOfOrder: false);

    public static TableKind Products { get; } = new("products", "synckit_products", Rows.CatalogFields.Products.All, [FieldNames.Product], IsOfOrder: false);

    /// <summary>Its place in the settings, for messages.</summary>
    public string Path => $"tables.{Setting}";
}
