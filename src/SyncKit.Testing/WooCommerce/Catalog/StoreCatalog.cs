namespace SyncKit.Testing.WooCommerce;

/// <summary>The products, variations and customers of the simulated store. Safe for use from several threads.</summary>
public sealed class StoreCatalog
{
    private readonly SortedDictionary<long, StoreProduct> products = [];
    private readonly SortedDictionary<long, StoreCustomer> customers = [];
    private readonly Lock gate;
    private readonly IdSequence ids;
    private readonly Func<DateTimeOffset> now;
    private readonly Action<string, long> queue;
    private readonly OrderShelf shelf;

    internal StoreCatalog(Lock gate, IdSequence ids, Func<DateTimeOffset> now, Action<string, long> queue, OrderShelf shelf)
    {
        this.gate = gate;
        this.ids = ids;
        this.now = now;
        this.queue = queue;
        this.shelf = shelf;
    }

    internal IEnumerable<StoreProduct> Products => products.Values;

    internal IEnumerable<StoreCustomer> Customers => customers.Values;

    /// <summary>Adds a product, or a variation when <see cref="StoreProduct.ParentId"/> is set.</summary>
    /// <param name="product">The product; the store takes it over.</param>
    /// <returns>The product's id.</returns>
    public long AddProduct(StoreProduct product)
    {
        ArgumentNullException.ThrowIfNull(product);
        lock (gate)
        {
            product.Id = ids.NextPost();
            product.CreatedAt = Site.WholeSeconds(product.CreatedAt ?? now());
            product.ModifiedAt = Site.WholeSeconds(product.ModifiedAt ?? product.CreatedAt.Value);
            products.Add(product.Id, product);
            FindProduct(product.ParentId)?.VariationIds.Add(product.Id);
            return product.Id;
        }
    }

    /// <summary>Changes a product. A variation's parent is modified with it. Orders keep what they were sold with.</summary>
    /// <param name="id">The product's id.</param>
    /// <param name="change">The change.</param>
    /// <exception cref="KeyNotFoundException">There is no such product.</exception>
    public void UpdateProduct(long id, Action<StoreProduct> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (gate)
        {
            StoreProduct product = FindProduct(id) ?? throw new KeyNotFoundException("The store has no such product.");
            change(product);
            product.ModifiedAt = now();
            if (FindProduct(product.ParentId) is { } parent)
            {
                parent.ModifiedAt = product.ModifiedAt;
            }

            queue("product.updated", id);
        }
    }

    /// <summary>Deletes a product for good with its variations. Lines that sold it keep name and amounts and lose the product's id and SKU; no order's date of modification moves.</summary>
    /// <param name="id">The product's id.</param>
    /// <exception cref="KeyNotFoundException">There is no such product.</exception>
    public void DeleteProduct(long id)
    {
        lock (gate)
        {
            if (!products.Remove(id, out StoreProduct? product))
            {
                throw new KeyNotFoundException("The store has no such product.");
            }

            FindProduct(product.ParentId)?.VariationIds.Remove(id);
            foreach (long variation in product.VariationIds)
            {
                products.Remove(variation);
            }

            foreach (OrderEntry entry in shelf.All)
            {
                Forget(entry, id);
            }
        }
    }

    /// <summary>Adds a registered customer.</summary>
    /// <param name="customer">The customer; the store takes it over.</param>
    /// <returns>The customer's id.</returns>
    public long AddCustomer(StoreCustomer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        lock (gate)
        {
            customer.Id = ids.NextUser();
            customer.CreatedAt = Site.WholeSeconds(customer.CreatedAt ?? now());
            customer.ModifiedAt = Site.WholeSeconds(customer.ModifiedAt ?? customer.CreatedAt.Value);
            if (customer.Username.Length == 0)
            {
                customer.Username = customer.Email.Split('@')[0];
            }

            customers.Add(customer.Id, customer);
            return customer.Id;
        }
    }

    /// <summary>Changes a customer. Orders keep the addresses they were placed with, and their dates do not move.</summary>
    /// <param name="id">The customer's id.</param>
    /// <param name="change">The change.</param>
    /// <exception cref="KeyNotFoundException">There is no such customer.</exception>
    public void UpdateCustomer(long id, Action<StoreCustomer> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (gate)
        {
            StoreCustomer customer = FindCustomer(id) ?? throw new KeyNotFoundException("The store has no such customer.");
            change(customer);
            customer.ModifiedAt = now();
        }
    }

    internal CatalogSnapshot Save() => new([.. products.Values], [.. customers.Values]);

    internal void Load(CatalogSnapshot saved)
    {
        foreach (StoreProduct product in saved.Products)
        {
            products.Add(product.Id, product);
        }

        foreach (StoreCustomer customer in saved.Customers)
        {
            customers.Add(customer.Id, customer);
        }
    }

    internal StoreProduct? FindProduct(long id) => products.GetValueOrDefault(id);

    internal StoreCustomer? FindCustomer(long id) => customers.GetValueOrDefault(id);

    private static void Forget(OrderEntry entry, long product)
    {
        foreach (StoreLine line in entry.Order.Lines.Where(line => line.ProductId == product || line.VariationId == product))
        {
            line.ProductId = 0;
            line.VariationId = 0;
            line.Sku = null;
            entry.Forget();
        }
    }
}
