using System.Numerics;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>What QuickBooks makes of a document, in whole cents: an arithmetic of its own that knows nothing of the solver's.</summary>
internal static class QuickBooksOracle
{
    /// <summary>The tax that QuickBooks keeps or computes.</summary>
    /// <param name="tax">How the company takes tax.</param>
    /// <param name="document">What is posted.</param>
    /// <param name="roundsTaxable">Whether a discount's part of the taxable amount is rounded before tax is charged, which is not documented.</param>
    public static BigInteger Tax(PostingTax tax, PostingSolution document, bool roundsTaxable = false) => tax switch
    {
        { Model: TaxModel.None } => 0,
        { Model: TaxModel.AsLine } => Computed(tax with { Arithmetic = TaxArithmetic.PerSubtotal }, document, roundsTaxable),
        { Arithmetic: not TaxArithmetic.Stated } => Computed(tax, document, roundsTaxable),
        { Model: TaxModel.Automated } => Cents(document.TotalTax),
        _ => document.Taxes.Aggregate(BigInteger.Zero, static (sum, rate) => sum + Cents(rate.Amount)),
    };

    public static BigInteger Total(PostingTax tax, PostingSolution document)
    {
        bool isInclusive = tax is { Model: TaxModel.Global, PricesIncludeTax: true };
        BigInteger lines = document.Lines.Aggregate(
            BigInteger.Zero, (sum, line) => sum + Cents(isInclusive ? line.TaxInclusiveAmount!.Value : line.Amount));
        return lines - Cents(document.Discount) + Cents(document.TaxLine) + Cents(document.Rounding) + (isInclusive ? 0 : Tax(tax, document));
    }

    public static BigInteger Cents(decimal amount)
    {
        Fraction hundred = Fraction.Of(amount) * Fraction.Of(100);
        BigInteger cents = BigInteger.DivRem(hundred.Above, hundred.Below, out BigInteger rest);
        return rest.IsZero ? cents : throw new InvalidOperationException($"{amount} is not in whole cents.");
    }

    private static BigInteger Computed(PostingTax tax, PostingSolution document, bool roundsTaxable)
    {
        BigInteger subtotal = document.Lines.Aggregate(BigInteger.Zero, static (sum, line) => sum + Cents(line.Amount));
        Fraction kept = document.Discount == 0 ? Fraction.Of(1) : new Fraction(subtotal - Cents(document.Discount), subtotal);
        bool isPerLine = tax.Arithmetic == TaxArithmetic.PerLine;
        var taxable = isPerLine
            ? document.Lines.Select(line => (line.TaxCodeId, Amount: Cents(line.Amount)))
            : document.Lines.GroupBy(line => line.TaxCodeId)
                .Select(code => (code.Key, Amount: code.Aggregate(BigInteger.Zero, static (sum, line) => sum + Cents(line.Amount))));
        Dictionary<string, Fraction> byRate = [];
        foreach ((string codeId, BigInteger amount) in taxable)
        {
            Fraction charged = new Fraction(amount, 100) * kept;
            charged = roundsTaxable ? new Fraction(charged.ToCents(), 100) : charged;
            Fraction taxes = Fraction.Zero;
            foreach (PostingTaxRate rate in tax.Codes.FirstOrDefault(code => code.Id == codeId)?.Rates ?? [])
            {
                Fraction one = (rate.IsCompound ? charged + taxes : charged) * Fraction.Of(rate.Percent) * new Fraction(1, 100);
                taxes += one;
                byRate[rate.Id] = byRate.GetValueOrDefault(rate.Id, Fraction.Zero) + (isPerLine ? new Fraction(one.ToCents(), 100) : one);
            }
        }

        return byRate.Values.Aggregate(BigInteger.Zero, static (sum, rate) => sum + rate.ToCents());
    }
}
