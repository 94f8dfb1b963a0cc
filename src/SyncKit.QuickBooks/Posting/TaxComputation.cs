namespace SyncKit.QuickBooks.Posting;

/// <summary>
/// Computes tax by rates as QuickBooks does where it does not keep stated amounts. A compound rate is charged on the net together with the taxes of the rates before
/// it in its code, which are unrounded unless said otherwise.
/// </summary>
internal static class TaxComputation
{
    /// <summary>Each rate's tax on the sum of its taxable amounts, rounded once.</summary>
    public static SolvedTax[] PerSubtotal(LineCodes codes, IReadOnlyList<decimal> amounts, bool roundsTaxable = false, bool roundsBefore = false)
    {
        Dictionary<string, (decimal Taxable, decimal Tax)> sums = [];
        foreach (IGrouping<string, int> lines in Enumerable.Range(0, codes.Count).GroupBy(line => codes[line].Id))
        {
            decimal net = lines.Sum(line => amounts[line]);
            Add(sums, codes[lines.First()], roundsTaxable ? Cent.Round(net) : net, static tax => tax, roundsBefore);
        }

        return Result(codes, sums);
    }

    /// <summary>Each rate's tax on every line, rounded there.</summary>
    public static SolvedTax[] PerLine(LineCodes codes, IReadOnlyList<decimal> amounts, bool roundsBefore = false)
    {
        Dictionary<string, (decimal Taxable, decimal Tax)> sums = [];
        for (int line = 0; line < codes.Count; line++)
        {
            Add(sums, codes[line], amounts[line], Cent.Round, roundsBefore);
        }

        return Result(codes, sums);
    }

    /// <summary>Each rate's unrounded tax, in the order of the rates.</summary>
    public static decimal[] Exact(LineCodes codes, IReadOnlyList<decimal> amounts)
    {
        Dictionary<string, (decimal Taxable, decimal Tax)> sums = [];
        for (int line = 0; line < codes.Count; line++)
        {
            Add(sums, codes[line], amounts[line], static tax => tax, roundsBefore: false);
        }

        return [.. codes.Rates.Select(rate => sums[rate.Id].Tax)];
    }

    /// <summary>The tax of all rates of a code on a net amount.</summary>
    public static decimal Of(PostingTaxCode code, decimal net) => Of(code, net, static tax => tax);

    /// <summary>The same with each rate's tax rounded in some way.</summary>
    public static decimal Of(PostingTaxCode code, decimal net, Func<decimal, decimal> round)
    {
        decimal taxes = 0;
        decimal before = 0;
        foreach (PostingTaxRate rate in code.Rates)
        {
            decimal tax = (net + (rate.IsCompound ? before : 0)) * rate.Percent / 100;
            taxes += round(tax);
            before += tax;
        }

        return taxes;
    }

    private static void Add(
        Dictionary<string, (decimal Taxable, decimal Tax)> sums, PostingTaxCode code, decimal net, Func<decimal, decimal> round, bool roundsBefore)
    {
        decimal before = 0;
        foreach (PostingTaxRate rate in code.Rates)
        {
            decimal taxable = net + (rate.IsCompound ? before : 0);
            decimal tax = taxable * rate.Percent / 100;
            (decimal Taxable, decimal Tax) sum = sums.GetValueOrDefault(rate.Id);
            sums[rate.Id] = (sum.Taxable + taxable, sum.Tax + round(tax));
            before += roundsBefore ? Cent.Round(tax) : tax;
        }
    }

    private static SolvedTax[] Result(LineCodes codes, Dictionary<string, (decimal Taxable, decimal Tax)> sums) =>
        [.. codes.Rates.Select(rate => new SolvedTax(rate.Id, rate.Percent, Cent.Round(sums[rate.Id].Taxable), Cent.Round(sums[rate.Id].Tax)))];
}
