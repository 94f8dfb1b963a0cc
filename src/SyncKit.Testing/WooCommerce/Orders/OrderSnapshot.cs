namespace SyncKit.Testing.WooCommerce;

/// <summary>What an order is worth at one moment, for comparing with the books.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Number">The order number.</param>
/// <param name="Status">The status, <c>trash</c> included.</param>
/// <param name="Currency">The ISO currency code.</param>
/// <param name="Total">The total with tax, before refunds.</param>
/// <param name="TotalTax">All tax, before refunds.</param>
/// <param name="RefundedTotal">The sum of the refunds' amounts, positive.</param>
/// <param name="RefundedTax">The tax within the refunds, positive.</param>
/// <param name="RefundCount">How many refunds there are.</param>
/// <param name="ModifiedAt">When it was last modified.</param>
public sealed record OrderSnapshot(
    long Id,
    string Number,
    string Status,
    string Currency,
    decimal Total,
    decimal TotalTax,
    decimal RefundedTotal,
    decimal RefundedTax,
    int RefundCount,
    DateTimeOffset ModifiedAt);
