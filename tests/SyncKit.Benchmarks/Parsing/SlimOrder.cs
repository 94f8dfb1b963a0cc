namespace SyncKit.Benchmarks.Parsing;

/// <summary>The least that a sync could read of an order: 25 fields, and the order as it came.</summary>
internal sealed class SlimOrder
{
    public long Id { get; set; }

    public string? Number { get; set; }

    public string? Status { get; set; }

    public string? Currency { get; set; }

    public string? DateCreatedGmt { get; set; }

    public string? DateModifiedGmt { get; set; }

    public string? DatePaidGmt { get; set; }

    public bool PricesIncludeTax { get; set; }

    public long CustomerId { get; set; }

    public string? PaymentMethod { get; set; }

    public string? PaymentMethodTitle { get; set; }

    public string? TransactionId { get; set; }

    public decimal Total { get; set; }

    public decimal TotalTax { get; set; }

    public SlimBuyer? Billing { get; set; }

    public List<SlimLine>? LineItems { get; set; }

    public byte[]? Raw { get; set; }
}
