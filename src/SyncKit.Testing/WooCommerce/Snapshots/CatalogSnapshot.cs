namespace SyncKit.Testing.WooCommerce;

/// <summary>What the store sells, and to whom.</summary>
internal sealed record CatalogSnapshot(IReadOnlyList<StoreProduct> Products, IReadOnlyList<StoreCustomer> Customers);
