using SyncKit.Commerce;

namespace SyncKit.Supabase.Rows;

/// <summary>The row of one line of an order; exactly one of the last three is set.</summary>
/// <param name="Parent">The order.</param>
/// <param name="Id">The line's id, unique among the order's lines of all kinds.</param>
/// <param name="Position">Its place among them, from 1.</param>
/// <param name="Goods">Goods or a service.</param>
/// <param name="Shipping">A shipping charge.</param>
/// <param name="Fee">Another charge.</param>
internal readonly record struct LineRow(OrderRow Parent, string Id, int Position, OrderLine? Goods, ShippingLine? Shipping, FeeLine? Fee)
{
    public string Kind => Goods is not null ? "product" : Shipping is not null ? "shipping" : "fee";

    public string Name => Goods?.Name ?? Shipping?.Title ?? Fee!.Name;

    public string TaxClass => Goods?.TaxClass ?? Fee?.TaxClass ?? string.Empty;

    public decimal Quantity => Goods?.Quantity ?? 1;

    public decimal Subtotal => Goods?.Subtotal ?? Total;

    public decimal Total => Goods?.Total ?? Shipping?.Total ?? Fee!.Total;

    public decimal TotalTax => Goods?.TotalTax ?? Shipping?.TotalTax ?? Fee!.TotalTax;

    public IReadOnlyList<LineTax> Taxes => Goods?.Taxes ?? Shipping?.Taxes ?? Fee!.Taxes;
}
