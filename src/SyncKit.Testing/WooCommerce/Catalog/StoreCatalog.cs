namespace SyncKit.Testing.WooCommerce;

/// <summary>The products, variations and customers of the simulated store. Safe for use from several threads.</summary>
public sealed class StoreCatalog
{
    private const int MostRelated = 5;

    private readonly SortedDictionary<long, StoreProduct> products = [];
    private readonly SortedDictionary<long, StoreCustomer> customers = [];
    private readonly Lock gate;
    private readonly IdSequence ids;
    private readonly Func<DateTimeOffset> now;
    private readonly Action<string, long> queue;
    private readonly OrderShelf shelf;
    private int draws;

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

    /// <summary>Adds a product, or a variation when <see cref="StoreProduct.ParentId"/> is set, and queues <c>product.created</c>.</summary>
    /// <param name="product">The product; the store takes it over.</param>
    /// <returns>The product's id.</returns>
    public long AddProduct(StoreProduct product)
    {
        ArgumentNullException.ThrowIfNull(product);
        lock (gate)
        {
            Take(product);
            queue("product.created", product.Id);
            return product.Id;
        }
    }

    /// <summary>Takes a product in without telling anyone.</summary>
    internal long Take(StoreProduct product)
    {
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

    /// <summary>Moves a product to the trash with its variations: lists no longer show it, and <c>product.deleted</c> is queued.</summary>
    /// <param name="id">The product's id.</param>
    /// <exception cref="KeyNotFoundException">There is no such product.</exception>
    public void TrashProduct(long id)
    {
        lock (gate)
        {
            Move(id, static product =>
            {
                if (product.Status != "trash")
                {
                    (product.StatusBeforeTrash, product.Status) = (product.Status, "trash");
                }
            });
            queue("product.deleted", id);
        }
    }

    /// <summary>Takes a product out of the trash with its variations and the status they had, and queues <c>product.restored</c>.</summary>
    /// <param name="id">The product's id.</param>
    /// <exception cref="KeyNotFoundException">There is no such product.</exception>
    public void RestoreProduct(long id)
    {
        lock (gate)
        {
            Move(id, static product => (product.Status, product.StatusBeforeTrash) = (product.StatusBeforeTrash ?? product.Status, null));
            queue("product.restored", id);
        }
    }

    /// <summary>Deletes a product for good with its variations. No webhook tells of it. Lines that sold it keep name and amounts and lose the product's id and SKU; no order's date of modification moves.</summary>
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

    /// <summary>Adds a registered customer, and queues <c>customer.created</c> and <c>customer.updated</c>.</summary>
    /// <param name="customer">The customer; the store takes it over.</param>
    /// <returns>The customer's id.</returns>
    public long AddCustomer(StoreCustomer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        lock (gate)
        {
            Take(customer);
            queue("customer.created", customer.Id);
            queue("customer.updated", customer.Id);
            return customer.Id;
        }
    }

    /// <summary>Takes a customer in without telling anyone.</summary>
    internal long Take(StoreCustomer customer)
    {
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
            queue("customer.updated", id);
        }
    }

    /// <summary>Deletes a customer for good and queues <c>customer.deleted</c>; accounts have no trash.</summary>
    /// <param name="id">The customer's id.</param>
    /// <exception cref="KeyNotFoundException">There is no such customer.</exception>
    public void DeleteCustomer(long id)
    {
        lock (gate)
        {
            if (!customers.Remove(id))
            {
                throw new KeyNotFoundException("The store has no such customer.");
            }

            queue("customer.deleted", id);
        }
    }

    /// <summary>Some other products, drawn by lot at each reading as WooCommerce does, so that no two readings of a product are the same.</summary>
    internal IEnumerable<long> DrawRelated(StoreProduct product)
    {
        long[] others = [.. products.Keys.Where(id => id != product.Id && products[id].ParentId == 0)];
        int first = others.Length == 0 ? 0 : draws++ % others.Length;
        return product.ParentId != 0 ? [] : others.Skip(first).Concat(others.Take(first)).Take(MostRelated);
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

    private void Move(long id, Action<StoreProduct> move)
    {
        StoreProduct product = FindProduct(id) ?? throw new KeyNotFoundException("The store has no such product.");
        foreach (StoreProduct each in product.VariationIds.Select(FindProduct).OfType<StoreProduct>().Prepend(product))
        {
            move(each);
            each.ModifiedAt = now();
        }
    }

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
