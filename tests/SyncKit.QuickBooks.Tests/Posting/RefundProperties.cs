using CsCheck;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>What holds for the refunds of every order, one after the other, until nothing is left of it.</summary>
public sealed class RefundProperties
{
    private static readonly Gen<Refund[]> Refunds = Gen.Select(Gen.Int[0, 100], Gen.Bool, (percent, byLine) => new Refund(percent, byLine)).Array[0, 3];

    [Fact]
    public void Partial_refunds_and_the_refund_of_the_rest_come_to_the_order() =>
        Gen.Select(WooOrderGen.WithoutRebates, Refunds).Times(2_000, pair =>
        {
            (PostingRequest order, Refund[] refunds) = pair;
            if (PostingSolver.Solve(order with { DiscountLine = false }).Solution is not { } sale)
            {
                Assert.Equal("KWD", order.Currency);
                return;
            }

            PostingRequest rest = order with { Lines = Booked(order, sale), Tax = order.Tax with { Amounts = InWholeUnits(order) } };
            decimal total = rest.Total;
            decimal tax = rest.TotalTax;
            foreach (Refund refund in refunds)
            {
                PostingRequest part = refund.ByLine ? OfLines(rest, refund.Percent) : OfAmount(rest, refund.Percent);
                (decimal refunded, decimal refundedTax) = Solve(part);
                total -= refunded;
                tax -= refundedTax;
                rest = Rest(rest, part, PostingSolver.Solve(part with { DiscountLine = false }).Solution!);
            }

            Assert.Equal((total, tax), Solve(rest));
        });

    private static (decimal Total, decimal Tax) Solve(PostingRequest refund)
    {
        PostingResult result = PostingSolver.Solve(refund);
        Assert.True(result.Solution is not null, result.Refusal?.Message);
        SolvedDocument.Check(refund, result.Solution);
        Assert.Equal(0, result.Solution.Rounding);
        return (result.Solution.Proof.DocumentTotal, result.Solution.TotalTax + result.Solution.TaxLine);
    }

    /// <summary>A refund that the merchant types in line by line, with its tax by rate.</summary>
    private static PostingRequest OfLines(PostingRequest order, int percent)
    {
        PostingLine[] lines = [.. order.Lines.Select(line => line with { Net = Part(order, line.Net, percent), Gross = Part(order, line.Net, percent) })];
        Dictionary<string, decimal> taxes = order.Tax.Amounts.ToDictionary(rate => rate.Key, rate => Part(order, rate.Value, percent));
        decimal tax = taxes.Count > 0 ? taxes.Values.Sum() : Part(order, order.TotalTax, percent);
        return order with { Lines = lines, TotalTax = tax, Total = lines.Sum(line => line.Net) + tax, Tax = order.Tax with { Amounts = taxes } };
    }

    /// <summary>A refund of an amount, spread over the lines and their taxes.</summary>
    private static PostingRequest OfAmount(PostingRequest order, int percent)
    {
        decimal amount = Part(order, order.Total, percent);
        decimal whole = Math.Max(order.Total, 0.01m);
        decimal tax = order.Total == order.TotalTax ? amount : Part(order, order.TotalTax * amount / whole, 100);
        return order with
        {
            Lines =
            [
                .. order.Lines.Select(line =>
                    line with { Net = line.Net * amount / whole, Gross = line.Net * amount / whole, Tax = line.Tax * amount / whole }),
            ],
            TotalTax = tax,
            Total = amount,
            Tax = order.Tax with { Amounts = new Dictionary<string, decimal>() },
        };
    }

    private static PostingRequest Rest(PostingRequest order, PostingRequest part, PostingSolution refunded)
    {
        decimal[] left = [.. order.Lines.Zip(refunded.Lines, (line, off) => line.Net - off.Amount)];
        return order with
        {
            Lines = [.. order.Lines.Zip(left, (line, net) => line with { Net = net, Gross = net })],
            TotalTax = order.TotalTax - part.TotalTax,
            Total = order.Total - part.Total,
            Tax = order.Tax with { Amounts = new Dictionary<string, decimal>() },
        };
    }

    private static PostingLine[] Booked(PostingRequest order, PostingSolution sale) =>
        [.. order.Lines.Zip(sale.Lines, (line, booked) => line with { Net = booked.Amount, Gross = booked.Amount })];

    private static decimal Part(PostingRequest order, decimal amount, decimal percent)
    {
        decimal unit = order.Currency == "JPY" ? 1 : 0.01m;
        return Math.Floor(amount * percent / 100 / unit) * unit;
    }

    private static Dictionary<string, decimal> InWholeUnits(PostingRequest order) => order.Tax.Amounts.ToDictionary(
        rate => rate.Key, rate => decimal.Round(rate.Value, order.Currency == "JPY" ? 0 : 2, MidpointRounding.AwayFromZero));

    private sealed record Refund(int Percent, bool ByLine);
}
