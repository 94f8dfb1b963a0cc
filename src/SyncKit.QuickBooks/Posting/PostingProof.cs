using System.Globalization;
using System.Text.Json;

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

    /// <summary>The proof as one compact JSON object with camelCase names, the residual included.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PostingProofJson.Default.PostingProof);

    /// <summary>The sum in one line, for example <c>39.80 − 5.00 + 2.87 tax = 37.67 USD, order 37.67, residual 0.00</c>.</summary>
    public override string ToString()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string discount = Discount == 0 ? string.Empty : string.Create(culture, $" − {Discount:0.00}");
        string tax = DocumentTax == 0 && TaxLine == 0 ? string.Empty
            : string.Create(culture, $" + {DocumentTax + TaxLine:0.00} tax{(TaxLine == 0 ? "" : " as a line")}");
        string rounding = Rounding == 0 ? string.Empty : string.Create(culture, $" {(Rounding < 0 ? '−' : '+')} {Math.Abs(Rounding):0.00} rounding");
        return string.Create(culture, $"{Lines:0.00}{discount}{tax}{rounding} = {DocumentTotal:0.00} {Currency}, order {OrderTotal:0.00}, residual {Residual:0.00}");
    }
}
