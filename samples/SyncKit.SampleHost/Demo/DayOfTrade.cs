using SyncKit.Testing.WooCommerce;

namespace SyncKit.SampleHost.Demo;

/// <summary>What happened in the shop in a day.</summary>
internal sealed record DayOfTrade(int Added, int Changed, int Refunded, int Cancelled, int Trashed, int Deleted)
{
    /// <summary>Trades: about a tenth of the shop's orders change in one way or another.</summary>
    public static DayOfTrade On(SimulatedStore store)
    {
        IReadOnlyList<OrderSnapshot> all = store.Snapshot();
        Queue<OrderSnapshot> posted = new(all.Where(order => order.Status is "processing" or "completed" && order.Total > 20m && order.RefundCount == 0));
        Queue<OrderSnapshot> open = new(all.Where(order => order.Status is "pending" or "on-hold"));
        int share = Math.Max(1, all.Count / 50);
        int paid = Each(open, share, order => store.SetStatus(order.Id, "processing"));
        int moved = Each(posted, share, order => store.UpdateOrder(order.Id, stored => stored.CustomerNote = "Please ring twice."));
        int lines = Each(posted, share, order => store.UpdateOrder(order.Id, stored => stored.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m })));
        int refunded = Each(posted, share, order => store.RefundAmount(order.Id, 5.00m, "Arrived late")) + Each(posted, share, order => store.RefundFully(order.Id, "Returned"));
        int cancelled = Each(posted, Math.Max(1, share / 2), order => store.SetStatus(order.Id, "cancelled"));
        int trashed = Each(posted, 1, order => store.Trash(order.Id));
        int deleted = Each(posted, 1, order => store.ForceDelete(order.Id));
        int added = Order(store, share * 2);
        return new DayOfTrade(added, paid + moved + lines, refunded, cancelled, trashed, deleted);
    }

    private static int Each(Queue<OrderSnapshot> orders, int most, Action<OrderSnapshot> act)
    {
        int done = 0;
        while (done < most && orders.TryDequeue(out OrderSnapshot? order))
        {
            act(order);
            done++;
        }

        return done;
    }

    private static int Order(SimulatedStore store, int count)
    {
        long product = store.Catalog.AddProduct(new StoreProduct { Name = "Advent calendar", Sku = "ADVENT-24", Price = 24.90m });
        store.AddOrders(Enumerable.Range(1, count).Select(number => New(product, number)));
        return count;
    }

    private static StoreOrder New(long product, int number)
    {
        StoreAddress home = new()
        {
            FirstName = "Nora",
            LastName = $"Winter {number}",
            Address1 = $"{number} Frost Lane",
            City = "Albany",
            State = "NY",
            Postcode = "12207",
            Country = "US",
            Email = $"nora.{number}@mail.example",
        };
        return new StoreOrder
        {
            Status = "processing",
            Billing = home,
            Shipping = home,
            PaymentMethod = "stripe",
            PaymentMethodTitle = "Credit / Debit Card",
            TransactionId = $"pi_demo_{number}",
            Lines = { new StoreLine { ProductId = product, Quantity = number } },
        };
    }
}
