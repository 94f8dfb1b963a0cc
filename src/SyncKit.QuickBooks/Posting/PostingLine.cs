namespace SyncKit.QuickBooks.Posting;

/// <summary>One line of a sale or refund as the shop states it. Amounts exclude tax and may have more decimals than the currency.</summary>
public sealed record PostingLine
{
    /// <summary>What it is called; appears in refusals.</summary>
    public required string Name { get; init; }

    /// <summary>How many; may be a fraction. 0 when it is not counted. <value>Default: 0.</value></summary>
    public decimal Quantity { get; init; }

    /// <summary>The amount before coupons.</summary>
    public required decimal Gross { get; init; }

    /// <summary>The amount after coupons. A negative one is a rebate, which is taken off the other lines.</summary>
    public required decimal Net { get; init; }

    /// <summary>The tax on <see cref="Net"/>; says how a document with tax in its prices splits it over its lines. <value>Default: 0.</value></summary>
    public decimal Tax { get; init; }

    /// <summary>The id of the line's tax code; empty or <c>NON</c> for an untaxed line of a company whose lines are only taxed or not.</summary>
    public string TaxCodeId { get; init; } = string.Empty;

    /// <summary>
    /// Whether a negative amount stays a line of its own, for example a gift card that is booked to a liability, instead of being taken off the others.
    /// <value>Default: false.</value>
    /// </summary>
    public bool StandsAlone { get; init; }
}
