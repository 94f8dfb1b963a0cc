using System.Globalization;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>Says why no document comes to the shop's amounts.</summary>
internal static class PostingRefusals
{
    private const string CorrectAmounts = "Correct the amounts in the shop or enter it by hand and dismiss this.";

    public static Failure Negative(decimal total, decimal tax) => Of(
        "negative", $"The total is {Cent.Show(total)} and its tax {Cent.Show(tax)}; neither can be below zero.", CorrectAmounts);

    public static Failure NegativeTax(string rateId, decimal tax) => Of(
        "negative", $"The tax of rate {rateId} is {Cent.Show(tax)}, and it cannot be below zero.", CorrectAmounts);

    public static Failure Decimals(string what, decimal amount) => Of(
        "decimals",
        $"{what} is {amount.ToString(CultureInfo.InvariantCulture)}, and QuickBooks takes two decimals.",
        "Set the shop's prices to two decimals, correct the order, then retry.");

    public static Failure TooLarge(string what, decimal amount) => Of(
        "too-large",
        $"{what} is {amount.ToString(CultureInfo.InvariantCulture)}, and QuickBooks takes amounts below 10 000 000 000.",
        CorrectAmounts);

    public static Failure NoLines() => Of(
        "no-lines", "There is no line to post, and QuickBooks takes no document without one.", "Add a line in the shop or dismiss this.");

    public static Failure AmountsDisagree(decimal lines, decimal tax, decimal total) => Of(
        "amounts-disagree",
        $"The lines add up to {Cent.Show(lines)} and the tax is {Cent.Show(tax)}, which differs from the total of {Cent.Show(total)} by {Cent.Show(Math.Abs(total - lines - tax))}.",
        CorrectAmounts);

    public static Failure RebateTooBig(decimal rebate, decimal lines) => Of(
        "rebate-too-big", $"The rebates of {Cent.Show(rebate)} exceed the lines of {Cent.Show(lines)}.", CorrectAmounts);

    public static Failure NoSalesTax(decimal tax) => Of(
        "no-sales-tax",
        $"There is {Cent.Show(tax)} of tax, but sales tax is switched off in the QuickBooks company.",
        "Switch on sales tax in QuickBooks or set taxAsLine to true, then retry.");

    public static Failure TaxCodeMissing(decimal tax) => Of(
        "tax-code-missing",
        $"There is {Cent.Show(tax)} of tax, but no tax code with a rate is set for it.",
        "Set taxCode to the name of a QuickBooks tax code that has a rate, then retry.");

    public static Failure NoTaxedLine(decimal tax) => Of(
        "no-taxed-line",
        $"There is {Cent.Show(tax)} of tax, but none of the lines is taxed, and QuickBooks drops tax that no line carries.",
        CorrectAmounts);

    public static Failure SeveralTaxCodes(string first, string second) => Of(
        "tax-codes",
        $"Lines have the tax codes {first} and {second}, and a company in the United States takes one for the whole document.",
        "Map the shop's tax rates to one tax code or set taxAsLine to true, then retry.");

    public static Failure TaxRate(PostingTaxRate rate) => Of(
        "tax-rate",
        $"Tax rate {rate.Id} is of {rate.Percent.ToString(CultureInfo.InvariantCulture)} %, and a sale takes rates from 0 to 1000 %.",
        "Choose another tax code in the settings, then retry.");

    public static Failure TaxCodeTooHigh(PostingTaxCode code, decimal percent) => Of(
        "tax-rate",
        $"The rates of tax code {code.Id} come to {percent.ToString(CultureInfo.InvariantCulture)} %, and a sale takes at most 1000 %.",
        "Choose another tax code in the settings, then retry.");

    public static Failure TaxRateUnknown(string rateId, decimal tax) => Of(
        "tax-rate-unknown",
        $"There is {Cent.Show(tax)} of tax for rate {rateId}, which no line's tax code charges.",
        "Map the shop's tax rate to a tax code that has it, then retry.");

    public static Failure TaxesDisagree(decimal rates, decimal tax) => Of(
        "taxes-disagree",
        $"The taxes by rate add up to {Cent.Show(rates)}, which differs from the tax of {Cent.Show(tax)} by {Cent.Show(Math.Abs(tax - rates))}.",
        CorrectAmounts);

    public static Failure TaxUnpredictable(decimal tax) => Of(
        "tax-unpredictable",
        $"There is {Cent.Show(tax)} of tax, and what QuickBooks computes is not known to the cent beforehand.",
        "Set taxArithmetic to Stated or taxAsLine to true, then retry.");

    public static Failure RoundingNeeded(decimal computed, decimal tax, decimal rounding, decimal limit) => Of(
        "rounding-needed",
        $"QuickBooks computes {Cent.Show(computed)} of tax where the shop has {Cent.Show(tax)}: a rounding line of {Cent.Show(rounding)} is needed, and "
            + (limit > 0 ? $"at most {Cent.Show(limit)} is allowed." : "none is allowed."),
        limit > 0
            ? "Raise roundingLimit, or enter it by hand and dismiss this."
            : "Set roundingItem to the name of an item for rounding, then retry, or enter it by hand and dismiss this.");

    public static Failure Unknown(string what, string value) => Of(
        "posting-unknown", $"The {what} {value} is not known.", "Correct the settings, then retry.");

    private static Failure Of(string code, string message, string remedy) => new(FailureKind.Permanent, "quickbooks." + code, message, remedy);
}
