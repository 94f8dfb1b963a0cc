namespace SyncKit.WooCommerce.Api;

/// <summary>A page of a list.</summary>
/// <param name="Heads">The records as they came.</param>
/// <param name="Clock">The clocks when it came.</param>
/// <param name="Total">How many records the whole list has; <see langword="null"/> when the store does not say.</param>
internal sealed record HeadList<THead>(IReadOnlyList<THead> Heads, StoreClock Clock, int? Total);
