namespace SyncKit.QuickBooks.Posting;

/// <summary>The amounts of one sale or refund as the shop states them, and how the company takes its tax.</summary>
public sealed record PostingRequest
{
    /// <summary>The ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>What the document must come to, tax included; not below zero.</summary>
    public required decimal Total { get; init; }

    /// <summary>The tax within <see cref="Total"/>; not below zero.</summary>
    public required decimal TotalTax { get; init; }

    /// <summary>The lines in their order.</summary>
    public required IReadOnlyList<PostingLine> Lines { get; init; }

    /// <summary>How the company takes the tax.</summary>
    public required PostingTax Tax { get; init; }

    /// <summary>
    /// Whether what coupons and rebates take off may stand as a discount line at the end; otherwise the lines carry their reduced amounts.
    /// <value>Default: false.</value>
    /// </summary>
    public bool DiscountLine { get; init; }

    /// <summary>
    /// The largest difference that one rounding line may make up; 0 where the company has no place for one, and then nothing that needs it is posted.
    /// <value>Default: 0.</value>
    /// </summary>
    public decimal RoundingLimit { get; init; }
}
