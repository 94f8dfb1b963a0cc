using SyncKit.Commerce;

namespace SyncKit.Supabase.Rows;

/// <summary>The row of an order.</summary>
internal sealed class OrderRow
{
    public OrderRow(RowScope scope, Order order)
    {
        Scope = scope;
        Order = order;
        foreach (Refund refund in order.Refunds)
        {
            Refunded += refund.Amount;
            RefundedTax += refund.TotalTax;
        }
    }

    public RowScope Scope { get; }

    public Order Order { get; }

    public decimal Refunded { get; }

    public decimal RefundedTax { get; }

    /// <summary>What the order is worth after its refunds.</summary>
    public decimal Net => Order.Total - Refunded;

    public decimal NetTax => Order.TotalTax - RefundedTax;
}
