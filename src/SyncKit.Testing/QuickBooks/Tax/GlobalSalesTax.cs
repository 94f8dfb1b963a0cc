using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Documents;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Tax;

/// <summary>Outside the US: a numeric code on every line, computed per rate on the summed net.</summary>
internal static class GlobalSalesTax
{
    public static SalesTax Compute(Draft draft, SalesLines lines, JsonObject? stated)
    {
        switch (draft.Document.Text("GlobalTaxCalculation"))
        {
            case null:
                throw Refuse.Required("GlobalTaxCalculation");
            case "NotApplicable":
                return draft.Sent["TxnTaxDetail"] is null ? new SalesTax(0m, null) : throw Refuse.TaxNotApplicable();
            case "TaxExcluded" or "TaxInclusive":
                break;
            case { } other:
                throw Refuse.InvalidEnumeration("GlobalTaxCalculation", other);
        }

        RateTotals rates = new(draft.Books.Settings.TaxRounding);
        foreach (IGrouping<string?, SalesLine> sameCode in lines.Items.GroupBy(line => line.TaxCode))
        {
            if (sameCode.Key is null)
            {
                throw Refuse.LineWithoutTax();
            }

            rates.Add(TaxRates.Of(draft.Books, sameCode.Key), Apportionment.Nets(lines, line => line.TaxCode == sameCode.Key, afterDiscount: true));
        }

        Dictionary<string, decimal> amounts = ManualSalesTax.StatedAmounts(draft, stated);
        decimal total = 0m;
        JsonArray taxLines = [];
        foreach (RateTotal computed in rates.Rounded)
        {
            decimal amount = amounts.TryGetValue(computed.Rate.Id, out decimal kept) ? kept : computed.Amount;
            total += amount;
            taxLines.Add(SalesTax.Line(amount, computed));
        }

        return new SalesTax(total, new JsonObject { ["TotalTax"] = total, ["TaxLine"] = taxLines });
    }
}
