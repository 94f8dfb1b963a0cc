using SyncKit.QuickBooks.Posting;
using static SyncKit.QuickBooks.Tests.Posting.PostingExamples;

namespace SyncKit.QuickBooks.Tests.Posting;

public sealed class PostingRuleTests
{
    private static readonly PostingTaxCode Ten = new("TAX", [new("5", 10)]);

    private static readonly PostingRequest CouponOnTheTaxedLine = Order(
        188m, 8m, [Line(80m, "TAX", gross: 100m), Line(100m)], Manual(TaxArithmetic.Stated, Ten)) with { DiscountLine = true };

    [Fact]
    public void A_coupon_is_a_discount_line_where_QuickBooks_keeps_the_tax()
    {
        PostingSolution solution = Solved(CouponOnTheTaxedLine);
        solution.Lines.Select(line => line.Amount).Should().Equal(100m, 100m);
        solution.Discount.Should().Be(20m);
        solution.Taxes.Should().Equal(new SolvedTax("5", 10, 80m, 8m));
    }

    [Fact]
    public void A_coupon_is_taken_off_its_line_where_QuickBooks_would_spread_it_over_lines_without_tax()
    {
        PostingSolution solution = Solved(CouponOnTheTaxedLine with { Tax = Manual(TaxArithmetic.PerSubtotal, Ten) });
        solution.Lines.Select(line => line.Amount).Should().Equal(80m, 100m);
        solution.Discount.Should().Be(0);
        solution.Rounding.Should().Be(0);
    }

    [Fact]
    public void A_coupon_on_everything_stays_a_discount_line_where_QuickBooks_computes_the_same_tax()
    {
        PostingRequest request = Order(99m, 9m, [Line(45m, "TAX", gross: 50m), Line(45m, "TAX", gross: 50m)], Manual(TaxArithmetic.PerSubtotal, Ten));
        Solved(request with { DiscountLine = true }).Discount.Should().Be(10m);
    }

    [Fact]
    public void A_rebate_is_taken_off_the_other_lines_to_the_cent()
    {
        PostingRequest request = Order(20m, 0, [Line(10m), Line(10m), Line(10m), Line(-10m)], new PostingTax { Model = TaxModel.None });
        Solved(request).Lines.Select(line => line.Amount).Should().Equal(6.66m, 6.67m, 6.67m);
        Solved(request with { DiscountLine = true }).Discount.Should().Be(10m);
    }

    [Fact]
    public void A_rebate_larger_than_the_lines_is_refused_with_both_figures()
    {
        PostingRequest request = Order(0, 5m, [Line(10m), Line(-15m)], new PostingTax { Model = TaxModel.AsLine });
        var refusal = Refused(request);
        refusal.Code.Should().Be("quickbooks.rebate-too-big");
        refusal.Message.Should().Contain("15.00").And.Contain("10.00");
    }

    [Fact]
    public void A_gift_card_that_stands_alone_stays_a_negative_line()
    {
        PostingRequest request = Order(
            15m, 5m, [Line(50m, "TAX"), Line(-40m) with { StandsAlone = true }], Manual(TaxArithmetic.PerSubtotal, Ten));
        Solved(request).Lines.Should().Equal(
            new SolvedLine(0, 50m) { Quantity = 1, UnitPrice = 50, TaxCodeId = "TAX" }, new SolvedLine(1, -40m));
    }

    [Fact]
    public void A_line_that_costs_more_than_its_price_stands_at_what_it_costs() =>
        Solved(Order(12m, 0, [Line(12m, gross: 10m)], new PostingTax { Model = TaxModel.None }) with { DiscountLine = true })
            .Lines.Single().Amount.Should().Be(12m);

    [Fact]
    public void Tax_as_a_line_leaves_no_tax_and_no_taxed_line()
    {
        PostingSolution solution = Solved(CouponOnTheTaxedLine with { Tax = new PostingTax { Model = TaxModel.AsLine, Codes = [Ten] } });
        (solution.TaxLine, solution.TotalTax).Should().Be((8m, 0m));
        solution.Lines.Should().OnlyContain(line => line.TaxCodeId.Length == 0);
        solution.Proof.DocumentTotal.Should().Be(188m);
    }

    [Fact]
    public void Automated_tax_is_stated_as_one_total()
    {
        PostingSolution solution = Solved(Order(10.83m, 0.83m, [Line(10m, "TAX")], new PostingTax { Model = TaxModel.Automated }));
        solution.TotalTax.Should().Be(0.83m);
        solution.Taxes.Should().BeEmpty();
    }

