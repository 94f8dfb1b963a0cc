using System.Text.Json;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Posting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Finds what a company has to have already: accounts, tax codes, payment methods. Makes nothing.</summary>
internal static class ListResolver
{
    public static Query TaxCodes { get; } = new("TaxCode");

    public static Query TaxRates { get; } = new("TaxRate");

    public static ReferenceAnswer Account(Reference account, IReadOnlyList<JsonElement> accounts, DateTimeOffset now)
    {
        bool isDefault = account.Key == ReferenceKinds.UndepositedFunds;
        string name = account.Details.GetValueOrDefault(Detail.Name, "Undeposited Funds");
        JsonElement? found = isDefault ? AccountMatch.UndepositedFunds(accounts) : AccountMatch.Named(accounts, name);
        return found is { } row && AccountMatch.IsActive(row)
            ? Answers.FoundForADay(account, row.Text("Id"), now)
            : Answers.Not(account, AccountMatch.NoAccount(name, inactive: found is not null));
    }

    public static ReferenceAnswer TaxCode(Reference code, IReadOnlyList<JsonElement> codes, IReadOnlyList<JsonElement> rates, DateTimeOffset now)
    {
        string name = code.Details[Detail.Name];
        JsonElement found = codes.FirstOrDefault(row =>
            row.Text("Id") == name || string.Equals(row.Text("Name"), name, StringComparison.OrdinalIgnoreCase));
        if (found.ValueKind != JsonValueKind.Object)
        {
            return Answers.Not(code, new Failure(
                FailureKind.NeedsAttention,
                "quickbooks.tax-code-unknown",
                $"The setting taxCode names '{Text.Line(name, 100)}', which is not an active tax code of the company.",
                "Set taxCode to the name of an active QuickBooks tax code."));
        }

        Dictionary<string, decimal> percents = rates
            .GroupBy(static rate => rate.Text("Id"), StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First().Number("RateValue") ?? 0, StringComparer.Ordinal);
        IEnumerable<PostingTaxRate> shares =
            from detail in found.Member("SalesTaxRateList").Items("TaxRateDetail")
            let rateId = detail.RefValue("TaxRateRef")
            where rateId.Length > 0
            select new PostingTaxRate(rateId, percents.GetValueOrDefault(rateId), detail.Text("TaxTypeApplicable") is "TaxOnAmountPlusTax" or "TaxOnTax");
        return Answers.FoundForADay(code, found.Text("Id"), now, TaxCodeRates.ToAttributes(shares));
    }

    public static ReferenceAnswer PaymentMethod(Reference method, IReadOnlyList<JsonElement> methods, DateTimeOffset now)
    {
        JsonElement found = methods.FirstOrDefault(row =>
            row.Text("Active") != "false" && string.Equals(row.Text("Name"), method.Details[Detail.Name], StringComparison.OrdinalIgnoreCase));
        return Answers.FoundForADay(method, found.ValueKind == JsonValueKind.Object ? found.Text("Id") : ReferenceKinds.None, now);
    }
}
