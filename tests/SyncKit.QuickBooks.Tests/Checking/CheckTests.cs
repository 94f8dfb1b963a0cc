using SyncKit.Connectors;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.QuickBooks;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.Checking;

public class CheckTests
{
    private static async Task<IReadOnlyList<Finding>> CheckAsync(Host host) =>
        await host.Get<IConnector>().CheckAsync(host.Books, TestContext.Current.CancellationToken);

    /// <summary>A company with what settings may name, and twins that they should not.</summary>
    private static async Task<Host> StartAsync(string settings, CompanyOptions? company = null)
    {
        Host host = await Host.StartAsync(company, settings);
        SimulatedCompany books = host.Company;
        string income = books.AccountId("Sales");
        books.Add("Account", """{"Name":"Gift card liability","AccountType":"Other Current Liability"}""");
        books.Inactivate("Account", books.Add("Account", """{"Name":"Old bank","AccountType":"Bank"}"""));
        books.Inactivate("Item", books.AddItem("Old item"));
        books.Add("Item", """{"Name":"Mugs","Type":"Category"}""");
        books.Add("Item", $$$"""{"Name":"Gift cards","Type":"Service","IncomeAccountRef":{"value":"{{{income}}}"}}""");
        books.Inactivate("Customer", books.AddCustomer("Old dealer"));
        books.Inactivate("Term", books.Add("Term", """{"Name":"Net 99","DueDays":99}"""));
        return host;
    }

    [Theory]
    [InlineData("\"incomeAccount\":\"Checking\"", "incomeAccount", "income account")]
    [InlineData("\"depositAccount\":\"Nowhere\"", "depositAccount", "not an account")]
    [InlineData("\"depositAccount\":\"Old bank\"", "depositAccount", "inactive")]
    [InlineData("\"refundAccount\":\"Sales\"", "refundAccount", "type Income")]
    [InlineData("\"discountAccount\":\"Checking\"", "discountAccount", "type Bank")]
    [InlineData("\"payments\":[{\"method\":\"cod\",\"depositAccount\":\"Nowhere\"}]", "payments[0].depositAccount", "not an account")]
    [InlineData("\"payments\":[{\"method\":\"cod\",\"refundAccount\":\"Sales\"}]", "payments[0].refundAccount", "type Income")]
    [InlineData("\"payments\":[{\"method\":\"cod\",\"paymentMethod\":\"Barter\"}]", "payments[0].paymentMethod", "not a payment method")]
    [InlineData("\"gatewayFees\":{\"post\":\"Expense\",\"account\":\"Checking\"}", "gatewayFees.account", "type Bank")]
    [InlineData("\"gatewayFees\":{\"post\":\"Deposit\",\"account\":\"Bank Charges\",\"depositAccount\":\"Sales\"}", "gatewayFees.depositAccount", "type Income")]
    [InlineData("\"depositAccount\":\"Checking\",\"gatewayFees\":{\"post\":\"Deposit\",\"account\":\"Bank Charges\",\"depositAccount\":\"Checking\"}", "gatewayFees.post", "Undeposited Funds")]
    [InlineData("\"taxCode\":\"Nowhere\"", "taxCode", "not a tax code")]
    [InlineData("\"taxCode\":\"TAX\"", "taxCode", "only says whether")]
    [InlineData("\"taxCodes\":[{\"code\":\"Nowhere\"}]", "taxCodes[0].code", "not a tax code")]
    [InlineData("\"term\":\"Net 31\"", "term", "not a term")]
    [InlineData("\"term\":\"Net 99\"", "term", "inactive")]
    [InlineData("\"itemMap\":{\"A\":\"Nowhere\"}", "itemMap", "not an item")]
    [InlineData("\"itemMap\":{\"A\":\"Old item\"}", "itemMap", "inactive")]
    [InlineData("\"itemMap\":{\"A\":\"Mugs\"}", "itemMap", "category")]
    [InlineData("\"feeItems\":{\"Tip\":\"Nowhere\"}", "feeItems", "not an item")]
    [InlineData("\"shippingItem\":\"Mugs\"", "shippingItem", "category")]
    [InlineData("\"createItems\":false,\"catchAllItem\":\"Nowhere\"", "catchAllItem", "not an item")]
    [InlineData("\"customersByRole\":{\"dealer\":\"Nowhere\"}", "customersByRole", "not a customer")]
    [InlineData("\"customersByRole\":{\"dealer\":\"Old dealer\"}", "customersByRole", "inactive")]
    [InlineData("\"createCustomers\":false,\"customers\":\"One\"", "guestCustomer", "createCustomers")]
    [InlineData("\"fields\":[{\"from\":\"id\",\"to\":\"class\",\"default\":\"Nowhere\"}]", "fields[0].default", "not a class")]
    [InlineData("\"fields\":[{\"from\":\"id\",\"to\":\"department\",\"default\":\"Nowhere\"}]", "fields[0].default", "not a department")]
    [InlineData("\"fields\":[{\"from\":\"id\",\"to\":\"customField:PO\"}]", "fields[0].to", "do not use")]
    public async Task What_the_company_does_not_have_is_an_error_that_names_the_setting(string settings, string setting, string told)
    {
        await using Host host = await StartAsync(settings);
        Finding finding = (await CheckAsync(host)).Should().ContainSingle(found => found.Severity == FindingSeverity.Error).Subject;
        finding.Setting.Should().Be(setting);
        finding.Message.Should().Contain(told);
        host.Company.BatchCalls.Should().Be(1, "everything is asked for in one round");
    }

