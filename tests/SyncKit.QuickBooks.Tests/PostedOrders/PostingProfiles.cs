using SyncKit.Testing.QuickBooks;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.PostedOrders;

/// <summary>
/// The five profiles and the companies that round or compute in other ways. The recorded shop charges 8.25 % in Texas, 7.25 % and a compound 1.375 % in California,
/// 2 % on its reduced class, 19 % in Germany, and its rates are mapped to codes of the same percentages.
/// </summary>
internal static class PostingProfiles
{
    private const string CodePerRate = """
        "taxCodes":[{"rate":"1","code":"Texas"},{"rate":"2","code":"California"},{"rate":"3","code":"California"},{"rate":"4","code":"Reduced"},{"rate":"5","code":"Germany"}]
        """;

    /// <summary>Goods of two codes in one order, where a company takes one for the whole document.</summary>
    private static readonly Dictionary<string, string> s_twoCodes =
        new[] { "319", "374", "844", "1243", "1317", "1612", "1680", "1837", "2167", "2335" }.ToDictionary(static id => id, static _ => "quickbooks.tax-codes");

    /// <summary>Its compound rate comes to another cent on taxes that are rounded than on those that are not, and which of them a company takes is not documented.</summary>
    private static readonly Dictionary<string, string> s_compound = new() { ["1243"] = "quickbooks.tax-unpredictable" };

    public static PostingProfile UsManual { get; } = new()
    {
        Name = "US manual",
        Company = "United States, rates kept by hand; USD with EUR, JPY and KWD besides. One tax code, \"Sales tax\", stands for all of the shop's rates, because "
            + "a document has one code and some orders have two of the shop's classes. The amounts stated are kept.",
        Options = UnitedStates(TaxEngine.Manual),
        SetUp = static company => company.AddTaxCode("Sales tax", 8.25m),
        Own = """ "docNumberPrefix":"US-","taxCode":"Sales tax" """,
    };

    public static PostingProfile UsAutomated { get; } = new()
    {
        Name = "US automated",
        Company = "United States, automated sales tax of 8.265 %, which takes the shop's tax as an override; USD with EUR, JPY and KWD besides.",
        Options = UnitedStates(TaxEngine.Automated),
        Own = """ "docNumberPrefix":"US-" """,
    };

    public static PostingProfile GbInclusive { get; } = new()
    {
        Name = "GB inclusive",
        Company = "Great Britain, GBP with USD, EUR, JPY and KWD besides. All but three of the recorded orders are of prices without tax; here every one is read as "
            + "an order of prices with tax (`order with { PricesIncludeTax = true }`), its amounts unchanged, so that each document is tax inclusive. "
            + "The company refuses a line whose amount with tax is not its net and tax.",
        Options = Abroad("GB", "GBP"),
        SetUp = static company =>
        {
            company.AddStandardTaxCodes();
            AddRates(company);
        },
        PricesIncludeTax = true,
        Own = $""" "docNumberPrefix":"GB-",{CodePerRate},"zeroTaxCode":"0.0% Z" """,
    };

    public static PostingProfile CaTwoRate { get; } = new()
    {
        Name = "CA two-rate",
        Company = "Canada, CAD with USD, EUR, JPY and KWD besides. Every code has two rates: the shop's 8.25 % is GST of 5 % and PST of 3.25 %, its Californian "
            + "pair stays a pair, the second compound, its 2 % is 1.5 % and 0.5 %, its 19 % is 5 % and 14 %.",
        Options = Abroad("CA", "CAD"),
        SetUp = static company =>
        {
            company.AddStandardTaxCodes();
            company.AddTaxCode("Texas", ("GST", 5m, false), ("PST", 3.25m, false));
            company.AddTaxCode("California", ("State", 7.25m, false), ("City", 1.375m, true));
            company.AddTaxCode("Reduced", ("Reduced 1", 1.5m, false), ("Reduced 2", 0.5m, false));
            company.AddTaxCode("Germany", ("GST", 5m, false), ("QST 14", 14m, false));
        },
        Own = $""" "docNumberPrefix":"CA-",{CodePerRate},"zeroTaxCode":"Zero-rated" """,
    };

