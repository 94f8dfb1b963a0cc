using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Delivery;
using SyncKit.Testing.Faults;
using SyncKit.Testing.QuickBooks;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Hosting;

public class SetupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ServiceProvider Provider(Action<QuickBooksOptions>? configure = null)
    {
        ServiceCollection services = new();
        services.AddSingleton<ICredentialStore>(new MemoryCredentials());
        services.AddLogging();
        services.AddSyncKit().UseInMemory().AddQuickBooks(configure).AddQuickBooks(options => options.BatchSize = 20);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    [Fact]
    public void Everything_is_registered_under_the_connectors_name()
    {
        using ServiceProvider services = Provider(options => (options.ClientId, options.ClientSecret) = ("id", "secret"));
        services.GetServices<IConnector>().Single().Name.Should().Be("quickbooks");
        services.GetRequiredKeyedService<ITransformer<Order, QuickBooksDocument>>("quickbooks").Should().BeOfType<OrderTransformer>();
        services.GetRequiredKeyedService<IDestination>("quickbooks")
            .Should().BeSameAs(services.GetRequiredKeyedService<IDestination<QuickBooksDocument>>("quickbooks"));
        services.GetRequiredKeyedService<IBooks>("quickbooks").Should().NotBeNull();
        services.GetRequiredService<IOptions<QuickBooksOptions>>().Value.BatchSize.Should().Be(20);
    }

    [Fact]
    public void Missing_keys_and_wrong_limits_are_named()
    {
        using ServiceProvider services = Provider(options => (options.RequestsPerSecond, options.ApiUrl) = (0, new Uri("http://example.com/")));
        Action start = () => _ = services.GetRequiredService<IOptions<QuickBooksOptions>>().Value;
        string message = start.Should().Throw<OptionsValidationException>().Which.Message;
        message.Should().Contain("QuickBooks:ClientId is missing").And.Contain("QuickBooks:ClientSecret is missing")
            .And.Contain("QuickBooks:RequestsPerSecond is 0").And.Contain("QuickBooks:ApiUrl is 'http://example.com/'");
    }

    [Fact]
    public void A_secret_in_an_address_is_not_said()
    {
        using ServiceProvider services = Provider(options => options.TokenUrl = new Uri("http://user:hidden@example.com/bearer?key=hidden"));
        Action start = () => _ = services.GetRequiredService<IOptions<QuickBooksOptions>>().Value;

        start.Should().Throw<OptionsValidationException>().Which.Message
            .Should().Contain("QuickBooks:TokenUrl is 'http://example.com/bearer', not an https address").And.NotContain("hidden");
    }

    private static async Task<IReadOnlyList<Finding>> CheckAsync(Host host, Connection? connection = null) =>
        await host.Get<IConnector>().CheckAsync(connection ?? host.Books, Token);

    [Fact]
    public async Task A_plain_company_can_begin()
    {
        await using Host host = await Host.StartAsync();
        IReadOnlyList<Finding> findings = await CheckAsync(host);
        findings.Should().NotContain(finding => finding.Severity == FindingSeverity.Error);
        findings.Should().Contain(finding => finding.Setting == "docNumberPrefix");
        host.Company.Writes.Should().Be(0);
    }

    [Theory]
    [InlineData("\"incomeAccount\":\"Checking\"", "incomeAccount")]
    [InlineData("\"depositAccount\":\"Nowhere\"", "depositAccount")]
    [InlineData("\"refundAccount\":\"Sales\"", "refundAccount")]
    [InlineData("\"discountAccount\":\"Checking\"", "discountAccount")]
    [InlineData("\"taxCode\":\"Nowhere\"", "taxCode")]
    [InlineData("\"statuses\":[]", "statuses")]
    [InlineData("\"itemType\":\"Rental\"", "itemType")]
    [InlineData("\"shippingItem\":\" \"", "shippingItem")]
    [InlineData("\"docNumberPrefix\":\"much-too-long\"", "docNumberPrefix")]
    public async Task A_wrong_setting_is_named(string settings, string setting)
    {
        await using Host host = await Host.StartAsync(settings: settings);
        (await CheckAsync(host)).Should().Contain(finding => finding.Severity == FindingSeverity.Error && finding.Setting == setting);
    }

    [Fact]
    public async Task An_unknown_setting_and_a_company_out_of_reach_are_errors()
    {
        await using Host unknown = await Host.StartAsync(settings: "\"theme\":\"dark\"");
        (await CheckAsync(unknown)).Single().Setting.Should().Be("theme");

        await using Host host = await Host.StartAsync();
        host.Company.RevokeGrant();
        (await CheckAsync(host)).Single().Message.Should().Contain("connect");
    }

    [Theory]
    [InlineData(TaxEngine.None, "taxAsLine")]
    [InlineData(TaxEngine.Manual, "taxCode")]
    public async Task A_tax_engine_that_the_settings_do_not_fit_is_a_warning(TaxEngine engine, string setting)
    {
        await using Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = engine });
        (await CheckAsync(host)).Should().Contain(finding => finding.Severity == FindingSeverity.Warning && finding.Setting == setting);
    }

    [Fact]
    public async Task A_company_that_keeps_its_rates_by_hand_takes_the_shops_tax_to_the_cent()
    {
        await using Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Manual }, "\"taxCode\":\"Nevada\"");
        host.Company.AddTaxCode("Nevada", 4.6m, 3.665m);
        await host.PostAsync(Shop.Order(tax: 3.31m));
        host.Company.Documents("SalesReceipt").Single().TotalAmt.Should().Be(43.11m);
    }

    [Fact]
    public async Task A_company_without_sales_tax_takes_tax_as_a_line()
    {
        await using Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.None }, "\"taxAsLine\":true");
        await host.PostAsync(Shop.Order(tax: 3.31m));
        host.Company.Documents("SalesReceipt").Single().TotalAmt.Should().Be(43.11m);
    }

    [Fact]
    public async Task Discounts_fees_shipping_and_free_orders_are_posted()
    {
        await using Host host = await Host.StartAsync();
        await host.PostAsync(Shop.Order() with
        {
            Lines = [Shop.Line(33.33m, 3, subtotal: 100m, tax: 1m)],
            Shipping = [new ShippingLine { Id = "2", Title = "Flat rate", Total = 7.95m, TotalTax = 0.66m }],
            Fees = [new FeeLine { Id = "3", Name = "Gift wrap", Total = 2m, TotalTax = 0 }, new FeeLine { Id = "4", Name = "Loyalty", Total = -1m, TotalTax = 0 }],
            TotalTax = 1.66m,
            Total = 43.94m,
        });
        await host.PostAsync(Shop.Order("1043", price: 0));
        host.Company.Documents("SalesReceipt").Select(document => document.TotalAmt).Should().BeEquivalentTo([43.94m, 0m]);
        host.Items.Should().BeEquivalentTo("T-Shirt M", "Shipping", "Fees");
    }

    private static readonly CompanyOptions ManyCurrencies = new()
    {
        TaxEngine = TaxEngine.Automated,
        MultiCurrency = true,
        ForeignCurrencies = ["EUR"],
    };

    [Fact]
    public async Task An_order_in_a_foreign_currency_gets_a_customer_of_its_own()
    {
        await using Host host = await Host.StartAsync(ManyCurrencies);
        await host.PostAsync(Shop.Order("1"));
        await host.PostAsync(Shop.Order("2") with { Currency = "EUR" });
        host.Customers.Should().BeEquivalentTo("Ana Diaz", "Ana Diaz (EUR)");
        (await host.TransformAsync(Shop.Order("3") with { Currency = "GBP" })).Refusal!.Code.Should().Be("quickbooks.currency");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    public async Task A_company_that_does_not_list_its_currencies_decides_about_each_document_itself(int status)
    {
        await using Host host = await Host.StartAsync(ManyCurrencies);
        host.Simulator.Faults.Always(Fault.Fail(status), static call => call.BodyText.Contains("CompanyCurrency", StringComparison.Ordinal));
        await host.PostAsync(Shop.Order() with { Currency = "GBP" });
        host.Company.Documents("SalesReceipt").Single().Currency.Should().Be("GBP");
    }
}
