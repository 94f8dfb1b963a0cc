using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>Splits the shop's tax over the rates, for a company that keeps what it is told.</summary>
internal static class StatedTax
{
    /// <param name="request">The shop's amounts.</param>
    /// <param name="codes">The lines' codes.</param>
    /// <param name="lines">The lines' amounts; the shop charged its tax on them after coupons and rebates.</param>
    public static (IReadOnlyList<SolvedTax>? Taxes, Failure? Refusal) Of(PostingRequest request, LineCodes codes, LineAmounts lines)
    {
        if (Refusal(request, codes, lines.Unit) is { } refusal)
        {
            return (null, refusal);
        }

        decimal[] shares = Apportionment.Share(request.TotalTax, Weights(request.Tax.Amounts, codes, lines.Reduced), lines.Unit);
        return ([.. TaxComputation.PerSubtotal(codes, lines.Reduced).Select((tax, i) => tax with { Amount = shares[i] })], null);
    }

    private static Failure? Refusal(PostingRequest request, LineCodes codes, decimal unit)
    {
        HashSet<string> known = [.. codes.Rates.Select(static rate => rate.Id)];
        foreach ((string rateId, decimal amount) in request.Tax.Amounts.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (amount < 0)
            {
                return PostingRefusals.NegativeTax(rateId, amount);
            }

            if (amount != 0 && !known.Contains(rateId))
            {
                return PostingRefusals.TaxRateUnknown(rateId, amount);
            }
        }

        // A shop that rounds the tax of each line, or of each rate, is off its sum by half a unit for each.
        decimal told = request.Tax.Amounts.Values.Sum();
        decimal agreement = unit / 2 * (codes.Count + codes.Rates.Count + 1);
        return request.Tax.Amounts.Count > 0 && (Math.Abs(told - request.TotalTax) > agreement || (told == 0 && request.TotalTax != 0))
            ? PostingRefusals.TaxesDisagree(told, request.TotalTax)
            : null;
    }

    private static decimal[] Weights(IReadOnlyDictionary<string, decimal> amounts, LineCodes codes, decimal[] reduced)
    {
        if (amounts.Count > 0)
        {
            return [.. codes.Rates.Select(rate => amounts.TryGetValue(rate.Id, out decimal amount) ? amount : 0)];
        }

        // Lines that come to nothing still tell the rates apart by their percentages.
        decimal[] weights = [.. TaxComputation.Exact(codes, reduced).Select(static tax => Math.Max(0, tax))];
        return weights.Sum() > 0 ? weights : [.. codes.Rates.Select(static rate => rate.Percent)];
    }
}
