using SyncKit.Faults;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Documents;

/// <summary>The amounts of one sale or refund.</summary>
/// <param name="Lines">The shop's lines.</param>
/// <param name="Plan">How the company takes the tax.</param>
/// <param name="Solution">The amounts that QuickBooks totals to the shop's.</param>
internal sealed record SolvedDocument(IReadOnlyList<ShopLine> Lines, TaxPlan Plan, PostingSolution Solution)
{
    /// <summary>The amounts of the order.</summary>
    public static (SolvedDocument? Document, Failure? Refusal) OfSale(Booking booking) => Of(
        booking,
        SaleLines.Of(booking.Order, booking.Settings, booking.References.Items),
        booking.Order.Total,
        booking.Order.TotalTax,
        ofSale: true);

    /// <summary>The amounts of one of its refunds, which are positive.</summary>
    public static (SolvedDocument? Document, Failure? Refusal) OfRefund(Booking booking, RefundShare share)
    {
        (SolvedDocument? document, Failure? refusal) = Of(booking, share.Lines, share.Refund.Amount, share.Tax, ofSale: false);
        return (document, refusal is null ? null : refusal with { Message = $"Refund {share.Refund.Id}: {refusal.Message}" });
    }

    private static (SolvedDocument? Document, Failure? Refusal) Of(
        Booking booking, IReadOnlyList<ShopLine> shopLines, decimal total, decimal tax, bool ofSale)
    {
        // A shop may state tax that no line carries; QuickBooks drops tax when no line is taxed.
        IReadOnlyList<ShopLine> lines = tax != 0 && !shopLines.Any(static line => line.IsTaxed)
            ? [.. shopLines.Select(static line => line with { IsTaxed = line.HasPlace && !line.StandsAlone })]
            : shopLines;
        (TaxPlan? plan, Failure? refusal) = TaxPlan.For(booking, lines, ofSale);
        if (plan is null)
        {
            return (null, refusal);
        }

        PostingResult result = PostingSolver.Solve(new PostingRequest
        {
            Currency = booking.Order.Currency,
            Total = total,
            TotalTax = tax,
            Lines = [.. lines.Select((line, i) => new PostingLine
            {
                Name = line.Name,
                Quantity = Math.Abs(line.Quantity),
                Gross = line.Gross,
                Net = line.Net,
                Tax = line.Tax,
                TaxCodeId = plan.LineCodes[i],
                StandsAlone = line.StandsAlone,
            })],
            Tax = plan.Tax,
            DiscountLine = ofSale && TakesDiscountLine(booking, plan),
            RoundingLimit = RoundingLimit(booking, plan),
        });
        return result.Solution is { } solution ? (new SolvedDocument(lines, plan, solution), null) : (null, result.Refusal);
    }

    /// <summary>A discount line says nothing of tax codes, so it cannot stand for what is taken off lines of several.</summary>
    private static bool TakesDiscountLine(Booking booking, TaxPlan plan) =>
        booking.Settings.Coupons == CouponPlace.DiscountLine
        && booking.Company.AllowDiscount
        && SalesForm.DiscountAccount(booking).Length > 0
        && (plan.Model != TaxModel.Global || plan.LineCodes.Where(static code => code.Length > 0).Distinct().Count() <= 1);

    private static decimal RoundingLimit(Booking booking, TaxPlan plan) =>
        booking.References.Items.Rounding is not null && (plan.Model != TaxModel.Global || plan.ZeroCodeId.Length > 0)
            ? booking.Settings.RoundingLimit
            : 0;
}
