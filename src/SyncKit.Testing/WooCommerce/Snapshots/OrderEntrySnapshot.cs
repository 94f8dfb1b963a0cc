namespace SyncKit.Testing.WooCommerce;

/// <summary>An order with its refunds. Nobody is left to complete a half-written order after a restart, so it is kept whole.</summary>
/// <param name="Order">The order.</param>
/// <param name="StatusBeforeTrash">The status to return to when a trashed order is restored.</param>
/// <param name="Planted">A planted body, which may be no JSON at all.</param>
internal sealed record OrderEntrySnapshot(StoreOrder Order, string? StatusBeforeTrash, byte[]? Planted);
