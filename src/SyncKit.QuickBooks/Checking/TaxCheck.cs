using System.Text.Json;
using SyncKit.Connectors;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Posting;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Checking;

/// <summary>Holds the settings for tax against the company's engine and its tax codes. Pure.</summary>
internal static class TaxCheck
{
    private const string Zero = "zeroTaxCode";

    public static IEnumerable<Finding> Of(QuickBooksSettings settings, CompanyFacts facts) =>
        [.. OfEngine(settings, facts.Company), .. OfCodes(settings, facts)];

    private static IEnumerable<Finding> OfEngine(QuickBooksSettings settings, Company company)
    {
        bool namesCode = settings.TaxCode.Length > 0 || settings.TaxCodes.Count > 0;
        if (company.TaxEngine == TaxEngine.None && !settings.TaxAsLine)
        {
            yield return Found.Warning("taxAsLine", "Sales tax is switched off in the company, so orders with tax are held: switch it on in QuickBooks or set taxAsLine.");
        }
        else if (!company.IsUnitedStates)
        {
            if (!namesCode && !settings.TaxAsLine)
            {
                yield return Found.Error("taxCode", $"The company is in {company.Country}, where every line needs a tax code: set taxCode, or taxCodes for several rates.");
            }

            if (settings.ZeroTaxCode.Length == 0)
            {
                yield return Found.Warning(
                    Zero, $"The company is in {company.Country}, where lines without tax need a tax code too, so orders that have one are held until zeroTaxCode names it.");
            }
        }
        else if (company.TaxEngine == TaxEngine.Manual && !namesCode && !settings.TaxAsLine)
        {
            yield return Found.Warning("taxCode", "The company keeps its tax rates by hand, so orders with tax are held until taxCode names one of its tax codes.");
        }
        else if (company.TaxEngine == TaxEngine.Automated && namesCode)
        {
            string setting = settings.TaxCode.Length > 0 ? "taxCode" : "taxCodes";
            yield return Found.Warning(setting, $"The company uses automated sales tax, which ignores the setting {setting}: take it out.");
        }

        if (company.IsUnitedStates && settings.ZeroTaxCode.Length > 0)
        {
            yield return Found.Warning(Zero, "The company is in the United States, where lines without tax need no tax code: take zeroTaxCode out.");
        }
    }

    private static IEnumerable<Finding> OfCodes(QuickBooksSettings settings, CompanyFacts facts)
    {
        foreach ((string setting, string name) in NamedEntries.TaxCodes(settings))
        {
            if (!NamedCheck.TryFind(facts.TaxCodes, setting, name, "a tax code", out JsonElement code, out Finding? problem))
            {
                yield return problem;
                continue;
            }

            List<PostingTaxRate> rates = [.. ListResolver.RatesOf(code, facts.TaxRates)];
            if (facts.Company.IsUnitedStates && code.Text("Id") is "TAX" or "NON")
            {
                yield return Found.Error(setting, $"The setting {setting} names '{name}', which only says whether a line is taxed: name a tax code with rates.");
            }
            else if (setting == Zero && rates.Any(static rate => rate.Percent != 0))
            {
                yield return Found.Error(setting, $"The setting {setting} names '{name}', which has a rate above zero: name a tax code of zero per cent.");
            }
            else if (setting != Zero && rates.Count == 0)
            {
                yield return Found.Error(setting, $"The setting {setting} names '{name}', which has no rates for sales: name a tax code with rates.");
            }
        }
    }
}
