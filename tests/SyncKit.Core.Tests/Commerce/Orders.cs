using System.Text;
using SyncKit.Commerce;

namespace SyncKit.Core.Tests.Commerce;

/// <summary>An order that has something of everything.</summary>
internal static class Orders
{
    public static MetaEntry Meta(string key, string json) => new(key, Encoding.UTF8.GetBytes(json));

    public static Order Full(params MetaEntry[] meta) => new()
    {
        Id = "2333",
        Number = "A-2333",
        Status = "processing",
        Currency = "USD",
        CreatedAt = new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.FromHours(-5)),
        PlacedOn = new DateOnly(2026, 12, 31),
        ModifiedAt = new DateTimeOffset(2027, 1, 1, 4, 30, 0, TimeSpan.Zero),
        PaidOn = new DateOnly(2027, 1, 1),
        Customer = new OrderCustomer { Id = "8", Email = "a@mail.example", FirstName = "Zoë", Role = "wholesale" },
        BillingAddress = new Address { Line1 = "1 Main St", City = "Austin", Country = "US", PostalCode = "78701" },
        Payment = new OrderPayment { Method = "stripe", Title = "Card", TransactionId = "ch_1" },
        Lines = [new OrderLine { Id = "1", Name = "Mug", Sku = "MUG", ProductId = "11", Quantity = 1.5m, Subtotal = 30m, Total = 28.50m, TotalTax = 2.55m, Meta = [Meta("pa_color", "\"Red\"")] }],
        Shipping = [new ShippingLine { Id = "2", Title = "Flat rate", Method = "flat_rate", Total = 5m, TotalTax = 0m }],
        Fees = [new FeeLine { Id = "3", Name = "Rebate", Total = -1m, TotalTax = 0m, TaxClass = "zero-rate" }],
        Coupons = [new CouponLine { Id = "4", Code = "SUMMER", Discount = 1.50m, DiscountTax = 0m }],
        Taxes = [new TaxLine { RateId = "7", RateCode = "US-NY-TAX-1", IsCompound = true, Percent = 8.25m, LineTax = 2.55m, ShippingTax = 0m }],
        Refunds = [new Refund { Id = "5", CreatedAt = DateTimeOffset.UnixEpoch, MadeOn = new DateOnly(2027, 1, 2), Amount = 3m, Reason = "broken", TotalTax = 0m }],
        TotalTax = 2.55m,
        Total = 35.05m,
        CustomerNote = "Ring twice",
        Meta = meta,
    };
}
