using System.Globalization;
using SyncKit.Connectors;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Checking;

/// <summary>Holds settings against the company's preferences and its subscription. Pure.</summary>
internal static class FormCheck
{
    private static readonly string[] Lapsed = ["EXPIRED", "CANCEL", "SUSPEND", "LAPSED", "INACTIVE"];

    public static IEnumerable<Finding> Of(QuickBooksSettings settings, CompanyFacts facts)
    {
        Company company = facts.Company;
        if (Lapsed.Any(word => facts.Subscription.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            yield return Found.Error(
                "realmId", $"The company's QuickBooks subscription is {facts.Subscription}, so nothing can be written: renew it in QuickBooks.");
        }

        yield return company.CustomNumbers
            ? Found.Warning("docNumberPrefix", "The company uses its own document numbers. Give each shop its own docNumberPrefix, and keep QuickBooks' warning about duplicate numbers on.")
            : Found.Warning("docNumberPrefix", "Custom transaction numbers are off in the company, so QuickBooks numbers the documents and docNumberPrefix has no effect.");
        if (settings.Coupons == CouponPlace.DiscountLine
            && (!company.AllowDiscount || (company.DiscountAccountId.Length == 0 && settings.DiscountAccount.Length == 0)))
        {
            yield return Found.Warning("discountAccount", "Discounts are off in the company or have no account, so discounted lines are posted at their reduced amounts.");
        }

        if (settings.Shipping == ShippingPlace.Field && !company.AllowShipping)
        {
            yield return Found.Error("shipping", "The setting shipping is Field, but shipping is off on the company's sales forms: switch it on in QuickBooks or set shipping to Item.");
        }
        else if (settings.Shipping == ShippingPlace.Field && company is { IsUnitedStates: true, TaxEngine: TaxEngine.Automated })
        {
            yield return Found.Warning("shipping", "The setting shipping is Field, which automated sales tax never taxes: set shipping to Item if the shop taxes shipping.");
        }

        if (facts.AppliesPayments && settings.Documents.FirstOrDefault(static rule => rule.Post is PostedAs.Invoice or PostedAs.InvoiceAndPayment) is not null)
        {
            yield return Found.Warning(
                "documents", "QuickBooks applies open credits and payments to invoices by itself, which can settle another order's invoice: switch automatic application off in QuickBooks.");
        }

        if (company.BookCloseDate is { } closed)
        {
            string day = closed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return Found.Warning("closedPeriod", settings.ClosedPeriod == ClosedPeriod.Hold
                ? $"The books are closed through {day}, so documents of that time are held: move the closing date or set closedPeriod to NextOpenDay."
                : $"The books are closed through {day}, so documents of that time are dated on the next open day.");
        }

        foreach (Finding finding in OfFields(settings, company))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> OfFields(QuickBooksSettings settings, Company company)
    {
        for (int i = 0; i < settings.Fields.Count; i++)
        {
            string setting = $"fields[{i.ToString(CultureInfo.InvariantCulture)}].to";
            string target = settings.Fields[i].To;
            if (target == FieldTargets.Class && !company.ClassPerLine && !company.ClassPerDocument)
            {
                yield return Found.Error(setting, $"The setting {setting} is class, but the company does not track classes: switch class tracking on in QuickBooks or take the rule out.");
            }
            else if (target == FieldTargets.Department && !company.TrackDepartments)
            {
                yield return Found.Error(setting, $"The setting {setting} is department, but the company does not track locations: switch that on in QuickBooks or take the rule out.");
            }
            else if (FieldTargets.CustomFieldOf(target) is { } field && !company.CustomFields.ContainsKey(field)
                && !company.CustomFields.Values.Contains(field, StringComparer.OrdinalIgnoreCase))
            {
                string inUse = company.CustomFields.Count > 0 ? string.Join(", ", company.CustomFields.Values) : "none";
                yield return Found.Error(setting, $"The setting {setting} names the custom field '{field}', which sales forms do not use (in use: {inUse}): add it in QuickBooks or correct the name.");
            }
        }
    }
}
