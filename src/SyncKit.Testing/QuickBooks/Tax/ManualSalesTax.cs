using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Documents;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Tax;

/// <summary>One code per document. An amount is kept only when a tax line names it together with its rate; a total alone is computed anew.</summary>
internal static class ManualSalesTax
{
    public static SalesTax Compute(Draft draft, SalesLines lines, JsonObject? stated)
    {
        Dictionary<string, decimal> amounts = StatedAmounts(draft, stated);
        if (amounts.Values.Any(amount => amount > 0) && !lines.Items.Any(line => line.IsTaxed))
        {
            throw Refuse.TaxOnNonTaxable();
        }

        string? code = stated.Reference("TxnTaxCodeRef");
        IReadOnlyList<AppliedRate> applied = code is not null
            ? TaxRates.Of(draft.Books, code)
            : [.. amounts.Keys.Select(id => new AppliedRate(id, TaxRates.Percent(draft.Books, id), Compound: false))];
        RateTotals rates = new(draft.Books.Settings.TaxRounding);
        rates.Add(applied, Apportionment.Nets(lines, line => line.IsTaxed, draft.Document.Flag("ApplyTaxAfterDiscount") == true));
        decimal total = 0m;
        JsonArray taxLines = [];
        foreach (RateTotal computed in rates.Rounded)
        {
            decimal amount = amounts.TryGetValue(computed.Rate.Id, out decimal kept) ? kept : computed.Amount;
            total += amount;
            taxLines.Add(SalesTax.Line(amount, computed));
        }

        JsonObject detail = new() { ["TotalTax"] = total };
        if (code is not null)
        {
            detail["TxnTaxCodeRef"] = JsonReading.Ref(code);
        }

        if (taxLines.Count > 0)
        {
            detail["TaxLine"] = taxLines;
        }

        return new SalesTax(total, detail);
    }

    /// <summary>The amounts of tax lines by the rate they name; none in a company that computes whatever is stated.</summary>
    public static Dictionary<string, decimal> StatedAmounts(Draft draft, JsonObject? stated)
    {
        Dictionary<string, decimal> amounts = new(StringComparer.Ordinal);
        foreach (JsonObject line in draft.Books.Settings.KeepsStatedTax ? stated.Children("TaxLine") : [])
        {
            if (line.Number("Amount") is { } amount && line.Child("TaxLineDetail").Reference("TaxRateRef") is { } rate)
            {
                amounts[rate] = JsonReading.Cents(amount);
            }
        }

        return amounts;
    }
}
