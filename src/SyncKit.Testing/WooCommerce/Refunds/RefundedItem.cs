namespace SyncKit.Testing.WooCommerce;

/// <summary>A part of an order that is refunded.</summary>
/// <param name="ItemId">The id of the order's line, shipping line or fee.</param>
/// <param name="Quantity">How many of a product line; without meaning for shipping and fees.</param>
/// <param name="Total">The amount without tax, positive; for a product line its share by quantity when absent, otherwise the whole.</param>
/// <param name="Taxes">The tax per rate id, positive; the share by amount when absent.</param>
public sealed record RefundedItem(long ItemId, int Quantity = 0, decimal? Total = null, IReadOnlyDictionary<long, decimal>? Taxes = null);
