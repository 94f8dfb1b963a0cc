using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Documents;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Tax;

/// <summary>The engine's own code replaces whatever was sent; an explicit total is honoured and spread over the rates of that code.</summary>
internal static class AutomatedSalesTax
{
    public static SalesTax Compute(Draft draft, SalesLines lines, JsonObject? stated)
    {
        CompanyOptions settings = draft.Books.Settings;
        string code = draft.Books.AutomatedTaxCodeId!;
        IReadOnlyList<AppliedRate> rates = TaxRates.Of(draft.Books, code);
        decimal combined = rates.Sum(rate => rate.Percent);
        IReadOnlyList<decimal> nets = Apportionment.Nets(lines, line => line.IsTaxed && !line.IsShipping, afterDiscount: true);
        decimal net = nets.Sum();
        decimal shipping = settings.AutomatedTaxOnShipping
            ? Apportionment.Nets(lines, line => line.IsShipping, afterDiscount: true).Sum()
            : 0m;
        decimal total = settings.TaxRounding == TaxRounding.PerLine
            ? nets.Append(shipping).Sum(part => JsonReading.Cents(part * combined / 100m))
            : JsonReading.Cents((net + shipping) * combined / 100m);
        if (settings.AutomatedTaxHonoursOverride && stated.Number("TotalTax") is { } explicitTotal)
        {
            if (explicitTotal > 0 && !lines.Items.Any(line => line.IsTaxed))
            {
                throw Refuse.TaxOnNonTaxable();
            }

            bool includesShipping = draft.Document.Flag("ShippingTaxIncludedInTotalTax") == true || !draft.Sent.ContainsKey("TxnTaxDetail");
            total = JsonReading.Cents(explicitTotal) + (includesShipping ? 0m : JsonReading.Cents(shipping * combined / 100m));
        }

        decimal[] parts = Apportionment.Split(total, [.. rates.Select(rate => rate.Percent)]);
        JsonArray taxLines = [];
        for (int i = 0; i < rates.Count; i++)
        {
            taxLines.Add(SalesTax.Line(parts[i], new RateTotal(rates[i], net + shipping, parts[i])));
        }

        return new SalesTax(total, new JsonObject { ["TxnTaxCodeRef"] = JsonReading.Ref(code), ["TotalTax"] = total, ["TaxLine"] = taxLines });
    }
}
