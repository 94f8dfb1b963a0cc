namespace SyncKit.Commerce;

/// <summary>A coupon that was used. Its effect is already in the lines' totals.</summary>
public sealed record CouponLine
{
    /// <summary>The shop's id of the line.</summary>
    public required string Id { get; init; }

    /// <summary>The coupon's code.</summary>
    public required string Code { get; init; }

    /// <summary>What it took off, without tax.</summary>
    public required decimal Discount { get; init; }

    /// <summary>What it took off the tax.</summary>
    public required decimal DiscountTax { get; init; }
}
