using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>An order's fields as they are read.</summary>
internal struct OrderFields
{
    private string? role;
    private string? id;
    private string? number;
    private string? status;
    private string? currency;
    private DateTimeOffset? createdAt;
    private DateOnly? placedOn;
    private DateTimeOffset? modifiedAt;
    private DateTimeOffset? paidAt;
    private DateOnly? paidOn;
    private bool pricesIncludeTax;
    private string? customerId;
    private Party billing;
    private Party shipping;
    private string? method;
    private string? methodTitle;
    private string? transactionId;
    private string? note;
    private decimal? total;
    private decimal? totalTax;
    private IReadOnlyList<OrderLine>? lines;
    private IReadOnlyList<ShippingLine>? shippingLines;
    private IReadOnlyList<FeeLine>? fees;
    private IReadOnlyList<CouponLine>? coupons;
    private IReadOnlyList<TaxLine>? taxes;
    private IReadOnlyList<MetaEntry>? meta;

    /// <summary>The name of the member that SyncKit itself adds for the customer's role.</summary>
    public static ReadOnlySpan<byte> CustomerRole => "synckit_customer_role"u8;

    /// <summary>Whether the order names refunds, of which it holds a summary only.</summary>
    public bool MentionsRefunds { get; private set; }

    /// <summary>Takes the field whose name is the current token.</summary>
    public void Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        ReadOnlySpan<byte> name = reader.ValueSpan;
        reader.Read();
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8): id = Fields.Id(ref reader, "id"); break;
            case 5 when name.SequenceEqual("total"u8): total = Fields.Amount(ref reader, "total"); break;
            case 6 when name.SequenceEqual("status"u8): status = Fields.Text(ref reader, "status"); break;
            case 6 when name.SequenceEqual("number"u8): number = Fields.Text(ref reader, "number"); break;
            case 7 when name.SequenceEqual("billing"u8): billing = Party.Read(ref reader, "billing"); break;
            case 7 when name.SequenceEqual("refunds"u8): MentionsRefunds = JsonScalar.HasElements(ref reader); break;
            case 8 when name.SequenceEqual("currency"u8): currency = Currency(ref reader); break;
            case 8 when name.SequenceEqual("shipping"u8): shipping = Party.Read(ref reader, "shipping"); break;
            case 9 when name.SequenceEqual("total_tax"u8): totalTax = Fields.Amount(ref reader, "total_tax"); break;
            case 9 when name.SequenceEqual("fee_lines"u8): fees = Elements.Read(ref reader, json, "fee_lines", LineReaders.Fee); break;
            case 9 when name.SequenceEqual("tax_lines"u8): taxes = Elements.Read(ref reader, json, "tax_lines", LineReaders.Tax); break;
            case 9 when name.SequenceEqual("date_paid"u8): paidOn = JsonScalar.Date(ref reader); break;
            case 9 when name.SequenceEqual("meta_data"u8): meta = MetaReader.Read(ref reader, json); break;
            case 10 when name.SequenceEqual("line_items"u8): lines = Elements.Read(ref reader, json, "line_items", LineReaders.Item); break;
            case 11 when name.SequenceEqual("customer_id"u8): customerId = Fields.OptionalId(ref reader); break;
            case 12 when name.SequenceEqual("coupon_lines"u8): coupons = Elements.Read(ref reader, json, "coupon_lines", LineReaders.Coupon); break;
            case 12 when name.SequenceEqual("date_created"u8): placedOn = JsonScalar.Date(ref reader); break;
            case 13 when name.SequenceEqual("date_paid_gmt"u8): paidAt = Fields.Instant(ref reader, "date_paid_gmt"); break;
            case 13 when name.SequenceEqual("customer_note"u8): note = Fields.Text(ref reader, "customer_note"); break;
            case 14 when name.SequenceEqual("payment_method"u8): method = Fields.Text(ref reader, "payment_method"); break;
            case 14 when name.SequenceEqual("transaction_id"u8): transactionId = Fields.Text(ref reader, "transaction_id"); break;
            case 14 when name.SequenceEqual("shipping_lines"u8): shippingLines = Elements.Read(ref reader, json, "shipping_lines", LineReaders.Shipping); break;
            case 16 when name.SequenceEqual("date_created_gmt"u8): createdAt = Fields.Instant(ref reader, "date_created_gmt"); break;
            case 17 when name.SequenceEqual("date_modified_gmt"u8): modifiedAt = Fields.Instant(ref reader, "date_modified_gmt"); break;
            case 18 when name.SequenceEqual("prices_include_tax"u8): pricesIncludeTax = Fields.Flag(ref reader); break;
            case 20 when name.SequenceEqual("payment_method_title"u8): methodTitle = Fields.Text(ref reader, "payment_method_title"); break;
            case 21 when name.SequenceEqual(CustomerRole): role = Fields.Text(ref reader, "synckit_customer_role"); break;
        }

        reader.Skip();
    }

    /// <summary>The order.</summary>
    /// <exception cref="FieldException">A field that must be there is not.</exception>
    public readonly Order ToOrder(IReadOnlyList<Refund> refunds)
    {
        string key = id ?? throw Fields.Missing("id");
        DateTimeOffset created = createdAt ?? throw Fields.Missing("date_created_gmt");
        return new Order
        {
            Id = key,
            Number = string.IsNullOrEmpty(number) ? key : number,
            Status = string.IsNullOrEmpty(status) ? throw Fields.Missing("status") : status,
            Currency = currency ?? throw Fields.Missing("currency"),
            CreatedAt = created,
            PlacedOn = placedOn ?? DateOnly.FromDateTime(created.UtcDateTime),
            ModifiedAt = modifiedAt ?? created,
            PaidAt = paidAt,
            PaidOn = paidAt is { } paid ? paidOn ?? DateOnly.FromDateTime(paid.UtcDateTime) : null,
            PricesIncludeTax = pricesIncludeTax,
            Customer = billing.ToCustomer(customerId, role),
            BillingAddress = billing.ToAddress(null),
            ShippingAddress = shipping.ToAddress(billing.Name),
            Payment = new OrderPayment { Method = method ?? string.Empty, Title = methodTitle ?? string.Empty, TransactionId = transactionId ?? string.Empty },
            Lines = lines ?? [],
            Shipping = shippingLines ?? [],
            Fees = fees ?? [],
            Coupons = coupons ?? [],
            Taxes = taxes ?? [],
            Refunds = refunds,
            TotalTax = totalTax ?? throw Fields.Missing("total_tax"),
            Total = total ?? throw Fields.Missing("total"),
            CustomerNote = note ?? string.Empty,
            Meta = meta ?? [],
        };
    }

    private static string Currency(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> code = reader.TokenType == JsonTokenType.String ? reader.ValueSpan : default;
        foreach (byte letter in code)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                code = default;
                break;
            }
        }

        return code.Length == 3
            ? Fields.Text(ref reader, "currency").ToUpperInvariant()
            : throw new FieldException("currency", "is not an ISO 4217 code of three letters");
    }
}
