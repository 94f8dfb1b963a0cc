namespace SyncKit.QuickBooks.Posting;

/// <summary>How a document comes to the shop's total. It is kept with the ledger's entry, and QuickBooks' own total is held against it.</summary>
/// <param name="Currency">The ISO 4217 code.</param>
/// <param name="OrderTotal">What the shop says, tax included.</param>
/// <param name="OrderTax">The tax that the shop says.</param>
/// <param name="DocumentTotal">What QuickBooks will total the document to.</param>
/// <param name="DocumentTax">The tax that QuickBooks will state; 0 where tax is posted as a line.</param>
/// <param name="Lines">The sum of the lines without tax, before the discount line.</param>
/// <param name="Discount">What the discount line takes off.</param>
/// <param name="TaxLine">The tax that stands as a line.</param>
/// <param name="Rounding">The rounding line.</param>
/// <param name="Taxes">The tax per rate.</param>
public sealed record PostingProof(
    string Currency,
    decimal OrderTotal,
    decimal OrderTax,
    decimal DocumentTotal,
    decimal DocumentTax,
    decimal Lines,
    decimal Discount,
    decimal TaxLine,
    decimal Rounding,
    IReadOnlyList<SolvedTax> Taxes)
{
    /// <summary>What the two totals differ by; 0 in everything that is posted.</summary>
    public decimal Residual => OrderTotal - DocumentTotal;
}
