namespace SyncKit.QuickBooks.Posting;

/// <summary>One line of a document.</summary>
/// <param name="Index">Which of the requested lines it is.</param>
/// <param name="Amount">The amount without tax, with two decimals.</param>
public sealed record SolvedLine(int Index, decimal Amount)
{
    /// <summary>
    /// The quantity, when quantity times price gives the amount whichever way QuickBooks rounds; <see langword="null"/> when no price does, and then the line has
    /// an amount only. QuickBooks refuses a line whose amount is not quantity times price (fault 6070).
    /// </summary>
    public decimal? Quantity { get; init; }

    /// <summary>The price of one, with up to six decimals; <see langword="null"/> together with <see cref="Quantity"/>.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>The line's tax code; empty where lines have none.</summary>
    public string TaxCodeId { get; init; } = string.Empty;

    /// <summary>The amount with tax, in a document whose prices include it; otherwise <see langword="null"/>.</summary>
    public decimal? TaxInclusiveAmount { get; init; }
}
