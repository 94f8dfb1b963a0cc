using SyncKit.Connections;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>A tenant with a simulated shop and a simulated company.</summary>
internal sealed record Merchant(TenantId Tenant, WooCommerceSimulator Shop, SimulatedCompany Company)
{
    public ConnectionId Source => new(Tenant, "woocommerce", "main");

    public ConnectionId Books => new(Tenant, "quickbooks", "main");

    public SimulatedStore Store => Shop.Store;

    /// <summary>Adds orders of this minute.</summary>
    public IReadOnlyList<long> Sell(int count, string status = "processing") => Store.AddOrders(Enumerable.Range(1, count).Select(number => Order(number, status)));

    /// <summary>An order of a few products, which differ by number, for one of three customers.</summary>
    public StoreOrder Order(int number, string status = "processing")
    {
        StoreAddress home = new()
        {
            FirstName = "Nora",
            LastName = $"Winter {number % 3}",
            Address1 = $"{number} Frost Lane",
            City = "Albany",
            State = "NY",
            Postcode = "12207",
            Country = "US",
            Email = $"nora.{number % 3}@mail.example",
        };
        return new StoreOrder
        {
            Status = status,
            Billing = home,
            Shipping = home,
            PaymentMethod = "stripe",
            PaymentMethodTitle = "Credit / Debit Card",
            TransactionId = $"pi_{number}",
            Lines =
            {
                new StoreLine { ProductId = Product("Mug", "MUG", 12.49m), Quantity = 1 + (number % 4) },
                new StoreLine { ProductId = Product("Lamp", "LAMP", 33.33m), Quantity = 1 },
            },
            ShippingLines = { new StoreShippingLine { Total = 5.90m } },
        };
    }

    private readonly Dictionary<string, long> products = new(StringComparer.Ordinal);

    private long Product(string name, string sku, decimal price)
    {
        lock (products)
        {
            if (!products.TryGetValue(sku, out long id))
            {
                products[sku] = id = Store.Catalog.AddProduct(new StoreProduct { Name = name, Sku = sku, Price = price });
            }

            return id;
        }
    }
}
