using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Tax;

/// <summary>Adds up what a document owes per rate, rounded where the company rounds.</summary>
internal sealed class RateTotals(TaxRounding rounding)
{
    private readonly Dictionary<string, RateTotal> totals = new(StringComparer.Ordinal);

    /// <summary>The rates in the order they were met.</summary>
    public IEnumerable<RateTotal> Rounded => totals.Values.Select(total => total with { Amount = JsonReading.Cents(total.Amount) });

    /// <summary>Adds lines of one code by their nets.</summary>
    public void Add(IReadOnlyList<AppliedRate> rates, IReadOnlyList<decimal> nets)
    {
        foreach (decimal net in rounding == TaxRounding.PerLine ? nets : [nets.Sum()])
        {
            decimal simple = rates.Where(rate => !rate.Compound).Sum(rate => JsonReading.Cents(net * rate.Percent / 100m));
            foreach (AppliedRate rate in rates)
            {
                Add(rate, rate.Compound ? net + simple : net);
            }
        }
    }

    private void Add(AppliedRate rate, decimal taxed)
    {
        decimal exact = taxed * rate.Percent / 100m;
        decimal amount = rounding == TaxRounding.PerLine ? JsonReading.Cents(exact) : exact;
        totals[rate.Id] = totals.TryGetValue(rate.Id, out RateTotal? sum)
            ? sum with { Net = sum.Net + taxed, Amount = sum.Amount + amount }
            : new RateTotal(rate, taxed, amount);
    }
}
