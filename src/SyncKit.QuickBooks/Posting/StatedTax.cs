using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>Splits the shop's tax over the rates, for a company that keeps what it is told.</summary>
internal static class StatedTax
{
    /// <param name="request">The shop's amounts.</param>
    /// <param name="codes">The lines' codes.</param>
    /// <param name="reduced">The lines' amounts after coupons and rebates, on which the shop charged its tax.</param>
    public static (IReadOnlyList<SolvedTax>? Taxes, Failure? Refusal) Of(PostingRequest request, LineCodes codes, decimal[] reduced)
    {
        if (Refusal(request, codes) is { } refusal)
        {
            return (null, refusal);
        }

        decimal[] shares = Apportionment.Share(request.TotalTax, Weights(request.Tax.Amounts, codes, reduced));
        return ([.. TaxComputation.PerSubtotal(codes, reduced).Select((tax, i) => tax with { Amount = shares[i] })], null);
    }

    private static Failure? Refusal(PostingRequest request, LineCodes codes)
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

        // A shop that rounds the tax of each line, or of each rate, is off its sum by half a cent for each.
        decimal told = request.Tax.Amounts.Values.Sum();
        decimal agreement = 0.005m * (codes.Count + codes.Rates.Count + 1);
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
