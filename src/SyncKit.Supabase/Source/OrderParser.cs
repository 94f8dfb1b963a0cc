using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.Supabase.Source;

/// <summary>Reads an order from what was kept of its rows. Pure.</summary>
internal static class OrderParser
{
    /// <exception cref="RecordFormatException">A field that money or identity depends on cannot be read.</exception>
    public static Order Parse(ReadOnlyMemory<byte> raw)
    {
        (KeptRow whole, KeptRow own) = KeptRecord.Open(raw);
        string id = own.NeededText(SourceFields.OrderId);
        DateTimeOffset ordered = own.Instant("ordered_at");
        DateTimeOffset? paid = own.OptionalInstant("paid_at");
        KeptLines lines = new(whole, own);
        return new Order
        {
            Id = id,
            Number = own.OptionalText("number") ?? id,
            Status = own.NeededText("status"),
            Currency = Currency(own),
            CreatedAt = ordered,
            PlacedOn = own.OptionalDay("placed_on") ?? DateOnly.FromDateTime(ordered.UtcDateTime),
            ModifiedAt = own.OptionalInstant(SourceFields.ModifiedAt) ?? ordered,
            PaidAt = paid,
            PaidOn = paid is { } at ? own.OptionalDay("paid_on") ?? DateOnly.FromDateTime(at.UtcDateTime) : null,
            PricesIncludeTax = own.Truth("prices_include_tax"),
            Customer = new OrderCustomer
            {
                Id = own.OptionalText("customer_id"),
                Email = own.Text("customer_email"),
                FirstName = own.Text("customer_first_name"),
                LastName = own.Text("customer_last_name"),
                Company = own.Text("customer_company"),
                Phone = own.Text("customer_phone"),
                Role = own.Text("customer_role"),
            },
            BillingAddress = KeptAddress.Read(own, "billing_address"),
            ShippingAddress = KeptAddress.Read(own, "shipping_address"),
            Payment = new OrderPayment { Method = own.Text("payment_method"), Title = own.Text("payment_title"), TransactionId = own.Text("transaction_id") },
            Lines = lines.Goods,
            Shipping = lines.ShippingLines,
            Fees = lines.Fees,
            Coupons = [.. own.Rows("coupons").Select(static coupon => new CouponLine
            {
                Id = coupon.Text("id"),
                Code = coupon.NeededText("code"),
                Discount = coupon.Amount("discount"),
                DiscountTax = coupon.OptionalAmount("discount_tax") ?? 0m,
            })],
            Taxes = KeptTaxes.OfOrder(own),
            Refunds = KeptRefunds.Read(whole),
            TotalTax = own.Amount("total_tax"),
            Total = own.Amount("total"),
            CustomerNote = own.Text("customer_note"),
            Meta = own.Meta(),
        };
    }

    private static string Currency(KeptRow own)
    {
        string code = own.NeededText("currency").Trim();
        return code.Length == 3 && code.All(char.IsAsciiLetter) ? code.ToUpperInvariant() : throw own.Wrong("currency", "is not an ISO 4217 code of three letters");
    }
}
