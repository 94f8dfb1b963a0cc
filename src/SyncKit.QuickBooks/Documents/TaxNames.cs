using SyncKit.Commerce;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Says by the settings which of the company's tax codes stand for the shop's taxes. Pure.</summary>
internal sealed class TaxNames(Order order, QuickBooksSettings settings)
{
    private const string StandardClass = "standard";

    /// <summary>The codes of a taxed line, each once; more than one when its rates are mapped apart, none when no setting names one.</summary>
    public IReadOnlyList<string> Of(ShopLine line)
    {
        List<string> rates = [.. line.Taxes.Where(static tax => tax.Amount != 0).Select(static tax => tax.RateId).Distinct()];
        IEnumerable<string?> codes = rates.Count > 0 ? rates.Select(rate => Rule(rate, line.TaxClass)) : [Rule(string.Empty, line.TaxClass)];
        return [.. codes.Select(code => code ?? settings.TaxCode).Where(static code => code.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The code of an untaxed line that is still of some rate, for example of one of zero percent; empty when no rule is about it.</summary>
    public string OfUntaxed(ShopLine line) => line.Taxes.Select(tax => Rule(tax.RateId, line.TaxClass)).FirstOrDefault(static code => code is not null) ?? string.Empty;

    /// <summary>Every code that the documents of these lines may name, with the setting that names it.</summary>
    public IEnumerable<(string Code, string Setting)> All(IEnumerable<ShopLine> lines)
    {
        foreach (ShopLine line in lines)
        {
            foreach (string code in line.IsTaxed ? Of(line) : [OfUntaxed(line)])
            {
                yield return (code, string.Equals(code, settings.TaxCode, StringComparison.OrdinalIgnoreCase) ? "taxCode" : "taxCodes");
            }
        }

        yield return (settings.TaxCode, "taxCode");
        yield return (settings.ZeroTaxCode, "zeroTaxCode");
    }

    private string? Rule(string rateId, string taxClass)
    {
        TaxLine? rate = order.Taxes.FirstOrDefault(tax => tax.RateId == rateId);
        return settings.TaxCodes.FirstOrDefault(rule =>
            (rule.Rate.Length == 0 || Is(rule.Rate, rateId) || Is(rule.Rate, rate?.RateCode) || Is(rule.Rate, rate?.Label))
            && (rule.TaxClass.Length == 0 || Is(rule.TaxClass, taxClass.Length == 0 ? StandardClass : taxClass)))?.Code;
    }

    private static bool Is(string set, string? value) => value is { Length: > 0 } && string.Equals(set.Trim(), value.Trim(), StringComparison.OrdinalIgnoreCase);
}
