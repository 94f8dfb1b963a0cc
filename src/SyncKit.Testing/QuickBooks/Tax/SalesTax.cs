using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Documents;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Tax;

/// <summary>The tax of a sales form and how it is written on it.</summary>
internal sealed record SalesTax(decimal Total, JsonObject? Detail)
{
    private static readonly string[] WhatTaxDependsOn = ["Line", "ApplyTaxAfterDiscount", "GlobalTaxCalculation", "ShippingTaxIncludedInTotalTax"];

    public static SalesTax Compute(Draft draft, SalesLines lines)
    {
        CompanyOptions settings = draft.Books.Settings;
        string? calculation = draft.Document.Text("GlobalTaxCalculation");
        if (!draft.Books.IsUs)
        {
            return GlobalSalesTax.Compute(draft, lines, Stated(draft));
        }

        if (calculation == "TaxInclusive")
        {
            throw Refuse.Business("Tax inclusive transactions are not supported for US companies");
        }

        return settings.TaxEngine switch
        {
            TaxEngine.Manual => ManualSalesTax.Compute(draft, lines, Stated(draft)),
            TaxEngine.Automated => AutomatedSalesTax.Compute(draft, lines, Stated(draft)),
            _ => new SalesTax(0m, null),
        };
    }

    public static JsonObject Line(decimal amount, RateTotal total) => new()
    {
        ["Amount"] = amount,
        ["DetailType"] = "TaxLineDetail",
        ["TaxLineDetail"] = new JsonObject
        {
            ["TaxRateRef"] = JsonReading.Ref(total.Rate.Id),
            ["PercentBased"] = true,
            ["TaxPercent"] = total.Rate.Percent,
            ["NetAmountTaxable"] = total.Net,
        },
    };

    /// <summary>
    /// The tax details that count for this write. A change of the lines without tax details loses amounts that were stated before, and
    /// so does an edit by hand; a change of anything else keeps them.
    /// </summary>
    private static JsonObject? Stated(Draft draft)
    {
        if (!draft.ByHand && draft.Sent["TxnTaxDetail"] is JsonObject sent)
        {
            return sent;
        }

        JsonObject? kept = draft.Document.Child("TxnTaxDetail")?.DeepClone().AsObject();
        if (draft.ByHand || WhatTaxDependsOn.Any(draft.Sent.ContainsKey))
        {
            kept?.Remove("TotalTax");
            kept?.Remove("TaxLine");
        }

        return kept;
    }
}
