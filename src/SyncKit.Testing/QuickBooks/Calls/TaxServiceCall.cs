using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Schema;
using SyncKit.Testing.QuickBooks.Tax;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Calls;

/// <summary>The only way to create tax codes and rates.</summary>
internal static class TaxServiceCall
{
    public static JsonObject Run(CompanyBooks books, JsonObject sent)
    {
        if (books.Settings.SubscriptionLapsed)
        {
            throw Refuse.SubscriptionLapsed();
        }

        ShapeCheck.Check(sent, "TaxService", "TaxService", refuseEmoji: false);
        string code = sent.Text("TaxCode") ?? throw Refuse.Required("TaxCode");
        if (code.Length > 10)
        {
            throw Refuse.Length("TaxCode", 10, code.Length);
        }

        JsonObject answer = sent.DeepClone().AsObject();
        JsonObject[] details = [.. answer.Children("TaxRateDetails")];
        if (details.Length == 0)
        {
            throw Refuse.Required("TaxRateDetails");
        }

        foreach (JsonObject detail in details)
        {
            detail["TaxRateId"] = RateOf(books, detail);
        }

        answer["TaxCodeId"] = TaxRates.AddCode(books, code, [.. details.Select(detail => (detail.Text("TaxRateId")!, false))]);
        return answer;
    }

    private static string RateOf(CompanyBooks books, JsonObject detail)
    {
        if (detail.Text("TaxRateId") is { } existing)
        {
            return books.Resolve(EntityKind.TaxRate, existing).Id;
        }

        string name = detail.Text("TaxRateName") ?? throw Refuse.Required("TaxRateName");
        decimal percent = detail.Number("RateValue") ?? throw Refuse.Required("RateValue");
        if (percent is < 0 or > 100)
        {
            throw Refuse.InvalidNumber("RateValue", percent.ToString(CultureInfo.InvariantCulture));
        }

        string agency = detail.Text("TaxAgencyId") ?? throw Refuse.Required("TaxAgencyId");
        return TaxRates.AddRate(books, name, percent, books.Resolve(EntityKind.TaxAgency, agency).Id);
    }
}
