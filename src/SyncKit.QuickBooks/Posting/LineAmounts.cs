using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>The lines that have a place of their own, in whole cents.</summary>
/// <param name="Index">Which of the requested lines they are.</param>
/// <param name="Gross">Before coupons and rebates; at least <paramref name="Net"/>.</param>
/// <param name="Net">After coupons, before rebates.</param>
/// <param name="Reduced">After coupons and rebates.</param>
/// <param name="Difference">What the shop's total has over its lines and tax; 0 where they agree.</param>
internal sealed record LineAmounts(int[] Index, decimal[] Gross, decimal[] Net, decimal[] Reduced, decimal Difference)
{
    /// <summary>What a shop that rounds its total and each of its taxes, but not its lines, may differ by from their sum.</summary>
    private const decimal Agreement = 0.02m;

    public decimal Discount => Gross.Sum() - Reduced.Sum();

    public static (LineAmounts? Amounts, Failure? Refusal) Of(PostingRequest request)
    {
        int[] index = [.. Enumerable.Range(0, request.Lines.Count).Where(i => request.Lines[i].Net >= 0 || request.Lines[i].StandsAlone)];
        decimal[] exact = [.. index.Select(i => request.Lines[i].Net), request.Lines.Where(static line => line.Net < 0 && !line.StandsAlone).Sum(static line => line.Net)];
        decimal target = Target(exact, request.Total - request.TotalTax);
        decimal[] cents = Apportionment.ToCents(exact, target);
        decimal[] net = cents[..^1];
        decimal rebate = -cents[^1];
        decimal positive = net.Where(static amount => amount > 0).Sum();
        if (rebate > positive)
        {
            return (null, PostingRefusals.RebateTooBig(rebate, positive));
        }

        if (index.Length == 0 && request.Total == 0)
        {
            return (null, PostingRefusals.NoLines());
        }

        decimal[] gross = [.. net.Select((amount, at) => BeforeCoupons(request.Lines[index[at]], amount))];
        return (new LineAmounts(index, gross, net, Apportionment.TakeOff(net, rebate), request.Total - request.TotalTax - target), null);
    }

    /// <summary>What the lines come to: what the shop's total leaves for them, if they can be brought to it, or else their own sum.</summary>
    private static decimal Target(decimal[] exact, decimal wanted)
    {
        decimal sum = exact.Sum();
        decimal least = exact.Sum(Cent.Floor);
        decimal most = -exact.Sum(static amount => Cent.Floor(-amount));
        return Math.Abs(sum - wanted) <= Agreement && wanted >= least && wanted <= most ? wanted : Cent.Round(sum);
    }

    private static decimal BeforeCoupons(PostingLine line, decimal net) =>
        net < 0 || line.Gross <= line.Net ? net : Math.Max(net, Cent.Round(line.Gross));
}
