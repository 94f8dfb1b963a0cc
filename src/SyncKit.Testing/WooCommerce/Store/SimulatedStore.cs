using System.Text.Json;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The content of the simulated store. Safe for use from several threads; every change behaves as the same change in WooCommerce does.</summary>
public sealed class SimulatedStore
{
    private readonly TimeProvider time;
    private readonly OrderBook book;

    internal SimulatedStore(Site site, TimeProvider time, Random random, string webhookSecret)
    {
        this.time = time;
        Site = site;
        Ids = new IdSequence(random);
        Catalog = new StoreCatalog(Gate, Ids, () => Now, (topic, id) => Webhooks!.Queue(topic, id), Shelf);
        RefundDesk = new RefundDesk(Ids);
        book = new OrderBook(Shelf, RefundDesk, new OrderIntake(Ids, Catalog, site), Ids, site, () => Now, (topic, id) => Webhooks!.Queue(topic, id));
        Webhooks = new StoreWebhooks(this, time, webhookSecret);
    }

    /// <summary>The registered webhooks and what waits to be delivered to them.</summary>
    public StoreWebhooks Webhooks { get; }

    /// <summary>The store's products, variations and customers.</summary>
    public StoreCatalog Catalog { get; }

    /// <summary>Called before each page of a list is put together; a change made here happens between two page reads.</summary>
    public Action<Loopback.SimulatedRequest>? OnListing { get; set; }

    internal Lock Gate { get; } = new();

    internal Site Site { get; }

    internal IdSequence Ids { get; }

    internal OrderShelf Shelf { get; } = new();

    internal RefundDesk RefundDesk { get; }

    internal DateTimeOffset Now => Site.WholeSeconds(time.GetUtcNow());

    /// <summary>Adds an order and queues <c>order.created</c> and <c>order.updated</c>.</summary>
    /// <param name="order">The order; the store takes it over.</param>
    /// <returns>The order's id.</returns>
    public long AddOrder(StoreOrder order) => AddOrders([order])[0];

    /// <summary>Adds many orders at once.</summary>
    /// <param name="orders">The orders; the store takes them over.</param>
    /// <returns>Their ids, in the same order.</returns>
    public IReadOnlyList<long> AddOrders(IEnumerable<StoreOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        lock (Gate)
        {
            List<OrderEntry> entries = book.Accept(orders);
            entries.ForEach(book.Announce);
            return [.. entries.Select(entry => entry.Id)];
        }
    }

    /// <summary>Changes an order as a save does: sums are computed anew, the date of modification moves, <c>order.updated</c> is queued.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="change">The change; an empty one moves the date too.</param>
    /// <exception cref="KeyNotFoundException">There is no such order.</exception>
    public void UpdateOrder(long id, Action<StoreOrder> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (Gate)
        {
            book.Update(book.Get(id), change);
        }
    }

    /// <summary>Changes an order behind WooCommerce's back, as direct SQL does: no date moves by itself and no webhook is queued.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="change">The change; it may set <see cref="StoreOrder.ModifiedAt"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such order.</exception>
    public void ChangeUnnoticed(long id, Action<StoreOrder> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (Gate)
        {
            book.ChangeUnnoticed(book.Get(id), change);
        }
    }

    /// <summary>Sets an order's status. <c>refunded</c> makes an amount-only refund of what is left.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="status">The status without prefix.</param>
    /// <exception cref="KeyNotFoundException">There is no such order.</exception>
    public void SetStatus(long id, string status) => UpdateOrder(id, order => order.Status = status);

    /// <summary>Makes a refund; the order becomes <c>refunded</c> when nothing is left.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="refund">What is refunded.</param>
    /// <returns>The refund's id.</returns>
    /// <exception cref="KeyNotFoundException">There is no such order.</exception>
    /// <exception cref="InvalidOperationException">The amount is negative or more than what is left.</exception>
    public long Refund(long id, NewRefund refund)
    {
        ArgumentNullException.ThrowIfNull(refund);
        return TryRefund(id, refund)?.Id ?? throw new InvalidOperationException("Invalid refund amount.");
    }

    /// <summary>Refunds an amount without lines and without tax.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="amount">The amount, positive.</param>
    /// <param name="reason">The reason.</param>
    /// <returns>The refund's id.</returns>
    public long RefundAmount(long id, decimal amount, string reason = "") => Refund(id, new NewRefund { Amount = amount, Reason = reason });

    /// <summary>Refunds every line, shipping line and fee of an order with its tax.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="reason">The reason.</param>
    /// <returns>The refund's id.</returns>
    public long RefundFully(long id, string reason = "")
    {
        lock (Gate)
        {
            StoreOrder order = book.Get(id).Order;
            return Refund(id, new NewRefund
            {
                Reason = reason,
                Items =
                [
                    .. order.Lines.Select(line => new RefundedItem(line.Id, line.Quantity)),
                    .. order.ShippingLines.Select(line => new RefundedItem(line.Id)),
                    .. order.Fees.Select(fee => new RefundedItem(fee.Id)),
                ],
            });
        }
    }

