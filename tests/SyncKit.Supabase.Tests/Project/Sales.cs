using SyncKit.Commerce;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>Orders of the tests' own.</summary>
internal static class Sales
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.FromHours(1));

    public static Order Order(int id, params OrderLine[] lines)
    {
        OrderLine[] goods = lines is [] ? [Line($"{id}1", 10m, 1.9m), Line($"{id}2", 5.5m, 0.45m)] : lines;
        return new Order
        {
            Id = $"{id}",
            Number = $"A-{id}",
            Status = "completed",
            Currency = "EUR",
            CreatedAt = Noon,
            PlacedOn = new DateOnly(2026, 3, 1),
            ModifiedAt = Noon,
            Customer = new OrderCustomer { Id = "5", Email = "nora@example.test", LastName = "Winter" },
            Payment = new OrderPayment { Method = "stripe" },
            Lines = goods,
            Shipping = [new ShippingLine { Id = $"{id}8", Title = "Post", Total = 4m, TotalTax = 0.76m }],
            TotalTax = goods.Sum(line => line.TotalTax) + 0.76m,
            Total = goods.Sum(line => line.Total + line.TotalTax) + 4.76m,
        };
    }

    public static OrderLine Line(string id, decimal total, decimal tax, string name = "Cup") =>
        new() { Id = id, Name = name, Sku = $"S{id}", Quantity = 1, Subtotal = total, Total = total, TotalTax = tax, Taxes = [new LineTax("1", tax)] };

    public static Refund Refund(string id, decimal amount, decimal tax) => new()
    {
        Id = id,
        CreatedAt = Noon,
        MadeOn = new DateOnly(2026, 3, 2),
        Amount = amount,
        TotalTax = tax,
        Lines = [new RefundLine { OriginalLineId = "11", Name = "Cup", Quantity = 1, Total = amount - tax, TotalTax = tax }],
    };
}
