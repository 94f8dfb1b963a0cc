using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Tax;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>A line of a tax inclusive document carries its net and, if it says so, what it comes to with tax.</summary>
internal static class InclusiveAmounts
{
    /// <summary>The line's net.</summary>
    public static decimal Settle(Draft draft, JsonObject detail, decimal amount)
    {
        if (draft.Document.Text("GlobalTaxCalculation") != "TaxInclusive" || detail.Number("TaxInclusiveAmt") is not { } inclusive || detail.Reference("TaxCodeRef") is not { } code)
        {
            return amount;
        }

        IReadOnlyList<AppliedRate> rates = TaxRates.Of(draft.Books, code);
        decimal factor = Factor(rates);
        if (!draft.Books.Settings.RefusesWrongInclusiveAmounts)
        {
            return JsonReading.Cents(inclusive / factor);
        }

        decimal tolerance = 0.01m * Math.Max(1, rates.Count);
        return Math.Abs((amount * factor) - inclusive) <= tolerance
            ? amount
            : throw Refuse.Business(string.Create(CultureInfo.InvariantCulture, $"The tax inclusive amount {inclusive} of a line is not its amount {amount} plus tax"));
    }

    private static decimal Factor(IReadOnlyList<AppliedRate> rates)
    {
        decimal simple = rates.Where(rate => !rate.Compound).Sum(rate => rate.Percent) / 100m;
        decimal compound = rates.Where(rate => rate.Compound).Sum(rate => rate.Percent) / 100m;
        return 1m + simple + (compound * (1m + simple));
    }
}
