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

        Dictionary<string, (decimal Percent, decimal Net)> byRate = new(StringComparer.Ordinal);
        foreach (IGrouping<string?, SalesLine> sameCode in lines.Items.GroupBy(line => line.TaxCode))
        {
            if (sameCode.Key is null)
            {
                throw Refuse.Business("Make sure all your transactions have a tax rate before you save.");
            }

            decimal net = Apportionment.Net(lines, line => line.TaxCode == sameCode.Key, afterDiscount: true);
            foreach ((string id, decimal percent) in TaxRates.Of(draft.Books, sameCode.Key))
            {
                byRate[id] = (percent, net + (byRate.TryGetValue(id, out (decimal Percent, decimal Net) sum) ? sum.Net : 0m));
            }
        }

        Dictionary<string, decimal> amounts = ManualSalesTax.StatedAmounts(stated);
        decimal total = 0m;
        JsonArray taxLines = [];
        foreach ((string id, (decimal percent, decimal net)) in byRate)
        {
            decimal amount = amounts.TryGetValue(id, out decimal kept) ? kept : JsonReading.Cents(net * percent / 100m);
            total += amount;
            taxLines.Add(SalesTax.Line(amount, id, percent, net));
        }

        return new SalesTax(total, new JsonObject { ["TotalTax"] = total, ["TaxLine"] = taxLines });
    }
}
