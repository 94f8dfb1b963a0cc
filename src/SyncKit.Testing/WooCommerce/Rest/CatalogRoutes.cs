using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

internal sealed class CatalogRoutes(SimulatedStore store)
{
    private static readonly string[] CustomerOrderings = ["id", "include", "name", "registered_date", "date"];

    private static readonly string[] ProductOrderings = ["date", "id", "include", "title", "slug", "price", "popularity", "rating", "menu_order", "modified"];

    /// <summary>Customers know no modified_after: it is ignored without a word. Without a role only those of the role customer are listed.</summary>
    public SimulatedResponse ListCustomers(SimulatedRequest request) => List(request, CustomerOrderings, query =>
    {
        string? email = request.Query.TryGetValue("email", out var given) ? given.ToString() : null;
        string role = request.Query.TryGetValue("role", out var wanted) ? wanted.ToString() : "customer";
        return store.Catalog.Customers
            .Where(customer => role == "all" || customer.Role == role)
            .Where(customer => email is null || string.Equals(customer.Email, email, StringComparison.OrdinalIgnoreCase))
            .Where(customer => query.Include is not { } ids || ids.Contains(customer.Id))
            .OrderBy(customer => customer.FirstName + customer.LastName, StringComparer.OrdinalIgnoreCase)
            .Select(Render);
    });

    public SimulatedResponse GetCustomer(SimulatedRequest request, long id)
    {
        lock (store.Gate)
        {
            return store.Catalog.FindCustomer(id) is { } customer
                ? RestAnswer.Single(request, Render(customer))
                : RestError.Of(404, "wc_user_invalid_id", "Invalid user ID.");
        }
    }

    public SimulatedResponse ListProducts(SimulatedRequest request) => List(request, ProductOrderings, query =>
    {
        string? sku = request.Query.TryGetValue("sku", out var given) ? given.ToString() : null;
        IEnumerable<StoreProduct> products = store.Catalog.Products
            .Where(product => sku is null ? product.ParentId == 0 : sku.Split(',').Contains(product.Sku))
            .Where(product => query.Include is not { } ids || ids.Contains(product.Id))
            .Where(product => !(OrderShelf.Seconds(product.ModifiedAt) <= query.ModifiedAfter) && !(OrderShelf.Seconds(product.ModifiedAt) >= query.ModifiedBefore))
            .OrderBy(product => (query.OrderBy switch { "modified" => OrderShelf.Seconds(product.ModifiedAt), "id" => product.Id, _ => OrderShelf.Seconds(product.CreatedAt) }, product.Id));
        return (query.Descending ? products.Reverse() : products).Select(Render);
    });

    public SimulatedResponse GetProduct(SimulatedRequest request, long id)
    {
        lock (store.Gate)
        {
            return store.Catalog.FindProduct(id) is { } product
                ? RestAnswer.Single(request, Render(product))
                : RestError.Of(404, "woocommerce_rest_product_invalid_id", "Invalid ID.");
        }
    }

    public SimulatedResponse ListVariations(SimulatedRequest request, long parentId) => List(request, ProductOrderings, _ =>
        store.Catalog.Products.Where(product => product.ParentId == parentId).Reverse().Select(product =>
        {
            PhpJsonWriter json = new();
            VariationJson.Write(json, product, store.Site);
            return json.ToUtf8();
        }));

    private SimulatedResponse List(SimulatedRequest request, string[] orderings, Func<ListingQuery, IEnumerable<byte[]>> pick)
    {
        ListingQuery query = ListingQuery.Read(request, store.Site.Zone, orderings, out IReadOnlyList<InvalidParameter> invalid);
        if (invalid.Count > 0)
        {
            return RestError.Invalid(invalid);
        }

        lock (store.Gate)
        {
            return RestAnswer.Slice(request, store.Site, query, [.. pick(query)]);
        }
    }

    private byte[] Render(StoreCustomer customer)
    {
        PhpJsonWriter json = new();
        CustomerJson.Write(json, customer, store.Site);
        return json.ToUtf8();
    }

    private byte[] Render(StoreProduct product)
    {
        PhpJsonWriter json = new();
        ProductJson.Write(json, product, store.Site);
        return json.ToUtf8();
    }
}
