namespace SyncKit.Testing.WooCommerce;

/// <summary>A refund to be made with <see cref="SimulatedStore.Refund(long, NewRefund)"/>.</summary>
public sealed record NewRefund
{
    /// <summary>The amount with tax, positive.</summary>
    /// <value>The sum of the items with their tax when absent.</value>
    public decimal? Amount { get; init; }

    /// <summary>The reason.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The refunded lines, shipping lines and fees; none for a refund of an amount only.</summary>
    public IReadOnlyList<RefundedItem> Items { get; init; } = [];
}
