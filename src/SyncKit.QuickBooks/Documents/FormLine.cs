namespace SyncKit.QuickBooks.Documents;

/// <summary>One line of a sales form, ready to be written.</summary>
/// <param name="ItemId">QuickBooks' id of the item.</param>
/// <param name="Description">What it is.</param>
/// <param name="Amount">The amount without tax.</param>
internal sealed record FormLine(string ItemId, string Description, decimal Amount)
{
    /// <summary>How many; <see langword="null"/> together with <see cref="UnitPrice"/> for a line that has an amount only.</summary>
    public decimal? Quantity { get; init; }

    public decimal? UnitPrice { get; init; }

    /// <summary>The tax code; empty where lines have none.</summary>
    public string TaxCode { get; init; } = string.Empty;

    /// <summary>The amount with tax, in a form whose prices include it.</summary>
    public decimal? TaxInclusiveAmount { get; init; }

    /// <summary>The class; empty for none.</summary>
    public string ClassId { get; init; } = string.Empty;
}
