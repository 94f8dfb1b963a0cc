using System.Numerics;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>What holds for every order.</summary>
public sealed class PostingProperties
{
    [Fact]
    public void Every_order_whose_tax_is_kept_comes_to_its_total_and_tax() => WooOrderGen.Stated.Times(34_000, request =>
    {
        PostingResult result = PostingSolver.Solve(request);
        if (RefusedForDecimals(request, result))
        {
            return;
        }

        Assert.True(result.Solution is not null, result.Refusal?.Message);
        SolvedDocument.Check(request, result.Solution);
        Assert.Equal(0, result.Solution.Rounding);
        Assert.Equal(request.TotalTax, result.Solution.TotalTax + result.Solution.TaxLine);
        Assert.Equal(request.Tax.Model is TaxModel.Manual or TaxModel.Global ? request.TotalTax : 0, result.Solution.Taxes.Sum(rate => rate.Amount));
        foreach (SolvedTax rate in result.Solution.Taxes.Where(_ => request.Tax.Amounts.Count > 0 && request.Tax.Amounts.Values.Sum() == request.TotalTax))
        {
            Assert.True(Math.Abs(rate.Amount - request.Tax.Amounts.GetValueOrDefault(rate.RateId)) < (request.Currency == "JPY" ? 1 : 0.01m), "a rate's tax is the shop's, to the smallest unit");
        }
    });

    [Fact]
    public void Every_order_whose_tax_is_computed_comes_to_its_total_or_is_held_for_want_of_a_rounding_line() => WooOrderGen.Computed.Times(12_000, request =>
    {
        PostingResult result = PostingSolver.Solve(request);
        if (RefusedForDecimals(request, result))
        {
            return;
        }

        if (result.Solution is not null)
        {
            SolvedDocument.Check(request, result.Solution);
            Assert.True(Math.Abs(result.Solution.Rounding) <= request.RoundingLimit, "a rounding line stays within its limit");
            return;
        }

        if (result.Refusal!.Code == "quickbooks.tax-unpredictable")
        {
            Assert.True(request.Tax.Codes.Any(code => code.Rates.Any(rate => rate.IsCompound)), "only compound rates are computed in ways that differ");
            return;
        }

        Assert.Equal("quickbooks.rounding-needed", result.Refusal.Code);
        PostingSolution reduced = PostingSolver.Solve(request with { DiscountLine = false, RoundingLimit = 1_000_000 }).Solution!;
        BigInteger lines = reduced.Lines.Aggregate(BigInteger.Zero, (sum, line) => sum + QuickBooksOracle.Cents(line.Amount));
        BigInteger missing = QuickBooksOracle.Cents(request.Total) - lines - QuickBooksOracle.Tax(request.Tax, reduced);
        Assert.True(BigInteger.Abs(missing) > QuickBooksOracle.Cents(request.RoundingLimit), "an order that agrees is not held");
    });

    [Fact]
    public void Rounding_of_the_total_in_the_shop_becomes_a_rounding_line_or_is_refused() =>
        WooOrderGen.Stated.Times(2_000, order =>
        {
            PostingRequest request = order with { TotalTax = decimal.Round(order.TotalTax, 2) };
            decimal rounded = Math.Round(request.Total * 20, MidpointRounding.AwayFromZero) / 20;
            PostingResult result = PostingSolver.Solve(request with { Total = rounded });
            if (result.Solution is null)
            {
                Assert.Equal("quickbooks.amounts-disagree", result.Refusal!.Code);
                Assert.Equal(0, request.RoundingLimit);
                return;
            }

            SolvedDocument.Check(request with { Total = rounded }, result.Solution);
            Assert.True(Math.Abs(result.Solution.Rounding) <= request.RoundingLimit);
        });

    [Fact]
    public void Anything_at_all_is_solved_or_refused_with_a_sentence() => GarbageGen.Any.Times(10_000, request =>
    {
        PostingResult result = PostingSolver.Solve(request);
        Assert.True(result.Solution is null != result.Refusal is null, "exactly one of the two is set");
        if (result.Refusal is { } refusal)
        {
            Assert.StartsWith("quickbooks.", refusal.Code);
            Assert.EndsWith(".", refusal.Message);
            Assert.EndsWith(".", refusal.Remedy);
            return;
        }

        SolvedDocument.Check(request, result.Solution!);
    });

    /// <summary>A total of three decimals has no place in QuickBooks.</summary>
    private static bool RefusedForDecimals(PostingRequest request, PostingResult result)
    {
        bool fits = decimal.Round(request.Total, 2) == request.Total && decimal.Round(request.TotalTax, 2) == request.TotalTax;
        Assert.Equal(!fits, result.Refusal?.Code == "quickbooks.decimals");
        return !fits;
    }
}
