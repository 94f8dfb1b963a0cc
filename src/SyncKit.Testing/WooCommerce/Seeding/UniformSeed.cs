namespace SyncKit.Testing.WooCommerce;

internal static class UniformSeed
{
    private static readonly StoreAddress Address = new() { FirstName = "Guest", LastName = "Buyer", Address1 = "1 Main St", City = "Austin", State = "TX", Postcode = "78701", Country = "US", Email = "buyer@mail.example" };

    public static IReadOnlyList<long> Fill(SimulatedStore store, int count)
    {
        lock (store.Gate)
        {
            DateTimeOffset first = store.Now.AddHours(-1).AddMinutes(1 - count);
            long product = store.Catalog.Take(new StoreProduct { Name = "Classic Mug", Sku = "MUG-U", Price = 12.50m, CreatedAt = first });
            return [.. store.Accept(Enumerable.Range(0, count).Select(i => Order(product, first.AddMinutes(i)))).Select(entry => entry.Id)];
        }
    }

    private static StoreOrder Order(long product, DateTimeOffset at) => new()
    {
        Billing = Address,
        Shipping = Address,
        PaymentMethod = "stripe",
        PaymentMethodTitle = "Credit / Debit Card",
        CreatedAt = at,
        ModifiedAt = at,
        Lines = { new StoreLine { ProductId = product, Quantity = 2 } },
    };
}
