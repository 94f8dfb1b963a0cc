using System.Diagnostics.CodeAnalysis;

namespace SyncKit.WooCommerce;

/// <summary>What of a product is written to a store that is a destination. The store keeps all else as it is.</summary>
public sealed record WooCommerceStock
{
    private const string Sku = "sku";

    private static readonly string[] Quantity = ["stock_quantity"];

    /// <summary>
    /// The fields that are written: <c>stock_quantity</c>, <c>stock_status</c>, <c>regular_price</c> and <c>sale_price</c>. Whoever writes a field is its one
    /// master, so name none that is changed in the store. Default: <c>stock_quantity</c> alone.
    /// </summary>
    [AllowNull]
    public IReadOnlyList<string> Fields { get => field ?? Quantity; init; }

    /// <summary>How a product is found in the store: by its SKU, <c>sku</c>, or by its id, <c>id</c>, where the source knows the store's ids. Default: <c>sku</c>.</summary>
    [AllowNull]
    public string Match { get => field ?? Sku; init; }
}
