namespace SyncKit.Testing.WooCommerce;

/// <summary>Fills a store with the variety of a real one, all of it older than an hour.</summary>
internal sealed class VariedSeed(SimulatedStore store, int seed)
{
    private const int DaysBack = 90;

    private readonly Random random = new(seed);

    public IReadOnlyList<long> Fill(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (store.Gate)
        {
            DateTimeOffset youngest = store.Now.AddHours(-1);
            DateTimeOffset oldest = youngest.AddDays(-DaysBack);
            SeedPeople people = new(random);
            SeedProducts products = new(store.Catalog, oldest);
            List<StoreCustomer> customers = people.Customers(Math.Max(4, count / 20), oldest);
            customers.ForEach(customer => store.Catalog.Take(customer));
            SeedOrder maker = new(random, people, customers, products);
            StoreOrder[] orders = [.. Enumerable.Range(0, count).Select(number => maker.Make(number, oldest, youngest)).OrderBy(order => order.CreatedAt)];
            List<OrderEntry> entries = store.Accept(orders);
            foreach (OrderEntry entry in entries)
            {
                Refund(entry);
            }

            store.Catalog.DeleteProduct(products.Doomed);
            return [.. entries.Select(entry => entry.Id)];
        }
    }

    private void Refund(OrderEntry entry)
    {
        StoreOrder order = entry.Order;
        if (order.Status == "refunded")
        {
            Make(order, random.Next(3) == 0 || order.Total == 0m
                ? new NewRefund { Amount = order.Total, Reason = "Order fully refunded." }
                : new NewRefund { Reason = "Customer’s return", Items = Everything(order) });
        }
        else if (order.Status is "completed" or "processing" && order.Total > 10m && random.Next(100) < 8)
        {
            bool line = random.Next(2) == 0;
            Make(order, line
                ? new NewRefund { Reason = "One piece broken", Items = [new RefundedItem(order.Lines[0].Id, 1)] }
                : new NewRefund { Amount = 2.00m, Reason = "goodwill, no line" });
        }
    }

    private void Make(StoreOrder order, NewRefund refund) => store.RefundDesk.Make(order, refund, order.ModifiedAt ?? store.Now);

    private static RefundedItem[] Everything(StoreOrder order) =>
    [
        .. order.Lines.Select(line => new RefundedItem(line.Id, line.Quantity)),
        .. order.ShippingLines.Select(line => new RefundedItem(line.Id)),
        .. order.Fees.Select(fee => new RefundedItem(fee.Id)),
    ];
}
