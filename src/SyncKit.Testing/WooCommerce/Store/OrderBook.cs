using System.Text;

namespace SyncKit.Testing.WooCommerce;

/// <summary>What happens to an order and its neighbours on each change: dates, sums, indexes, webhooks. Not safe by itself: the store holds its lock around every call.</summary>
internal sealed class OrderBook(OrderShelf shelf, RefundDesk refunds, OrderIntake intake, IdSequence ids, Site site, Func<DateTimeOffset> clock, Action<string, long> queue)
{
    private const string TrashedStatusKey = "_wp_trash_meta_status";

    public OrderEntry Get(long id) => shelf.Find(id) ?? throw new KeyNotFoundException("The store has no such order.");

    /// <summary>Takes orders in without telling anyone.</summary>
    public List<OrderEntry> Accept(IEnumerable<StoreOrder> orders)
    {
        List<OrderEntry> entries = [];
        foreach (StoreOrder order in orders)
        {
            intake.Accept(order, clock());
            entries.Add(new OrderEntry(order));
        }

        shelf.AddRange(entries);
        return entries;
    }

    public void Announce(OrderEntry entry)
    {
        Sell(entry);
        queue("order.created", entry.Id);
        queue("order.updated", entry.Id);
    }

    public void Update(OrderEntry entry, Action<StoreOrder> change)
    {
        string before = entry.Order.Status;
        change(entry.Order);
        intake.Complete(entry.Order, clock());
        if (before != "trash" && entry.Order.Status == "trash")
        {
            entry.Order.Status = before;
            Trash(entry);
            return;
        }

        if (before == "trash" && entry.Order.Status != "trash")
        {
            ForgetTrash(entry);
        }

        if (entry.Order.Status == "refunded" && before != "refunded" && RefundDesk.Remaining(entry.Order) is > 0m and var rest)
        {
            refunds.Make(entry.Order, new NewRefund { Amount = rest, Reason = "Order fully refunded." }, clock());
        }

        Sell(entry);
        Save(entry, "order.updated");
    }

    public void ChangeUnnoticed(OrderEntry entry, Action<StoreOrder> change)
    {
        change(entry.Order);
        intake.Complete(entry.Order, clock());
        entry.Order.ModifiedAt = Site.WholeSeconds(entry.Order.ModifiedAt ?? clock());
        shelf.Changed(entry);
    }

    public StoreRefund? Refund(OrderEntry entry, NewRefund refund)
    {
        StoreRefund? made = refunds.Make(entry.Order, refund, clock());
        if (made is not null)
        {
            entry.Order.Status = made.Full ? "refunded" : entry.Order.Status;
            Save(entry, "order.updated");
        }

        return made;
    }

    public void Trash(OrderEntry entry)
    {
        if (entry.Order.Status == "trash")
        {
            return;
        }

        entry.StatusBeforeTrash = entry.Order.Status;
        entry.Order.Meta.Add(new StoreMeta(TrashedStatusKey, "wc-" + entry.Order.Status) { Id = ids.NextMeta() });
        entry.Order.Status = "trash";
        Save(entry, "order.deleted");
    }

    public void Restore(OrderEntry entry)
    {
        entry.Order.Status = entry.StatusBeforeTrash ?? entry.Order.Status;
        ForgetTrash(entry);
        Save(entry, "order.restored");
    }

    public void Plant(long id, string json)
    {
        OrderEntry? entry = shelf.Find(id);
        if (entry is null)
        {
            ids.Reserve(id);
            entry = new OrderEntry(new StoreOrder { Id = id, Currency = site.Currency, CreatedAt = clock(), ModifiedAt = clock() });
            shelf.Add(entry);
        }

        entry.Order.ModifiedAt = PlantedBody.ModifiedAt(json) ?? clock();
        entry.Planted = Encoding.UTF8.GetBytes(json);
        shelf.Changed(entry);
        queue("order.updated", id);
    }

    public OrderSnapshot Snapshot(OrderEntry entry) => new(
        entry.Id,
        entry.Number,
        entry.Order.Status,
        entry.Order.Currency ?? site.Currency,
        entry.Order.Total,
        entry.Order.TotalTax,
        entry.Order.RefundList.Sum(refund => refund.Amount),
        entry.Order.RefundList.Sum(refund => refund.Tax),
        entry.Order.RefundList.Count,
        entry.Order.ModifiedAt ?? clock());

    public IReadOnlyList<OrderEntrySnapshot> Save() => [.. shelf.All.Select(entry => new OrderEntrySnapshot(entry.Order, entry.StatusBeforeTrash, entry.Planted))];

    public void Load(IReadOnlyList<OrderEntrySnapshot> saved)
    {
        shelf.AddRange([.. saved.Select(order => new OrderEntry(order.Order) { StatusBeforeTrash = order.StatusBeforeTrash, Planted = order.Planted })]);
        foreach (OrderEntrySnapshot order in saved)
        {
            refunds.Load(order.Order);
        }
    }

    private static void ForgetTrash(OrderEntry entry)
    {
        entry.StatusBeforeTrash = null;
        foreach (StoreMeta trace in entry.Order.Meta.Where(meta => meta.Key == TrashedStatusKey).ToArray())
        {
            entry.Order.Meta.Remove(trace);
        }
    }

    private void Sell(OrderEntry entry)
    {
        foreach (long product in intake.ReduceStock(entry.Order, clock()))
        {
            queue("product.updated", product);
        }
    }

    private void Save(OrderEntry entry, string topic)
    {
        entry.Order.ModifiedAt = clock();
        entry.Planted = null;
        shelf.Changed(entry);
        queue(topic, entry.Id);
    }
}
