namespace SyncKit.WooCommerce.Api;

/// <summary>A page of orders.</summary>
/// <param name="Orders">The orders as they came.</param>
/// <param name="Clock">The clocks when it came.</param>
/// <param name="Total">How many orders the whole list has; <see langword="null"/> when the store does not say.</param>
internal sealed record OrderList(IReadOnlyList<OrderHead> Orders, StoreClock Clock, int? Total);