    /// <summary>Deletes a refund. As in WooCommerce the order's date of modification does not move and no webhook is queued.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="refundId">The refund's id.</param>
    /// <returns>Whether there was such a refund.</returns>
    public bool DeleteRefund(long id, long refundId)
    {
        lock (Gate)
        {
            OrderEntry? entry = Shelf.Find(id);
            if (entry is null || !RefundDesk.Remove(entry.Order, refundId))
            {
                return false;
            }

            Shelf.Changed(entry);
            return true;
        }
    }

    /// <summary>Moves an order to the trash: lists no longer show it, its date of modification moves, <c>order.deleted</c> is queued.</summary>
    /// <param name="id">The order's id.</param>
    /// <exception cref="KeyNotFoundException">There is no such order.</exception>
    public void Trash(long id)
    {
        lock (Gate)
        {
            book.Trash(book.Get(id));
        }
    }

    /// <summary>Takes an order out of the trash with the status it had, and queues <c>order.restored</c>.</summary>
    /// <param name="id">The order's id.</param>
    /// <exception cref="KeyNotFoundException">There is no such order.</exception>
    public void Restore(long id)
    {
        lock (Gate)
        {
            book.Restore(book.Get(id));
        }
    }

    /// <summary>Deletes an order and its refunds for good. As in WooCommerce no webhook tells of it.</summary>
    /// <param name="id">The order's id.</param>
    /// <exception cref="KeyNotFoundException">There is no such order.</exception>
    public void ForceDelete(long id)
    {
        lock (Gate)
        {
            OrderEntry entry = book.Get(id);
            RefundDesk.RemoveAll(entry.Order);
            Shelf.Remove(entry);
        }
    }

    /// <summary>Shows an order half written, as a reader sees it while WooCommerce saves it.</summary>
    /// <param name="order">The whole order; the store takes it over.</param>
    /// <param name="visibleLines">How many lines are written so far.</param>
    /// <returns>The half-written order, to be completed.</returns>
    public TornOrder BeginTornOrder(StoreOrder order, int visibleLines = 4)
    {
        ArgumentNullException.ThrowIfNull(order);
        lock (Gate)
        {
            OrderEntry entry = book.Accept([order])[0];
            entry.TornLines = visibleLines;
            return new TornOrder(entry.Id, () => CompleteTorn(entry));
        }
    }

    /// <summary>Plants a body that is shown for an order as it is, malformed if you like. A readable <c>date_modified_gmt</c> in it is where lists sort it; otherwise now.</summary>
    /// <param name="id">The order's id; a new order when there is none.</param>
    /// <param name="json">The body.</param>
    public void PutRaw(long id, string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        lock (Gate)
        {
            book.Plant(id, json);
        }
    }

    /// <summary>What every order is worth now, trashed ones included, by id.</summary>
    public IReadOnlyList<OrderSnapshot> Snapshot()
    {
        lock (Gate)
        {
            return [.. Shelf.All.OrderBy(entry => entry.Id).Select(book.Snapshot)];
        }
    }

    /// <summary>Fills the store with varied orders of the past: every status, tax, coupon, fee, refund and oddity that real stores have. Queues no webhooks.</summary>
    /// <param name="count">How many orders.</param>
    /// <param name="seed">The same seed gives the same store.</param>
    /// <returns>The orders' ids.</returns>
    public IReadOnlyList<long> Seed(int count, int seed = 1) => new VariedSeed(this, seed).Fill(count);

    /// <summary>Fills the store cheaply with plain orders of one line with one tax rate, one minute apart, the youngest an hour old. Queues no webhooks.</summary>
    /// <param name="count">How many orders.</param>
    /// <returns>The orders' ids.</returns>
    public IReadOnlyList<long> SeedUniform(int count) => UniformSeed.Fill(this, count);

    internal StoreRefund? TryRefund(long id, NewRefund refund)
    {
        lock (Gate)
        {
            return book.Refund(book.Get(id), refund);
        }
    }

    /// <summary>Writes the whole store at one moment.</summary>
    internal byte[] Save(KeyRing keys)
    {
        lock (Gate)
        {
            WooCommerceSnapshot snapshot = new(WooCommerceSnapshot.CurrentFormat, keys.NextSeed(), keys.Save(), Ids.Save(), Catalog.Save(), book.Save(), Webhooks.Save());
            return JsonSerializer.SerializeToUtf8Bytes(snapshot, WooCommerceSnapshotJson.Default.WooCommerceSnapshot);
        }
    }

    internal void Load(WooCommerceSnapshot saved)
    {
        Ids.Load(saved.Ids);
        Catalog.Load(saved.Catalog);
        book.Load(saved.Orders);
        Webhooks.Load(saved.Webhooks);
    }

    /// <summary>Takes orders in without telling anyone.</summary>
    internal List<OrderEntry> Accept(IEnumerable<StoreOrder> orders) => book.Accept(orders);

    private void CompleteTorn(OrderEntry entry)
    {
        lock (Gate)
        {
            entry.TornLines = null;
            Shelf.Changed(entry);
            book.Announce(entry);
        }
    }
}
