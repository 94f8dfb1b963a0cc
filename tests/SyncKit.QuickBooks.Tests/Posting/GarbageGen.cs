using CsCheck;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>Makes requests that the types allow and no shop would send, and orders with one thing wrong.</summary>
internal static class GarbageGen
{
    private static readonly Gen<decimal> Number = Gen.OneOf(
        Gen.Decimal,
        Gen.Int[-500, 500].Select(cents => cents / 100m),
        Gen.Int[-1000, 1000].Select(thirds => thirds / 3m),
        WooOrderGen.OneOf(0, 0.005m, -0.005m, 9_999_999_999.99m, 10_000_000_000m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m));

    private static readonly Gen<string> Id = WooOrderGen.OneOf("", "TAX", "NON", "A", "B", "C");

    private static readonly Gen<PostingTaxRate> Rate = Gen.Select(
        Id, Gen.OneOf(Number, Gen.Int[0, 120].Select(percent => (decimal)percent)), Gen.Bool, (id, percent, compound) => new PostingTaxRate(id, percent, compound));

    private static readonly Gen<PostingLine> Line =
        from numbers in Number.Array[4]
        from code in Id
        from alone in Gen.Bool
        select new PostingLine
        {
            Name = "x", Quantity = numbers[0], Gross = numbers[1], Net = numbers[2], Tax = numbers[3], TaxCodeId = code, StandsAlone = alone,
        };

    private static readonly Gen<PostingTax> Tax =
        from model in Gen.Int[-1, 6]
        from arithmetic in Gen.Int[-1, 3]
        from inclusive in Gen.Bool
        from codes in Gen.Select(Id, Rate.Array[0, 40], (id, rates) => new PostingTaxCode(id, rates)).Array[0, 4]
        from amounts in Gen.Select(Id, Number).Array[0, 3]
        select new PostingTax
        {
            Model = (TaxModel)model,
            Arithmetic = (TaxArithmetic)arithmetic,
            PricesIncludeTax = inclusive,
            Codes = codes,
            Amounts = amounts.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2),
        };

    private static readonly Gen<PostingRequest> Senseless =
        from lines in Line.Array[0, 6]
        from numbers in Number.Array[3]
        from tax in Tax
        from agrees in Gen.Bool
        from discount in Gen.Bool
        select new PostingRequest
        {
            Currency = "", Total = agrees ? Agreeing(lines, numbers[1]) : numbers[0], TotalTax = numbers[1], Lines = lines, Tax = tax,
            DiscountLine = discount, RoundingLimit = numbers[2],
        };

    private static readonly Gen<PostingRequest> Wrong =
        from order in Gen.OneOf(WooOrderGen.Stated, WooOrderGen.Computed)
        from what in Gen.Int[0, 7]
        from number in Number
        from tax in Tax
        from line in Line
        select what switch
        {
            0 => order with { Total = number },
            1 => order with { TotalTax = number },
            2 => order with { Tax = tax },
            3 => order with { Tax = order.Tax with { Amounts = tax.Amounts } },
            4 => order with { Tax = order.Tax with { Codes = tax.Codes } },
            5 => order with { Lines = [.. order.Lines, line] },
            6 => order with { Lines = [.. order.Lines.Skip(1)] },
            _ => order with { Lines = [.. order.Lines.Select(one => one with { TaxCodeId = line.TaxCodeId, Gross = line.Gross, Tax = line.Tax })] },
        };

    public static readonly Gen<PostingRequest> Any = Gen.OneOf(Senseless, Wrong);

    private static decimal Agreeing(PostingLine[] lines, decimal tax)
    {
        bool isSmall = lines.All(line => Math.Abs(line.Net) < 1_000_000) && Math.Abs(tax) < 1_000_000;
        return isSmall ? decimal.Round(lines.Sum(line => line.Net) + tax, 2) : tax;
    }
}
