using SyncKit.Commerce;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Everything that a document says, ready to be written.</summary>
internal sealed record DocumentContent
{
    /// <summary>Empty when QuickBooks numbers by itself.</summary>
    public required string Number { get; init; }

    public required DateOnly Date { get; init; }

    public required string Currency { get; init; }

    public required string CustomerId { get; init; }

    public required string PrivateNote { get; init; }

    public string Memo { get; init; } = string.Empty;

    public string Email { get; init; } = string.Empty;

    public Address? BillingAddress { get; init; }

    public Address? ShippingAddress { get; init; }

    public string PaymentMethodId { get; init; } = string.Empty;

    public string PaymentNumber { get; init; } = string.Empty;

    public string DepositAccountId { get; init; } = string.Empty;

    public required IReadOnlyList<PricedLine> Lines { get; init; }

    /// <summary>What is taken off at the end; 0 when nothing is.</summary>
    public decimal Discount { get; init; }

    public string DiscountAccountId { get; init; } = string.Empty;

    public required TaxPlan Tax { get; init; }

    public required decimal TotalTax { get; init; }

    /// <summary>What the tax is charged on.</summary>
    public decimal TaxableAmount { get; init; }
}
