using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Tax;

/// <summary>Tax codes and the rates behind them.</summary>
internal static class TaxRates
{
    public const string OnAmount = "TaxOnAmount";

    public const string OnAmountPlusTax = "TaxOnAmountPlusTax";

    /// <summary>The rates of a sales tax code.</summary>
    public static IReadOnlyList<AppliedRate> Of(CompanyBooks books, string codeId) =>
    [
        .. books.Resolve(EntityKind.TaxCode, codeId).Read().Child("SalesTaxRateList").Children("TaxRateDetail")
            .Select(detail => (Id: detail.Reference("TaxRateRef")!, Compound: detail.Text("TaxTypeApplicable") == OnAmountPlusTax))
            .Select(rate => new AppliedRate(rate.Id, Percent(books, rate.Id), rate.Compound)),
    ];

    public static decimal Percent(CompanyBooks books, string rateId) =>
        books.Resolve(EntityKind.TaxRate, rateId).Read().Number("RateValue") ?? 0m;

    public static string AddRate(CompanyBooks books, string name, decimal percent, string agencyId)
    {
        if (books[EntityKind.TaxRate].Where("Name", name).Count > 0)
        {
            throw Refuse.DuplicateName("Another tax rate is already using this name");
        }

        return books.Add(EntityKind.TaxRate, new JsonObject
        {
            ["Name"] = name,
            ["Active"] = true,
            ["RateValue"] = percent,
            ["AgencyRef"] = JsonReading.Ref(agencyId),
            ["SpecialTaxType"] = "NONE",
            ["DisplayType"] = "ReadOnly",
        }).Id;
    }

    public static string AddCode(CompanyBooks books, string name, IReadOnlyList<(string Id, bool Compound)> rates)
    {
        if (books[EntityKind.TaxCode].Where("Name", name).Count > 0)
        {
            throw Refuse.DuplicateName("Another tax code is already using this name");
        }

        JsonArray details = [];
        foreach ((string rateId, bool compound) in rates)
        {
            details.Add(new JsonObject
            {
                ["TaxRateRef"] = JsonReading.Ref(rateId),
                ["TaxTypeApplicable"] = compound ? OnAmountPlusTax : OnAmount,
                ["TaxOrder"] = compound ? 1 : 0,
            });
        }

        return books.Add(EntityKind.TaxCode, new JsonObject
        {
            ["Name"] = name,
            ["Description"] = name,
            ["Active"] = true,
            ["Hidden"] = false,
            ["Taxable"] = rates.Count > 0,
            ["TaxGroup"] = true,
            ["SalesTaxRateList"] = new JsonObject { ["TaxRateDetail"] = details },
        }).Id;
    }
}
