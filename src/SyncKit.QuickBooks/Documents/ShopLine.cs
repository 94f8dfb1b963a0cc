using SyncKit.Commerce;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>One line of a sale or refund as the shop has it.</summary>
internal sealed record ShopLine
{
    /// <summary>The shop's id of the order's line; empty when there is none.</summary>
    public string Id { get; init; } = string.Empty;

    public required string Name { get; init; }

    /// <summary>The item; <see langword="null"/> for the form's shipping field.</summary>
    public required Reference? Item { get; init; }

    /// <summary>How many; 0 when it is not counted.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The amount before coupons, without tax.</summary>
    public required decimal Gross { get; init; }

    /// <summary>The amount after coupons, without tax. A negative one is a rebate unless the line stands alone.</summary>
    public required decimal Net { get; init; }

    public decimal Tax { get; init; }

    /// <summary>The tax per rate of the shop; empty when the shop does not say.</summary>
    public IReadOnlyList<LineTax> Taxes { get; init; } = [];

    /// <summary>The shop's tax class; empty for the standard one.</summary>
    public string TaxClass { get; init; } = string.Empty;

    /// <summary>Whether a negative amount is a line of its own.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Whether tax is charged on it.</summary>
    public bool IsTaxed { get; init; }

    /// <summary>Whether it has a line of its own in a document.</summary>
    public bool HasPlace => Net >= 0 || StandsAlone;
}
