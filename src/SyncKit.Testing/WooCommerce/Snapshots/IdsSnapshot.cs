namespace SyncKit.Testing.WooCommerce;

/// <summary>The last ids given.</summary>
internal sealed record IdsSnapshot(long Post, long Item, long Meta, long User);