    [Theory]
    [InlineData("", "docNumberPrefix", "own document numbers")]
    [InlineData("\"shippingItem\":\"Old item\"", "shippingItem", "a new item is made")]
    [InlineData("\"giftCards\":{\"feeNames\":[\"Gift card\"]}", "giftCards.item", "no liability")]
    [InlineData("\"giftCards\":{\"feeNames\":[\"Gift card\"],\"item\":\"Vouchers\"}", "giftCards.item", "no active item")]
    [InlineData("\"shipping\":\"Field\"", "shipping", "never taxes")]
    [InlineData("\"createCustomers\":false", "guestCustomer", "held")]
    [InlineData("\"zeroTaxCode\":\"Automated\"", "zeroTaxCode", "United States")]
    [InlineData("\"taxCode\":\"Automated\"", "taxCode", "ignores")]
    public async Task What_only_changes_behaviour_is_a_warning(string settings, string setting, string told)
    {
        await using Host host = await StartAsync(settings);
        (await CheckAsync(host)).Should().Contain(finding =>
            finding.Severity == FindingSeverity.Warning && finding.Setting == setting && finding.Message.Contains(told));
    }

    public static TheoryData<string, FindingSeverity, string, string> Preferences => new()
    {
        { "numbers", FindingSeverity.Warning, "docNumberPrefix", "no effect" },
        { "discounts", FindingSeverity.Warning, "discountAccount", "reduced amounts" },
        { "shipping", FindingSeverity.Error, "shipping", "shipping is off" },
        { "classes", FindingSeverity.Error, "fields[0].to", "does not track classes" },
        { "departments", FindingSeverity.Error, "fields[1].to", "does not track locations" },
        { "closed", FindingSeverity.Warning, "closedPeriod", "2026-09-30" },
        { "lapsed", FindingSeverity.Error, "realmId", "subscription" },
        { "untaxed", FindingSeverity.Warning, "taxAsLine", "switched off" },
        { "by hand", FindingSeverity.Warning, "taxCode", "by hand" },
    };

