using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>Judges a solution by the oracle.</summary>
internal static class SolvedDocument
{
    public static void Check(PostingRequest request, PostingSolution solution)
    {
        Assert.Equal(0, solution.Proof.Residual);
        Assert.Equal(request.Total, solution.Proof.OrderTotal);
        Assert.Equal(QuickBooksOracle.Cents(request.Total), QuickBooksOracle.Total(request.Tax, solution));
        Assert.Equal(QuickBooksOracle.Tax(request.Tax, solution), QuickBooksOracle.Cents(solution.TotalTax));
        Assert.Equal(QuickBooksOracle.Tax(request.Tax, solution, roundsTaxable: true), QuickBooksOracle.Cents(solution.TotalTax));
        Assert.True(solution.Taxes.All(rate => rate.Amount >= 0) && solution.Discount >= 0, "no tax and no discount is below zero");

        int[] places = [.. Enumerable.Range(0, request.Lines.Count).Where(i => request.Lines[i].Net >= 0 || request.Lines[i].StandsAlone)];
        Assert.Equal(places, solution.Lines.Select(line => line.Index));
        foreach (SolvedLine line in solution.Lines)
        {
            CheckLine(request, request.Lines[line.Index], line);
        }

        bool isReduced = request.Lines.All(line => line.Net >= 0 || line.StandsAlone) && solution.Discount == 0;
        Assert.True(
            !isReduced || solution.Lines.All(line => Math.Abs(line.Amount - request.Lines[line.Index].Net) < (request.Currency == "JPY" ? 1 : 0.01m)),
            "a line without rebates is its own amount, to the smallest unit");

        PostingSolution again = PostingSolver.Solve(request).Solution!;
        Assert.Equal(solution.Proof.ToJson(), again.Proof.ToJson());
        Assert.Equal(solution.Lines, again.Lines);
    }

    private static void CheckLine(PostingRequest request, PostingLine asked, SolvedLine line)
    {
        Assert.True(decimal.Round(line.Amount, 2) == line.Amount, "an amount has two decimals");
        Assert.True(line.Amount >= 0 || asked.StandsAlone, "only a line that stands alone is below zero");
        Assert.Equal(line.Quantity is null, line.UnitPrice is null);
        if (line.Quantity is { } quantity && line.UnitPrice is { } price)
        {
            Assert.True(
                decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero) == line.Amount
                && decimal.Round(quantity * price, 2, MidpointRounding.ToEven) == line.Amount
                && decimal.Round(quantity * price, 2, MidpointRounding.ToZero) is var cut && Math.Abs(cut - line.Amount) <= 0.01m,
                "quantity times price is the amount");
            Assert.Equal(asked.Quantity, quantity);
            Assert.True(Digits(quantity) <= 15 && Digits(price) <= 15 && quantity.Scale <= 5 && price.Scale <= 6, "numbers fit QuickBooks' fields");
        }

        Assert.Equal(request.Tax is { Model: TaxModel.Global, PricesIncludeTax: true }, line.TaxInclusiveAmount is not null);
    }

    private static int Digits(decimal number) => number.ToString().Count(char.IsDigit);
}
