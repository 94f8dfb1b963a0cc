using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>The lines that have a place of their own, in whole cents, or in whole units of a currency without a smaller one.</summary>
/// <param name="Index">Which of the requested lines they are.</param>
/// <param name="Gross">Before coupons and rebates; at least <paramref name="Net"/>.</param>
/// <param name="Net">After coupons, before rebates.</param>
/// <param name="Reduced">After coupons and rebates.</param>
/// <param name="Difference">What the shop's total has over its lines and tax; 0 where they agree.</param>
/// <param name="Unit">The smallest amount.</param>
internal sealed record LineAmounts(int[] Index, decimal[] Gross, decimal[] Net, decimal[] Reduced, decimal Difference, decimal Unit)
{
    /// <summary>How many units a shop may differ by from the sum of its lines: it rounds its total, its tax on goods and its tax on shipping, but not its lines.</summary>
    private const int Agreement = 2;

    public decimal Discount => Gross.Sum() - Reduced.Sum();

    public static (LineAmounts? Amounts, Failure? Refusal) Of(PostingRequest request)
    {
        int[] index = [.. Enumerable.Range(0, request.Lines.Count).Where(i => request.Lines[i].Net >= 0 || request.Lines[i].StandsAlone)];
        decimal[] exact = [.. index.Select(i => request.Lines[i].Net), request.Lines.Where(static line => line.Net < 0 && !line.StandsAlone).Sum(static line => line.Net)];
        decimal unit = MinorUnit.Of(request);
        decimal target = Target(exact, request.Total - request.TotalTax, unit);
        decimal[] net = Apportionment.Whole(exact, target, unit);
        if (net[^1] + Positive(net) < 0)
        {
            target = Nearest(exact.Sum(), unit);
            net = Apportionment.Whole(exact, target, unit);
        }

        decimal rebate = -net[^1];
        net = net[..^1];
        if (rebate > Positive(net))
        {
            return (null, PostingRefusals.RebateTooBig(rebate, Positive(net)));
        }

        if (index.Length == 0 && request.Total == 0)
        {
            return (null, PostingRefusals.NoLines());
        }

        decimal[] gross = [.. net.Select((amount, at) => BeforeCoupons(request.Lines[index[at]], amount, unit))];
        decimal[] reduced = Apportionment.TakeOff(net, rebate, unit);
        return (new LineAmounts(index, gross, net, reduced, request.Total - request.TotalTax - target, unit), null);
    }

    /// <summary>What the lines come to: what the shop's total leaves for them, if they can be brought to it, or else their own sum.</summary>
    private static decimal Target(decimal[] exact, decimal wanted, decimal unit)
    {
        decimal sum = exact.Sum();
        decimal least = exact.Sum(amount => Apportionment.Floor(amount, unit));
        decimal most = -exact.Sum(amount => Apportionment.Floor(-amount, unit));
        return Math.Abs(sum - wanted) <= Agreement * unit && wanted >= least && wanted <= most ? wanted : Nearest(sum, unit);
    }

    private static decimal Positive(decimal[] amounts) => amounts.Where(static amount => amount > 0).Sum();

    private static decimal BeforeCoupons(PostingLine line, decimal net, decimal unit) =>
        net < 0 || line.Gross <= line.Net ? net : Math.Max(net, Nearest(line.Gross, unit));

    private static decimal Nearest(decimal amount, decimal unit) => Cent.Round(decimal.Round(amount / unit, MidpointRounding.AwayFromZero) * unit);
}
