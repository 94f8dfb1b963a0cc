namespace SyncKit.Testing.WooCommerce;

/// <summary>What the seeded store sells: plain goods, odd prices, other tax classes, variations, goods without SKU, and one that is deleted afterwards.</summary>
internal sealed class SeedProducts
{
    public SeedProducts(StoreCatalog catalog, DateTimeOffset since)
    {
        StoreProduct[] plain =
        [
            new() { Name = "Classic Mug", Sku = "MUG-001", Price = 12.50m },
            new() { Name = "Notebook A5", Sku = "NB-A5", Price = 6.49m },
            new() { Name = "Fractional Widget", Sku = "FRAC-3333", Price = 3.333m },
            new() { Name = "No SKU Item", Price = 19.00m },
            new() { Name = "Ünïcødé Teë ☕ 日本茶 🍵 \"quoted\" & <b>amp</b>", Sku = "UNI-茶-01", Price = 24.90m },
            new() { Name = "Organic Apples 1kg", Sku = "APPLE-1KG", Price = 4.19m, TaxClass = "reduced-rate" },
            new() { Name = "Consulting Hour", Sku = "CONS-1H", Price = 150.00m, TaxClass = "zero-rate", Virtual = true },
            new() { Name = "Penny Item", Sku = "PENNY", Price = 0.01m },
            new() { Name = "Server Rack", Sku = "RACK-42U", Price = 1289.99m },
            new() { Name = "Gift Card 25", Sku = "GIFT-25", Price = 25.00m, TaxClass = "zero-rate", Virtual = true },
            new() { Name = "Bulk part #29", Sku = "BULK-029", Price = 1.86m },
        ];
        foreach (StoreProduct product in plain)
        {
            product.CreatedAt = since;
            Sellable.Add(catalog.Take(product));
        }

        long shirt = catalog.Take(new StoreProduct { Name = "T-Shirt", Sku = "TEE", Price = 20.00m, CreatedAt = since });
        foreach (string size in new[] { "S", "M", "L" })
        {
            Sellable.Add(catalog.Take(new StoreProduct
            {
                Name = "T-Shirt - " + size + ", Black",
                Sku = "TEE-BLK-" + size,
                Price = size == "L" ? 22.50m : 20.00m,
                ParentId = shirt,
                Attributes = [new("Size", size), new("Color", "Black")],
                CreatedAt = since,
            }));
        }

        Doomed = catalog.Take(new StoreProduct { Name = "Soon deleted product", Sku = "GONE-1", Price = 8.00m, CreatedAt = since });
    }

    public List<long> Sellable { get; } = [];

    public long Doomed { get; }
}
