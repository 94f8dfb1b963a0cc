using System.Text.Json;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Posting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Finds what a company has to have already: accounts, tax codes, payment methods, terms, classes, departments. Makes nothing.</summary>
internal static class ListResolver
{
    private static readonly string[] TermMembers = ["DueDays", "DayOfMonthDue", "DueNextMonthDays"];

    public static Query TaxCodes { get; } = new("TaxCode", Query.AlsoInactive);

    public static Query TaxRates { get; } = new("TaxRate", Query.AlsoInactive);

    public static Query PaymentMethods { get; } = new("PaymentMethod", Query.AlsoInactive);

    public static Query Terms { get; } = new("Term", Query.AlsoInactive);

    public static Query Classes { get; } = new("Class", Query.AlsoInactive);

    public static Query Departments { get; } = new("Department", Query.AlsoInactive);

    /// <summary>The account's currency comes as an attribute where QuickBooks says it.</summary>
    public static ReferenceAnswer Account(Reference account, IReadOnlyList<JsonElement> accounts, DateTimeOffset now)
    {
        bool isDefault = account.Key == ReferenceKinds.UndepositedFunds;
        Reference named = isDefault
            ? new Reference(account.Kind, account.Key, new Dictionary<string, string> { [Detail.Name] = "Undeposited Funds" })
            : account;
        JsonElement? found = isDefault ? AccountMatch.UndepositedFunds(accounts) : EntryMatch.Named(accounts, account.Details[Detail.Name]);
        if (NamedFailures.Of(named, found, "account", "account") is { } failure)
        {
            return Answers.Not(account, failure);
        }

        string currency = found!.Value.RefValue("CurrencyRef");
        return Answers.FoundForADay(
            account,
            found.Value.Text("Id"),
            now,
            currency.Length > 0 ? new Dictionary<string, string> { [Detail.Currency] = currency } : null);
    }

    public static ReferenceAnswer TaxCode(Reference code, IReadOnlyList<JsonElement> codes, IReadOnlyList<JsonElement> rates, DateTimeOffset now)
    {
        JsonElement? found = EntryMatch.Named(codes, code.Details[Detail.Name]);
        if (NamedFailures.Of(code, found, "tax code", "tax-code-unknown") is { } failure)
        {
            return Answers.Not(code, failure);
        }

        return Answers.FoundForADay(code, found!.Value.Text("Id"), now, TaxCodeRates.ToAttributes(RatesOf(found.Value, rates)));
    }

    /// <summary>The sales rates behind a tax code.</summary>
    public static IEnumerable<PostingTaxRate> RatesOf(JsonElement code, IReadOnlyList<JsonElement> rates)
    {
        Dictionary<string, decimal> percents = rates
            .GroupBy(static rate => rate.Text("Id"), StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First().Number("RateValue") ?? 0, StringComparer.Ordinal);
        return
            from detail in code.Member("SalesTaxRateList").Items("TaxRateDetail")
            let rateId = detail.RefValue("TaxRateRef")
            where rateId.Length > 0
            select new PostingTaxRate(rateId, percents.GetValueOrDefault(rateId), detail.Text("TaxTypeApplicable") is "TaxOnAmountPlusTax" or "TaxOnTax");
    }

    /// <summary>A method that a setting names must be there; one that is only called like the shop's may be missing.</summary>
    public static ReferenceAnswer PaymentMethod(Reference method, IReadOnlyList<JsonElement> methods, DateTimeOffset now)
    {
        JsonElement? found = EntryMatch.Named(methods, method.Details[Detail.Name]);
        if (found is { } row && EntryMatch.IsActive(row))
        {
            return Answers.FoundForADay(method, row.Text("Id"), now);
        }

        return method.Details.GetValueOrDefault(Detail.IsMapped) == "true" && NamedFailures.Of(method, found, "payment method", "payment-method") is { } failure
            ? Answers.Not(method, failure)
            : Answers.FoundForADay(method, ReferenceKinds.None, now);
    }

    public static ReferenceAnswer Term(Reference term, IReadOnlyList<JsonElement> terms, DateTimeOffset now)
    {
        JsonElement? found = EntryMatch.Named(terms, term.Details[Detail.Name]);
        return NamedFailures.Of(term, found, "term", "term") is { } failure
            ? Answers.Not(term, failure)
            : Answers.FoundForADay(term, found!.Value.Text("Id"), now, TermMembers
                .Where(member => found.Value.Text(member).Length > 0)
                .ToDictionary(static member => char.ToLowerInvariant(member[0]) + member[1..], member => found.Value.Text(member)));
    }

    /// <summary>A class or a department.</summary>
    /// <param name="reference">What is looked for.</param>
    /// <param name="rows">The list.</param>
    /// <param name="now">The present.</param>
    public static ReferenceAnswer Named(Reference reference, IReadOnlyList<JsonElement> rows, DateTimeOffset now)
    {
        JsonElement? found = EntryMatch.Named(rows, reference.Details[Detail.Name]);
        return NamedFailures.Of(reference, found, reference.Kind, reference.Kind) is { } failure
            ? Answers.Not(reference, failure)
            : Answers.FoundForADay(reference, found!.Value.Text("Id"), now);
    }
}
