using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>Orders that are known to go wrong elsewhere, by their figures.</summary>
public sealed class PostingExamples
{
    private static readonly PostingTaxCode Fifteen = new("TAX", [new("5", 15)]);
    private static readonly PostingTaxCode GstQst = new("GQ", [new("gst", 5), new("qst", 9.975m)]);

    [Theory]
    [InlineData(TaxArithmetic.Stated, 4.56, 0)]
    [InlineData(TaxArithmetic.PerLine, 4.56, 0)]
    [InlineData(TaxArithmetic.PerSubtotal, 4.55, 0.01)]
    public void Three_lines_of_10_10_at_15_percent_come_to_34_86_whoever_rounds(TaxArithmetic arithmetic, decimal tax, decimal rounding)
    {
        PostingSolution solution = Solved(Order(34.86m, 4.56m, [.. Lines("TAX", 10.10m, 10.10m, 10.10m)], Manual(arithmetic, Fifteen)) with { RoundingLimit = 0.05m });
        solution.TotalTax.Should().Be(tax);
        solution.Rounding.Should().Be(rounding);
        solution.Proof.DocumentTotal.Should().Be(34.86m);
        solution.Taxes.Should().Equal(new SolvedTax("5", 15, 30.30m, tax));
    }

    [Fact]
    public void Three_lines_of_10_10_at_15_percent_are_held_with_the_figure_when_there_is_no_place_for_the_cent()
    {
        var refusal = Refused(Order(34.86m, 4.56m, [.. Lines("TAX", 10.10m, 10.10m, 10.10m)], Manual(TaxArithmetic.PerSubtotal, Fifteen)));
        refusal.Code.Should().Be("quickbooks.rounding-needed");
        refusal.Message.Should().Contain("4.55").And.Contain("4.56").And.Contain("0.01");
        refusal.Remedy.Should().Contain("roundingItem");
    }

    [Theory]
    [InlineData(TaxArithmetic.Stated, 448.40, 0)]
    [InlineData(TaxArithmetic.PerSubtotal, 448.39, 0.01)]
    public void Quebec_tax_of_9_975_percent_on_4495_16_is_448_40_in_the_shop_and_448_39_on_the_subtotal(TaxArithmetic arithmetic, decimal qst, decimal rounding)
    {
        PostingTax tax = new() { Model = TaxModel.Global, Arithmetic = arithmetic, Codes = [GstQst], Amounts = Amounts(("gst", 224.76m), ("qst", 448.40m)) };
        PostingSolution solution = Solved(Order(5168.32m, 673.16m, [.. Lines("GQ", 4495.16m)], tax) with { RoundingLimit = 0.05m });
        solution.Taxes.Should().Equal(new SolvedTax("gst", 5, 4495.16m, 224.76m), new SolvedTax("qst", 9.975m, 4495.16m, qst));
        solution.Rounding.Should().Be(rounding);
        solution.Proof.Residual.Should().Be(0);
    }

    [Fact]
    public void Two_rates_of_one_code_share_a_tax_that_is_not_told_by_rate()
    {
        PostingTax tax = new() { Model = TaxModel.Global, Codes = [GstQst] };
        Solved(Order(114.98m, 14.98m, [.. Lines("GQ", 100m)], tax)).Taxes.Select(rate => rate.Amount).Should().Equal(5.00m, 9.98m);
    }

    [Fact]
    public void A_compound_rate_is_charged_on_the_tax_before_it()
    {
        PostingTaxCode old = new("OLD", [new("gst", 5), new("qst", 9.5m, IsCompound: true)]);
        PostingTax tax = new() { Model = TaxModel.Global, Arithmetic = TaxArithmetic.PerSubtotal, Codes = [old] };
        Solved(Order(114.98m, 14.98m, [.. Lines("OLD", 100m)], tax)).Taxes
            .Should().Equal(new SolvedTax("gst", 5, 100m, 5m), new SolvedTax("qst", 9.5m, 105m, 9.98m));
    }

    [Fact]
    public void A_third_of_100_is_a_price_of_six_decimals()
    {
        SolvedLine line = Solved(Order(100m, 0, [Line(100m, quantity: 3)], Untaxed)).Lines.Single();
        (line.Quantity, line.UnitPrice, line.Amount).Should().Be((3m, 33.333333m, 100m));
    }

    [Theory]
    [InlineData(200_000, 0.01)]
    [InlineData(0.333333, 10)]
    [InlineData(0, 10)]
    public void A_quantity_that_no_price_fits_is_left_out(decimal quantity, decimal amount) =>
        Solved(Order(amount, 0, [Line(amount, quantity: quantity)], Untaxed)).Lines.Single().Should().Be(new SolvedLine(0, amount));

    [Fact]
    public void Three_thirds_of_a_dinar_lose_no_fils()
    {
        PostingSolution solution = Solved(Order(1.230m, 0, [Line(0.414m), Line(0.413m), Line(0.403m)], Untaxed) with { Currency = "KWD" });
        solution.Lines.Select(line => line.Amount).Should().Equal(0.42m, 0.41m, 0.40m);
        solution.Proof.DocumentTotal.Should().Be(1.23m);
    }

    [Fact]
    public void A_total_of_three_decimals_is_refused_with_the_figure()
    {
        var refusal = Refused(Order(1.234m, 0, [Line(1.234m)], Untaxed) with { Currency = "KWD" });
        refusal.Code.Should().Be("quickbooks.decimals");
        refusal.Message.Should().Contain("1.234");
    }

    [Fact]
    public void Yen_stay_whole()
    {
        PostingTax tax = new() { Model = TaxModel.Global, PricesIncludeTax = true, Codes = [new("JP", [new("ct", 10)])] };
        PostingSolution solution = Solved(
            Order(1000m, 91m, [Line(454.545455m, "JP", tax: 45.454545m), Line(454.545455m, "JP", tax: 45.454545m)], tax) with { Currency = "JPY" });
        solution.Lines.Select(line => line.Amount).Should().Equal(455m, 454m);
        solution.Lines.Select(line => line.TaxInclusiveAmount).Should().Equal(501m, 499m);
    }

    private static PostingTax Untaxed => new() { Model = TaxModel.None };

    internal static PostingTax Manual(TaxArithmetic arithmetic, PostingTaxCode code) => new() { Model = TaxModel.Manual, Arithmetic = arithmetic, Codes = [code] };

    internal static PostingRequest Order(decimal total, decimal tax, IReadOnlyList<PostingLine> lines, PostingTax how) =>
        new() { Currency = "USD", Total = total, TotalTax = tax, Lines = lines, Tax = how };

    internal static PostingLine Line(decimal net, string code = "", decimal? gross = null, decimal quantity = 1, decimal tax = 0) =>
        new() { Name = "Cup", Quantity = quantity, Gross = gross ?? net, Net = net, TaxCodeId = code, Tax = tax };

    internal static PostingSolution Solved(PostingRequest request)
    {
        PostingResult result = PostingSolver.Solve(request);
        result.Refusal.Should().BeNull();
        SolvedDocument.Check(request, result.Solution!);
        return result.Solution!;
    }

    internal static SyncKit.Faults.Failure Refused(PostingRequest request)
    {
        PostingResult result = PostingSolver.Solve(request);
        result.Solution.Should().BeNull();
        return result.Refusal!;
    }

    private static IEnumerable<PostingLine> Lines(string code, params decimal[] nets) => nets.Select(net => Line(net, code));

    private static Dictionary<string, decimal> Amounts(params (string Rate, decimal Amount)[] amounts) =>
        amounts.ToDictionary(pair => pair.Rate, pair => pair.Amount);
}
