using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>A layout together with the tax that QuickBooks comes to on it.</summary>
/// <param name="Layout">How the lines are shown.</param>
/// <param name="Taxes">The tax per rate.</param>
/// <param name="Tax">The document's tax.</param>
internal sealed record Choice(Layout Layout, IReadOnlyList<SolvedTax> Taxes, decimal Tax)
{
    /// <summary>The wanted layout with the shop's tax, or for a company that computes the tax itself the layout that needs the least rounding.</summary>
    public static (Choice? Choice, Failure? Refusal) Of(PostingRequest request, LineAmounts lines, LineCodes codes)
    {
        IReadOnlyList<Layout> layouts = Layout.Of(request, lines);
        if (request.Tax.Model is TaxModel.None or TaxModel.AsLine)
        {
            return (new Choice(layouts[0], [], 0.00m), null);
        }

        if (request.Tax.Arithmetic != TaxArithmetic.Stated)
        {
            return Computed(request, lines.Unit, layouts, codes);
        }

        if (request.Tax.Model == TaxModel.Automated)
        {
            return (new Choice(layouts[0], [], Cent.Round(request.TotalTax)), null);
        }

        (IReadOnlyList<SolvedTax>? taxes, Failure? refusal) = StatedTax.Of(request, codes, lines);
        return taxes is null ? (null, refusal) : (new Choice(layouts[0], taxes, Cent.Round(request.TotalTax)), null);
    }

    /// <summary>What the document lacks to the shop's total.</summary>
    public decimal Missing(decimal total, decimal taxLine) => Cent.Round(total - Layout.Net - Tax - taxLine);

    private static (Choice? Choice, Failure? Refusal) Computed(
        PostingRequest request, decimal unit, IReadOnlyList<Layout> layouts, LineCodes codes)
    {
        if (Enumerable.Range(0, codes.Count).Any(line => codes.IsTaxed[line] && !LineCodes.Charges(codes[line])))
        {
            return (null, PostingRefusals.TaxUnpredictable(request.TotalTax));
        }

        bool isPerLine = request.Tax.Arithmetic == TaxArithmetic.PerLine;
        // A part of a discount would fall on the rounding line too, and with it the taxable amounts would be others.
        Choice? best = layouts.Select(layout => Prediction.Of(layout, unit, codes, isPerLine)).OfType<Choice>()
            .Where(choice => choice.Layout.Discount == 0 || choice.Missing(request.Total, 0) == 0)
            .OrderBy(choice => Math.Abs(choice.Missing(request.Total, 0))).FirstOrDefault();
        return best is null ? (null, PostingRefusals.TaxUnpredictable(request.TotalTax)) : (best, null);
    }
}
