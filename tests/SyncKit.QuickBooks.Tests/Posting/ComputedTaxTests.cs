using SyncKit.QuickBooks.Posting;
using static SyncKit.QuickBooks.Tests.Posting.PostingExamples;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>Recorded orders in a company that computes tax by itself, by the figures that went wrong.</summary>
public sealed class ComputedTaxTests
{
    private static readonly PostingTaxCode Texas = new("TAX", [new("5", 8.25m)]);

    [Theory]
    [InlineData(TaxArithmetic.PerSubtotal)]
    [InlineData(TaxArithmetic.PerLine)]
    public void The_amounts_with_tax_of_order_1573_are_within_a_cent_of_what_QuickBooks_computes(TaxArithmetic arithmetic)
    {
        PostingTax tax = new() { Model = TaxModel.Global, PricesIncludeTax = true, Arithmetic = arithmetic, Codes = [Texas] };
        PostingLine[] lines =
            [Line(3.08m, "TAX", tax: 0.25m), Line(11.33m, "TAX", tax: 0.93m), Line(2.19m, "TAX", tax: 0.18m), Line(71.99m, "TAX", tax: 5.94m), Line(5.95m, "TAX", tax: 0.49m)];
        PostingSolution solution = Solved(Order(102.33m, 7.79m, lines, tax) with { RoundingLimit = 0.05m });

        solution.Lines.Should().OnlyContain(line => Math.Abs((line.Amount * 1.0825m) - line.TaxInclusiveAmount!.Value) <= 0.01m);
        solution.Lines.Sum(line => line.TaxInclusiveAmount).Should().Be(94.54m + solution.TotalTax);
    }

    [Fact]
    public void A_discount_line_does_not_stand_beside_a_rounding_line_on_which_part_of_it_would_fall_as_in_order_1494()
    {
        PostingLine[] lines = [Line(0.42m, "TAX", gross: 15.42m), Line(5.95m, "TAX")];
        PostingSolution solution = Solved(Order(6.89m, 0.52m, lines, Manual(TaxArithmetic.PerSubtotal, Texas)) with { DiscountLine = true, RoundingLimit = 0.05m });

        (solution.Discount, solution.TotalTax, solution.Rounding).Should().Be((0m, 0.53m, -0.01m));
    }

    [Fact]
    public void A_discount_line_whose_shares_may_leave_the_rest_to_the_last_line_is_not_used_where_that_changes_the_tax_as_in_order_225()
    {
        PostingLine[] lines = [Line(21.08m, "TAX", gross: 23.42m), Line(37.05m, "TAX", gross: 41.16m), Line(12.21m, "TAX", gross: 13.57m), Line(5.95m, "TAX")];
        PostingSolution solution = Solved(Order(82.59m, 6.30m, lines, Manual(TaxArithmetic.PerLine, Texas)) with { DiscountLine = true, RoundingLimit = 0.05m });

        (solution.Discount, solution.TotalTax, solution.Rounding).Should().Be((0m, 6.30m, 0m));
    }

    [Fact]
    public void An_order_is_held_where_a_compound_rate_comes_to_another_cent_on_rounded_taxes_as_order_1243_does()
    {
        PostingTaxCode california = new("CA", [new("7", 7.25m), new("8", 1.375m, IsCompound: true)]);
        PostingTax tax = new() { Model = TaxModel.Global, Arithmetic = TaxArithmetic.PerSubtotal, Codes = [california, new("R", [new("9", 2m)])] };
        PostingLine[] lines = [Line(16.76m, "R"), Line(31.29m, "CA"), Line(11.71m, "CA"), Line(12.50m, "CA"), Line(41.13m, "CA"), Line(5.95m)];

        Refused(Order(128.11m, 8.77m, lines, tax) with { RoundingLimit = 1 }).Code.Should().Be("quickbooks.tax-unpredictable");
    }
}