    [Fact]
    public void Prices_with_tax_come_to_the_amounts_and_the_tax()
    {
        PostingTax tax = new() { Model = TaxModel.Global, PricesIncludeTax = true, Codes = [new("20", [new("v20", 20)]), new("0", [new("v0", 0)])] };
        PostingSolution solution = Solved(
            Order(25m, 3.33m, [Line(8.333333m, "20", gross: 10m, tax: 1.666667m), Line(8.333333m, "20", tax: 1.666667m), Line(5m, "0")], tax)
                with { DiscountLine = true });
        solution.Lines.Select(line => line.TaxInclusiveAmount).Should().Equal(10.01m, 9.99m, 5m);
        solution.Lines.Select(line => line.Amount).Should().Equal(8.34m, 8.33m, 5m);
        solution.Discount.Should().Be(0);
        solution.Taxes.Should().Equal(new SolvedTax("v20", 20, 16.67m, 3.33m), new SolvedTax("v0", 0, 5m, 0m));
    }

    [Theory]
    [InlineData("no-sales-tax", TaxModel.None, "TAX", 10)]
    [InlineData("tax-code-missing", TaxModel.Manual, "TAX", 0)]
    [InlineData("tax-code-missing", TaxModel.Global, "", 0)]
    [InlineData("no-taxed-line", TaxModel.Manual, "", 10)]
    [InlineData("no-taxed-line", TaxModel.Automated, "NON", 10)]
    public void Tax_that_has_no_place_is_refused(string code, TaxModel model, string lineCode, decimal percent)
    {
        PostingTax tax = new() { Model = model, Codes = [new("TAX", [new("5", percent)])] };
        var refusal = Refused(Order(11m, 1m, [Line(10m, lineCode)], tax));
        refusal.Code.Should().Be("quickbooks." + code);
        refusal.Message.Should().Contain("1.00");
    }

    [Fact]
    public void Two_tax_codes_in_one_document_are_refused_in_the_United_States()
    {
        PostingTax tax = new() { Model = TaxModel.Manual, Codes = [new("A", [new("1", 10)]), new("B", [new("2", 20)])] };
        Refused(Order(26m, 3m, [Line(10m, "A"), Line(13m, "B")], tax)).Code.Should().Be("quickbooks.tax-codes");
    }

    [Fact]
    public void Computed_tax_of_unknown_rates_is_refused() =>
        Refused(Order(11m, 1m, [Line(10m, "TAX")], new PostingTax { Model = TaxModel.Automated, Arithmetic = TaxArithmetic.PerSubtotal }))
            .Code.Should().Be("quickbooks.tax-unpredictable");

    [Theory]
    [InlineData("tax-rate-unknown", "9", 1)]
    [InlineData("taxes-disagree", "5", 2)]
    [InlineData("negative", "5", -1)]
    public void Taxes_by_rate_that_do_not_fit_are_refused(string code, string rate, decimal amount)
    {
        PostingTax tax = Manual(TaxArithmetic.Stated, Ten) with { Amounts = new Dictionary<string, decimal> { [rate] = amount } };
        Refused(Order(11m, 1m, [Line(10m, "TAX")], tax)).Code.Should().Be("quickbooks." + code);
    }

    [Fact]
    public void Lines_that_disagree_with_the_total_are_refused_with_the_difference()
    {
        var refusal = Refused(Order(12m, 0, [Line(10m)], new PostingTax { Model = TaxModel.None }));
        refusal.Code.Should().Be("quickbooks.amounts-disagree");
        refusal.Message.Should().Contain("2.00");
    }

    [Fact]
    public void A_request_without_lines_is_refused() =>
        Refused(Order(0, 0, [], new PostingTax { Model = TaxModel.None })).Code.Should().Be("quickbooks.no-lines");

    [Fact]
    public void Amounts_beyond_QuickBooks_fields_are_refused() =>
        Refused(Order(10_000_000_000m, 0, [Line(10_000_000_000m)], new PostingTax { Model = TaxModel.None })).Code.Should().Be("quickbooks.too-large");

    [Fact]
    public void The_proof_reads_as_a_sum_and_as_json()
    {
        PostingProof proof = Solved(Order(34.86m, 4.55m, [Line(40m, "TAX"), Line(-9.70m)], Manual(TaxArithmetic.Stated, new("TAX", [new("5", 15)])))
            with { DiscountLine = true, RoundingLimit = 0.05m }).Proof;
        proof.ToString().Should().Be("40.00 − 9.70 + 4.55 tax + 0.01 rounding = 34.86 USD, order 34.86, residual 0.00");
        proof.ToJson().Should().Be(
            """{"currency":"USD","orderTotal":34.86,"orderTax":4.55,"documentTotal":34.86,"documentTax":4.55,"lines":40.00,"discount":9.70,"taxLine":0.00,"rounding":0.01,"taxes":[{"rateId":"5","percent":15,"taxable":30.30,"amount":4.55}],"residual":0.00}""");
    }
}
