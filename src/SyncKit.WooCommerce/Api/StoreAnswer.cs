namespace SyncKit.WooCommerce.Api;

/// <summary>A store's good answer.</summary>
/// <param name="Json">The JSON document alone.</param>
/// <param name="Clock">What the store's clock and ours said when it came.</param>
/// <param name="Total">How many elements the whole list has; <see langword="null"/> when the store does not say.</param>
internal sealed record StoreAnswer(ReadOnlyMemory<byte> Json, StoreClock Clock, int? Total);
