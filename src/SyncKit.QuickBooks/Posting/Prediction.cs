namespace SyncKit.QuickBooks.Posting;

/// <summary>Foretells the tax that QuickBooks computes on a layout.</summary>
internal static class Prediction
{
    /// <summary>The layout with its tax; <see langword="null"/> when the tax depends on what QuickBooks does not document.</summary>
    public static Choice? Of(Layout layout, decimal unit, LineCodes codes, bool isPerLine)
    {
        if (layout.Discount != 0 && layout.Amounts.Any(static amount => amount < 0))
        {
            return null;
        }

        // Whether a compound rate is charged on rounded taxes is not documented.
        bool isCompound = codes.Rates.Any(static rate => rate.IsCompound);
        SolvedTax[][] ways = [.. Ways(layout, unit, codes, isPerLine, false), .. isCompound ? Ways(layout, unit, codes, isPerLine, true) : []];
        return ways.All(way => way.Select(static tax => tax.Amount).SequenceEqual(ways[0].Select(static tax => tax.Amount))) ? Valid(layout, ways[0]) : null;
    }

    private static IEnumerable<SolvedTax[]> Ways(Layout layout, decimal unit, LineCodes codes, bool isPerLine, bool roundsBefore)
    {
        if (layout.Discount == 0)
        {
            return [isPerLine ? TaxComputation.PerLine(codes, layout.Amounts, roundsBefore) : TaxComputation.PerSubtotal(codes, layout.Amounts, roundsBefore: roundsBefore)];
        }

        // QuickBooks takes the discount off the lines in proportion, and whether it does so to the cent is not documented.
        decimal sum = layout.Amounts.Sum();
        decimal[] exact = [.. layout.Amounts.Select(amount => amount - (layout.Discount * amount / sum))];
        decimal[] cents = Apportionment.TakeOff(layout.Amounts, layout.Discount, unit);
        return isPerLine
            ? new[] { exact, cents, [.. exact.Select(Cent.Round)], RestOnLast(layout, codes, sum) }.Select(amounts => TaxComputation.PerLine(codes, amounts, roundsBefore))
            :
            [
                TaxComputation.PerSubtotal(codes, exact, roundsBefore: roundsBefore),
                TaxComputation.PerSubtotal(codes, cents, roundsBefore: roundsBefore),
                TaxComputation.PerSubtotal(codes, exact, roundsTaxable: true, roundsBefore),
            ];
    }

    /// <summary>The taxed lines less their part of the discount, each share brought to the nearest cent and the last getting what is left.</summary>
    private static decimal[] RestOnLast(Layout layout, LineCodes codes, decimal sum)
    {
        decimal[] amounts = [.. layout.Amounts];
        int[] taxed = [.. Enumerable.Range(0, amounts.Length).Where(line => codes.IsTaxed[line])];
        decimal whole = taxed.Sum(line => amounts[line]);
        decimal discount = Cent.Round(layout.Discount * whole / sum);
        decimal left = discount;
        foreach (int line in taxed)
        {
            decimal share = line == taxed[^1] || whole == 0 ? left : Cent.Round(discount * amounts[line] / whole);
            amounts[line] -= share;
            left -= share;
        }

        return amounts;
    }

    private static Choice? Valid(Layout layout, SolvedTax[] taxes) =>
        taxes.Any(static tax => tax.Amount < 0) ? null : new Choice(layout, taxes, taxes.Sum(static tax => tax.Amount) + 0.00m);
}
