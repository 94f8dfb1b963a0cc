namespace SyncKit.Commerce;

/// <summary>An order as the shop holds it, with all of its refunds. Amounts are in <see cref="Currency"/>; line amounts exclude tax.</summary>
public sealed record Order : IRecord
{
    /// <inheritdoc/>
    public static string Kind => "order";

    /// <summary>The shop's id of the order.</summary>
    public required string Id { get; init; }

    /// <summary>The number that the customer sees.</summary>
    public required string Number { get; init; }

    /// <summary>The status in the shop's words, for example <c>processing</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The ISO 4217 code in upper case.</summary>
    public required string Currency { get; init; }

    /// <summary>When the order was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The day on which it was placed, by the shop's own calendar.</summary>
    public required DateOnly PlacedOn { get; init; }

    /// <summary>When it was last changed. Not a version: a shop may change an order without moving this.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>When it was paid; <see langword="null"/> while it is not.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>The day on which it was paid, by the shop's own calendar; <see langword="null"/> while it is not.</summary>
    public DateOnly? PaidOn { get; init; }

    /// <summary>Whether the shop shows its prices with tax. Line amounts here exclude tax either way.</summary>
    public bool PricesIncludeTax { get; init; }

    /// <summary>Who bought.</summary>
    public required OrderCustomer Customer { get; init; }

    /// <summary>Where the bill goes.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>Where the goods go.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>How it was paid.</summary>
    public required OrderPayment Payment { get; init; }

    /// <summary>The goods and services.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    /// <summary>The shipping charges.</summary>
    public IReadOnlyList<ShippingLine> Shipping { get; init; } = [];

    /// <summary>Further charges; a negative one is a rebate.</summary>
    public IReadOnlyList<FeeLine> Fees { get; init; } = [];

    /// <summary>The coupons that were used.</summary>
    public IReadOnlyList<CouponLine> Coupons { get; init; } = [];

    /// <summary>The tax, one line per rate.</summary>
    public IReadOnlyList<TaxLine> Taxes { get; init; } = [];

    /// <summary>What was given back, oldest first.</summary>
    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    /// <summary>All tax of the order, as the shop states it.</summary>
    public required decimal TotalTax { get; init; }

    /// <summary>What the customer owes or paid, tax included, before refunds, as the shop states it.</summary>
    public required decimal Total { get; init; }

    /// <summary>What the customer wrote.</summary>
    public string CustomerNote { get; init; } = string.Empty;

    /// <summary>What plug-ins attached.</summary>
    public IReadOnlyList<MetaEntry> Meta { get; init; } = [];
}
