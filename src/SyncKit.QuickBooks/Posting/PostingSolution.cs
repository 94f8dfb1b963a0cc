namespace SyncKit.QuickBooks.Posting;

/// <summary>A document's amounts, such that QuickBooks totals them to exactly what the shop says.</summary>
public sealed record PostingSolution
{
    /// <summary>One line per requested line that has a place of its own, in their order.</summary>
    public required IReadOnlyList<SolvedLine> Lines { get; init; }

    /// <summary>What the discount line takes off; 0 when there is none.</summary>
    public required decimal Discount { get; init; }

    /// <summary>The tax that stands as a line; 0 when there is none.</summary>
    public required decimal TaxLine { get; init; }

    /// <summary>The rounding line, which may be negative; 0 when there is none.</summary>
    public required decimal Rounding { get; init; }

    /// <summary>The tax per rate, in the order of the codes; empty where the company chooses the rates itself.</summary>
    public required IReadOnlyList<SolvedTax> Taxes { get; init; }

    /// <summary>The document's tax, as QuickBooks will state it.</summary>
    public required decimal TotalTax { get; init; }

    /// <summary>How the amounts add up.</summary>
    public required PostingProof Proof { get; init; }
}
