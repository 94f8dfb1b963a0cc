using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

internal sealed class CatalogRoutes(SimulatedStore store)
{
    private static readonly string[] CustomerOrderings = ["id", "include", "name", "registered_date", "date"];

    private static readonly string[] ProductOrderings = ["date", "id", "include", "title", "slug", "price", "popularity", "rating", "menu_order", "modified"];

    /// <summary>Customers know no modified_after: it is ignored without a word. Without a role only those of the role customer are listed.</summary>
    public SimulatedResponse ListCustomers(SimulatedRequest request) => List(request, CustomerOrderings, query =>
    {
        string? email = Given(request, "email");
        string role = Given(request, "role") ?? "customer";
        IEnumerable<StoreCustomer> customers = store.Catalog.Customers
            .Where(customer => role == "all" || customer.Role == role)
            .Where(customer => email is null || string.Equals(customer.Email, email, StringComparison.OrdinalIgnoreCase))
            .Where(customer => query.Include is not { } ids || ids.Contains(customer.Id));
        return (query.OrderBy == "id"
                ? query.Descending ? customers.OrderByDescending(customer => customer.Id) : customers.OrderBy(customer => customer.Id)
                : customers.OrderBy(customer => customer.FirstName + customer.LastName, StringComparer.OrdinalIgnoreCase))
            .Select(customer => CustomerJson.Render(customer, store.Site));
    });

    public SimulatedResponse GetCustomer(SimulatedRequest request, long id)
    {
        lock (store.Gate)
        {
            return store.Catalog.FindCustomer(id) is { } customer
                ? RestAnswer.Single(request, CustomerJson.Render(customer, store.Site))
                : RestError.UnknownCustomer();
        }
    }

    public SimulatedResponse ListProducts(SimulatedRequest request) => List(request, ProductOrderings, query =>
    {
        string? sku = Given(request, "sku");
        return Pick(query, product => sku is null ? product.ParentId == 0 : sku.Split(',').Contains(product.Sku))
            .Select(product => ProductJson.Render(product, store));
    });

    public SimulatedResponse GetProduct(SimulatedRequest request, long id)
    {
        lock (store.Gate)
        {
            return store.Catalog.FindProduct(id) is { } product
                ? RestAnswer.Single(request, ProductJson.Render(product, store))
                : RestError.UnknownProduct();
        }
    }

    public SimulatedResponse ListVariations(SimulatedRequest request, long parentId) => List(request, ProductOrderings, _ =>
        store.Catalog.Products.Where(product => product.ParentId == parentId).Reverse().Select(product => VariationJson.Render(product, store.Site, amongAll: false)));

    public SimulatedResponse ListAllVariations(SimulatedRequest request) => List(request, ProductOrderings, query =>
        Pick(query, static product => product.ParentId != 0).Select(product => VariationJson.Render(product, store.Site, amongAll: true)));

    /// <summary>Products are compared and sorted by the site's own clock; the seconds here are the same but for the hour that autumn has twice.</summary>
    private IEnumerable<StoreProduct> Pick(ListingQuery query, Func<StoreProduct, bool> kind)
    {
        IEnumerable<StoreProduct> products = store.Catalog.Products
            .Where(kind)
            .Where(product => query.Status is { } statuses ? statuses.Contains(product.Status) : product.Status != "trash")
            .Where(product => query.Include is not { } ids || ids.Contains(product.Id))
            .Where(product => !(LocalSecond(product) <= Local(query.ModifiedAfter)) && !(LocalSecond(product) >= Local(query.ModifiedBefore)))
            .OrderBy(product => (query.OrderBy switch { "modified" => LocalSecond(product), "id" => product.Id, _ => OrderShelf.Seconds(product.CreatedAt) }, product.Id));
        return query.Descending ? products.Reverse() : products;
    }

    private long LocalSecond(StoreProduct product) => Local(OrderShelf.Seconds(product.ModifiedAt))!.Value;

    private long? Local(long? second) => second is { } utc ? utc + (long)store.Site.Zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(utc)).TotalSeconds : null;

    private static string? Given(SimulatedRequest request, string name) => request.Query.TryGetValue(name, out var given) ? given.ToString() : null;

    private SimulatedResponse List(SimulatedRequest request, string[] orderings, Func<ListingQuery, IEnumerable<byte[]>> pick)
    {
        ListingQuery query = ListingQuery.Read(request, store.Site.Zone, orderings, out IReadOnlyList<InvalidParameter> invalid);
        if (invalid.Count > 0)
        {
            return RestError.Invalid(invalid);
        }

        store.OnListing?.Invoke(request);
        lock (store.Gate)
        {
            return RestAnswer.Slice(request, store.Site, query, [.. pick(query)]);
        }
    }
}
