namespace SyncKit.QuickBooks.Posting;

/// <summary>Foretells the tax that QuickBooks computes on a layout.</summary>
internal static class Prediction
{
    /// <summary>The layout with its tax; <see langword="null"/> when the tax depends on what QuickBooks does not document.</summary>
    public static Choice? Of(Layout layout, decimal unit, LineCodes codes, bool isPerLine)
    {
        if (layout.Discount == 0)
        {
            return Valid(layout, isPerLine ? TaxComputation.PerLine(codes, layout.Amounts) : TaxComputation.PerSubtotal(codes, layout.Amounts));
        }

        // QuickBooks takes the discount off the lines in proportion, and whether it does so to the cent is not documented.
        decimal sum = layout.Amounts.Sum();
        if (layout.Amounts.Any(static amount => amount < 0))
        {
            return null;
        }

        decimal[] exact = [.. layout.Amounts.Select(amount => amount - (layout.Discount * amount / sum))];
        decimal[] cents = Apportionment.TakeOff(layout.Amounts, layout.Discount, unit);
        SolvedTax[][] ways = isPerLine
            ? [TaxComputation.PerLine(codes, exact), TaxComputation.PerLine(codes, cents), TaxComputation.PerLine(codes, [.. exact.Select(Cent.Round)])]
            : [TaxComputation.PerSubtotal(codes, exact), TaxComputation.PerSubtotal(codes, cents), TaxComputation.PerSubtotal(codes, exact, roundsTaxable: true)];
        return ways.All(way => way.Select(static tax => tax.Amount).SequenceEqual(ways[0].Select(static tax => tax.Amount))) ? Valid(layout, ways[0]) : null;
    }

    private static Choice? Valid(Layout layout, SolvedTax[] taxes) =>
        taxes.Any(static tax => tax.Amount < 0) ? null : new Choice(layout, taxes, taxes.Sum(static tax => tax.Amount) + 0.00m);
}