    [Theory]
    [MemberData(nameof(Preferences))]
    public async Task A_preference_that_changes_behaviour_is_found(string what, FindingSeverity severity, string setting, string told)
    {
        CompanyOptions company = new()
        {
            TaxEngine = what switch { "untaxed" => TaxEngine.None, "by hand" => TaxEngine.Manual, _ => TaxEngine.Automated },
            CustomTxnNumbers = what != "numbers",
            AllowDiscount = what != "discounts",
            AllowShipping = what != "shipping",
            TrackClasses = what != "classes",
            TrackDepartments = what != "departments",
            BookCloseDate = what == "closed" ? new DateOnly(2026, 9, 30) : null,
        };
        const string settings = "\"shipping\":\"Field\",\"fields\":[{\"from\":\"id\",\"to\":\"class\"},{\"from\":\"id\",\"to\":\"department\"}]";
        await using Host host = await Host.StartAsync(company, settings);
        host.Company.LapseSubscription(what == "lapsed");
        (await CheckAsync(host)).Should().Contain(finding =>
            finding.Severity == severity && finding.Setting == setting && finding.Message.Contains(told));

        await using Host plain = await Host.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Automated }, settings);
        (await CheckAsync(plain)).Should().NotContain(finding => finding.Setting == setting && finding.Message.Contains(told));
    }

    [Fact]
    public async Task A_company_abroad_needs_tax_codes_and_one_for_lines_without_tax()
    {
        CompanyOptions britain = new() { Country = "GB", HomeCurrency = "GBP", TaxEngine = TaxEngine.Manual };
        await using Host bare = await Host.StartAsync(britain);
        var findings = await CheckAsync(bare);
        findings.Should().ContainSingle(finding => finding.Severity == FindingSeverity.Error).Which.Setting.Should().Be("taxCode");
        findings.Should().Contain(finding => finding.Severity == FindingSeverity.Warning && finding.Setting == "zeroTaxCode");

        await using Host set = await Host.StartAsync(britain, "\"taxCode\":\"20.0% S\",\"zeroTaxCode\":\"No VAT\"");
        set.Company.AddTaxCode("20.0% S", 20m);
        set.Company.AddTaxCode("No VAT", 0m);
        (await CheckAsync(set)).Should().NotContain(finding => finding.Severity == FindingSeverity.Error);

        await using Host taxed = await Host.StartAsync(britain, "\"taxCode\":\"20.0% S\",\"zeroTaxCode\":\"20.0% S\"");
        taxed.Company.AddTaxCode("20.0% S", 20m);
        (await CheckAsync(taxed)).Single(finding => finding.Severity == FindingSeverity.Error).Message.Should().Contain("above zero");
    }

    [Fact]
    public async Task An_account_in_a_foreign_currency_takes_only_that_currency()
    {
        CompanyOptions many = new() { TaxEngine = TaxEngine.Automated, MultiCurrency = true };
        await using Host host = await Host.StartAsync(many, "\"payments\":[{\"method\":\"sepa\",\"depositAccount\":\"Euro bank\"}]");
        host.Company.Add("Account", """{"Name":"Euro bank","AccountType":"Bank","CurrencyRef":{"value":"EUR"}}""");
        (await CheckAsync(host)).Should().Contain(finding =>
            finding.Severity == FindingSeverity.Warning && finding.Setting == "payments[0].depositAccount" && finding.Message.Contains("EUR"));
    }

    [Fact]
    public async Task Settings_that_fit_the_company_have_no_errors()
    {
        await using Host host = await StartAsync("""
            "documents":[{"statuses":["on-hold"],"post":"Invoice"},{}],"term":"Net 30","depositAccount":"Undeposited Funds","refundAccount":"Checking",
            "incomeAccount":"Sales","discountAccount":"Discounts given","payments":[{"method":"stripe","paymentMethod":"Visa"}],
            "gatewayFees":{"post":"Deposit","account":"Bank Charges","depositAccount":"Checking"},"itemMap":{"A":"Gift cards"}
            """);
        (await CheckAsync(host)).Should().NotContain(finding => finding.Severity == FindingSeverity.Error);
        host.Company.Writes.Should().Be(0);
    }
}
