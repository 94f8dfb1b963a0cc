using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Orders;

/// <summary>What one request of a sweep brought that was not there before.</summary>
internal sealed record SweepPage(IReadOnlyList<OrderHead> Orders, StoreClock Clock);
