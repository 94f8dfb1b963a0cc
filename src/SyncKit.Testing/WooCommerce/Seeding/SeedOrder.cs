using System.Globalization;
using System.Text.Json.Nodes;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Makes one varied order.</summary>
internal sealed class SeedOrder(Random random, SeedPeople people, IReadOnlyList<StoreCustomer> customers, SeedProducts products)
{
    private static readonly (string Status, int Weight)[] Statuses =
        [("completed", 55), ("processing", 28), ("pending", 3), ("on-hold", 4), ("failed", 2), ("cancelled", 4), ("refunded", 4)];

    private static readonly (string Id, string Title)[] Gateways =
        [("stripe", "Credit / Debit Card"), ("ppcp-gateway", "PayPal"), ("bacs", "Direct bank transfer"), ("cod", "Cash on delivery")];

    public StoreOrder Make(int number, DateTimeOffset oldest, DateTimeOffset youngest)
    {
        long span = (long)(youngest - oldest).TotalSeconds;
        DateTimeOffset created = oldest.AddSeconds(random.NextInt64(span));
        DateTimeOffset modified = created.AddSeconds(random.NextInt64(Math.Min(5 * 86400, (long)(youngest - created).TotalSeconds) + 1));
        StoreOrder order = new()
        {
            Status = Pick(),
            CreatedAt = created,
            ModifiedAt = modified,
            PaidAt = created,
            CustomerNote = Chance(10) ? "Please leave it at the neighbour’s\nThanks" : string.Empty,
        };
        if (order.Status is not ("processing" or "completed" or "refunded"))
        {
            order.PaidAt = null;
        }

        order.CompletedAt = order.Status == "completed" ? modified : null;
        AddBuyer(order, number);
        AddPayment(order);
        AddLines(order);
        AddExtras(order);
        return order;
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private string Pick()
    {
        int roll = random.Next(Statuses.Sum(status => status.Weight));
        foreach ((string status, int weight) in Statuses)
        {
            roll -= weight;
            if (roll < 0)
            {
                return status;
            }
        }

        return Statuses[0].Status;
    }

    private void AddBuyer(StoreOrder order, int number)
    {
        if (customers.Count > 0 && Chance(45))
        {
            StoreCustomer customer = customers[random.Next(customers.Count)];
            order.CustomerId = customer.Id;
            order.Billing = customer.Billing;
            order.Shipping = customer.Shipping;
        }
        else
        {
            StoreAddress guest = people.Person(1000 + (number % 4000));
            order.Billing = guest;
            order.Shipping = guest with { Email = string.Empty };
        }
    }

    private void AddPayment(StoreOrder order)
    {
        (order.PaymentMethod, order.PaymentMethodTitle) = Gateways[random.Next(Gateways.Length)];
        if (order.PaymentMethod is not ("stripe" or "ppcp-gateway") || order.PaidAt is null)
        {
            return;
        }

        order.TransactionId = (order.PaymentMethod == "stripe" ? "ch_" : "PAY-") + random.NextInt64(long.MaxValue / 2, long.MaxValue).ToString("X", CultureInfo.InvariantCulture);
        if (order.PaymentMethod == "stripe")
        {
            order.Meta.Add(new StoreMeta("_stripe_currency", "USD"));
            order.Meta.Add(new StoreMeta("_stripe_fee", "1.08"));
        }

        if (Chance(3))
        {
            order.Meta.Add(new StoreMeta("_crm", new JsonObject { ["id"] = 12, ["tags"] = new JsonArray("vip", "β") }));
        }
    }

    private void AddLines(StoreOrder order)
    {
        int lines = Math.Min(1 + random.Next(4) + (Chance(10) ? random.Next(5) : 0), 8);
        for (int i = 0; i < lines; i++)
        {
            order.Lines.Add(new StoreLine { ProductId = products.Sellable[random.Next(products.Sellable.Count)], Quantity = Chance(70) ? 1 : random.Next(2, 8) });
        }

        if (Chance(3))
        {
            order.Lines.Add(new StoreLine { ProductId = products.Doomed, Quantity = 2 });
        }

        if (Chance(2))
        {
            foreach (StoreLine line in order.Lines)
            {
                line.UnitPrice = 0m;
            }
        }
    }

    private void AddExtras(StoreOrder order)
    {
        bool free = order.Lines.All(line => line.UnitPrice == 0m);
        for (int i = free ? 0 : random.Next(10) switch { < 2 => 0, < 9 => 1, _ => 2 }; i > 0; i--)
        {
            order.ShippingLines.Add(i == 2
                ? new StoreShippingLine { Title = "Local pickup", MethodId = "local_pickup", Total = 0m }
                : new StoreShippingLine { Total = Chance(80) ? 5.95m : 12.00m, Taxable = !Chance(10) });
        }

        if (!free && Chance(8))
        {
            order.Fees.Add(new StoreFee { Name = "Handling fee", Total = 3.50m });
        }

        if (!free && order.ShippingLines.Count > 0 && Chance(4))
        {
            order.Fees.Add(new StoreFee { Name = "Loyalty discount", Total = -1.25m, Taxable = Chance(50) });
        }

        if (Chance(8))
        {
            order.Coupons.Add(new StoreCoupon { Code = "pct10", Percent = true, Amount = 10m });
        }

        if (Chance(5))
        {
            order.Coupons.Add(new StoreCoupon { Code = "fixed15", Amount = 15m });
        }

        if (Chance(1))
        {
            order.Coupons.Add(new StoreCoupon { Code = "größe-100", Percent = true, Amount = 100m });
        }
    }
}
