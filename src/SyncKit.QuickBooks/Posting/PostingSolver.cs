using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>
/// Finds the amounts of a document that QuickBooks totals to exactly what the shop says, to the cent, or says why there are none. Pure: the same request always
/// gives the same result.
/// </summary>
public static class PostingSolver
{
    /// <summary>Solves one sale or refund. It refuses what it cannot post and never throws for the amounts that it is given.</summary>
    /// <param name="request">The shop's amounts, and how the company takes tax.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is <see langword="null"/>.</exception>
    public static PostingResult Solve(PostingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (PostingChecks.Refusal(request) is { } wrong)
        {
            return Refuse(wrong);
        }

        (LineAmounts? lines, Failure? refusal) = LineAmounts.Of(request);
        if (lines is null)
        {
            return Refuse(refusal!);
        }

        LineCodes codes = new(request.Tax, [.. lines.Index.Select(line => request.Lines[line].TaxCodeId)]);
        if (codes.Refusal(request) is { } noTax)
        {
            return Refuse(noTax);
        }

        (Choice? choice, refusal) = Choice.Of(request, lines, codes);
        if (choice is null)
        {
            return Refuse(refusal!);
        }

        decimal taxLine = request.Tax.Model == TaxModel.AsLine ? Cent.Round(request.TotalTax) : 0.00m;
        decimal rounding = choice.Missing(request.Total, taxLine);
        if (rounding != 0 && Math.Abs(rounding) > request.RoundingLimit)
        {
            return Refuse(lines.Difference != 0
                ? PostingRefusals.AmountsDisagree(request.Lines.Sum(static line => line.Net), request.TotalTax, request.Total)
                : PostingRefusals.RoundingNeeded(choice.Tax, request.TotalTax, rounding, request.RoundingLimit));
        }

        return new PostingResult(Solution(request, lines, codes, choice, taxLine, rounding), null);
    }

    private static PostingSolution Solution(
        PostingRequest request, LineAmounts lines, LineCodes codes, Choice choice, decimal taxLine, decimal rounding)
    {
        bool isInclusive = request.Tax is { Model: TaxModel.Global, PricesIncludeTax: true };
        decimal[]? inclusive = isInclusive ? InclusiveAmounts.Of(request, lines, codes, choice.Tax) : null;
        decimal sum = choice.Layout.Amounts.Sum() + 0.00m;
        return new PostingSolution
        {
            Lines = [.. choice.Layout.Amounts.Select((amount, i) => Line(request, lines.Index[i], amount, codes[i], inclusive?[i]))],
            Discount = choice.Layout.Discount,
            TaxLine = taxLine,
            Rounding = rounding,
            Taxes = choice.Taxes,
            TotalTax = choice.Tax,
            Proof = new PostingProof(
                request.Currency,
                Cent.Round(request.Total),
                Cent.Round(request.TotalTax),
                sum - choice.Layout.Discount + taxLine + rounding + choice.Tax,
                choice.Tax,
                sum,
                choice.Layout.Discount,
                taxLine,
                rounding,
                choice.Taxes),
        };
    }

    private static SolvedLine Line(PostingRequest request, int index, decimal amount, PostingTaxCode code, decimal? inclusive)
    {
        QuantityPrice? priced = QuantityPrice.Of(request.Lines[index].Quantity, amount);
        return new SolvedLine(index, amount)
        {
            Quantity = priced?.Quantity,
            UnitPrice = priced?.UnitPrice,

            // Tax that stands as a line must not be charged a second time by the codes.
            TaxCodeId = request.Tax.Model == TaxModel.AsLine && LineCodes.Charges(code) ? string.Empty : code.Id,
            TaxInclusiveAmount = inclusive,
        };
    }

    private static PostingResult Refuse(Failure failure) => new(null, failure);
}