    public static PostingProfile MultiCurrency { get; } = new()
    {
        Name = "Multi-currency",
        Company = "Ireland, EUR with USD, JPY and KWD besides, so that one order is in the home currency and all others are foreign; prices without tax. Orders paid "
            + "by bank transfer become invoices, those paid on delivery invoices with a payment, all others sales receipts.",
        Options = Abroad("IE", "EUR"),
        SetUp = static company =>
        {
            AddRates(company);
            company.AddTaxCode("No VAT", 0m);
        },
        Own = $$"""
            "docNumberPrefix":"EU-",{{CodePerRate}},"zeroTaxCode":"No VAT","documents":[
            {"name":"transfer","paymentMethods":["bacs"],{{Statuses}},"post":"Invoice"},
            {"name":"delivery","paymentMethods":["cod"],{{Statuses}},"post":"InvoiceAndPayment"},
            {"name":"paid",{{Statuses}},"post":"SalesReceipt"}]
            """,
    };

    /// <summary>The profiles whose every document is on the page.</summary>
    public static IReadOnlyList<PostingProfile> Main { get; } = [UsManual, UsAutomated, GbInclusive, CaTwoRate, MultiCurrency];

    /// <summary>Companies that round or compute in other ways, of which the page has the sums.</summary>
    public static IReadOnlyList<PostingProfile> Others { get; } =
    [
        UsManualByState, .. Computing(UsManualByState), UsAutomatedPerLine, UsTaxAsLine, .. Computing(GbInclusive), .. Computing(CaTwoRate), .. Computing(MultiCurrency),
    ];

    private static string Statuses => """ "statuses":["pending","processing","on-hold","completed","refunded","cancelled","failed","trash"] """.Trim();

    private static PostingProfile UsManualByState => UsManual with
    {
        Name = "US manual, a code per rate",
        Company = "As US manual, with a code for each of the shop's rates. Ten orders have goods of two rates, for which the company takes no document.",
        SetUp = static company => AddRates(company),
        Own = $""" "docNumberPrefix":"US-",{CodePerRate} """,
        Held = s_twoCodes,
    };

    private static PostingProfile UsAutomatedPerLine => UsAutomated with
    {
        Name = "US automated, rounded per line",
        Company = "As US automated, its own tax rounded per line; the override is taken.",
        Options = options =>
        {
            UsAutomated.Options(options);
            options.TaxRounding = TaxRounding.PerLine;
        },
    };

    private static PostingProfile UsTaxAsLine => UsAutomated with
    {
        Name = "US automated without override, tax as a line",
        Company = "As US automated, but the company computes its own tax whatever is stated. What that comes to cannot be known beforehand, so tax is a line.",
        Options = options =>
        {
            UsAutomated.Options(options);
            options.AutomatedTaxHonoursOverride = false;
        },
        Own = $"""{UsAutomated.Own},"taxAsLine":true """,
    };

    private static IEnumerable<PostingProfile> Computing(PostingProfile profile) =>
    [
        profile.Computing(TaxArithmetic.PerSubtotal) with { Held = profile.Held.Count > 0 ? profile.Held : s_compound },
        profile.Computing(TaxArithmetic.PerLine),
    ];

    private static Action<CompanyOptions> UnitedStates(TaxEngine engine) => options =>
    {
        options.TaxEngine = engine;
        options.ForeignCurrencies = ["EUR", "JPY", "KWD"];
    };

    private static Action<CompanyOptions> Abroad(string country, string currency) => options =>
    {
        options.Country = country;
        options.HomeCurrency = currency;
        options.ForeignCurrencies = [.. new[] { "USD", "EUR", "JPY", "KWD" }.Where(foreign => foreign != currency)];
        options.TaxEngine = TaxEngine.Manual;
    };

    private static void AddRates(SimulatedCompany company)
    {
        company.AddTaxCode("Texas", ("Texas", 8.25m, false));
        company.AddTaxCode("California", ("California", 7.25m, false), ("City", 1.375m, true));
        company.AddTaxCode("Reduced", ("Reduced", 2m, false));
        company.AddTaxCode("Germany", ("MwSt.", 19m, false));
    }
}
