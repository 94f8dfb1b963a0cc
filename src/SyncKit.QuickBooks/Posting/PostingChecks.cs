using System.Globalization;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>Refuses requests that no document can stand for, whatever its lines.</summary>
internal static class PostingChecks
{
    private const decimal TooLarge = 10_000_000_000m;
    private const decimal HighestRate = 1000;

    public static Failure? Refusal(PostingRequest request) =>
        OfSize(request) ?? OfTotals(request) ?? OfTax(request.Tax);

    private static Failure? OfSize(PostingRequest request)
    {
        foreach ((string what, decimal amount) in Amounts(request))
        {
            if (Math.Abs(amount) >= TooLarge)
            {
                return PostingRefusals.TooLarge(what, amount);
            }
        }

        return null;
    }

    private static IEnumerable<(string What, decimal Amount)> Amounts(PostingRequest request)
    {
        yield return ("The total", request.Total);
        yield return ("The tax", request.TotalTax);
        foreach (PostingLine line in request.Lines)
        {
            yield return ("The amount of " + line.Name, line.Net);
            yield return ("The amount of " + line.Name, line.Gross);
            yield return ("The tax of " + line.Name, line.Tax);
        }

        foreach ((string rateId, decimal amount) in request.Tax.Amounts)
        {
            yield return ("The tax of rate " + rateId, amount);
        }
    }

    private static Failure? OfTotals(PostingRequest request)
    {
        if (request.Total < 0 || request.TotalTax < 0)
        {
            return PostingRefusals.Negative(request.Total, request.TotalTax);
        }

        return !Cent.IsWhole(request.Total) ? PostingRefusals.Decimals("The total", request.Total)
            : !Cent.IsWhole(request.TotalTax) ? PostingRefusals.Decimals("The tax", request.TotalTax)
            : null;
    }

    private static Failure? OfTax(PostingTax tax)
    {
        if (!Enum.IsDefined(tax.Model))
        {
            return PostingRefusals.Unknown("tax model", ((int)tax.Model).ToString(CultureInfo.InvariantCulture));
        }

        if (!Enum.IsDefined(tax.Arithmetic))
        {
            return PostingRefusals.Unknown("tax arithmetic", ((int)tax.Arithmetic).ToString(CultureInfo.InvariantCulture));
        }

        return tax.Codes.Select(OfRates).FirstOrDefault(static refusal => refusal is not null);
    }

    private static Failure? OfRates(PostingTaxCode code)
    {
        decimal together = 0;
        foreach (PostingTaxRate rate in code.Rates)
        {
            if (rate.Percent is < 0 or > HighestRate)
            {
                return PostingRefusals.TaxRate(rate);
            }

            together += rate.IsCompound ? (100 + together) * rate.Percent / 100 : rate.Percent;
            if (together > HighestRate)
            {
                return PostingRefusals.TaxCodeTooHigh(code, together);
            }
        }

        return null;
    }
}
