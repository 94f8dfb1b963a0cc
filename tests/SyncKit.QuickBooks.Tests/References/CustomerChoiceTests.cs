using SyncKit.Faults;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.QuickBooks;
using SyncKit.Transforming;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.References;

public class CustomerChoiceTests
{
    private static CompanyOptions Euros => new() { TaxEngine = TaxEngine.Automated, MultiCurrency = true, ForeignCurrencies = ["EUR"] };

    private static async Task<ReferenceAnswer> OneAsync(Host host, Reference reference) => (await host.ResolveAsync([reference])).Single();

    [Fact]
    public async Task Without_leave_to_make_customers_the_order_is_held_and_told_what_to_add()
    {
        await using Host host = await Host.StartAsync(settings: "\"createCustomers\":false");
        host.Company.AddCustomer("Bo Hill", "bo@example.com");
        (await OneAsync(host, Ref.Buyer("Bo Hill", "bo@example.com"))).Resolved.Should().NotBeNull();
        Failure failure = (await OneAsync(host, Ref.Buyer("Ana Diaz", "ana@example.com"))).Failure!;
        failure.Kind.Should().Be(FailureKind.Permanent);
        failure.Code.Should().Be("quickbooks.customer-missing");
        failure.Message.Should().Contain("Ana Diaz (ana@example.com)");
        host.Company.Writes.Should().Be(0);
    }

    [Theory]
    [InlineData("Wholesale")]
    [InlineData("wholesale")]
    [InlineData("id")]
    public async Task The_customer_of_a_role_is_found_by_name_or_id_and_looked_up_anew_every_day(string named)
    {
        await using Host host = await Host.StartAsync();
        string id = host.Company.AddCustomer("Wholesale");
        ResolvedReference found = (await OneAsync(host, Ref.Mapped(ReferenceKinds.Customer, named == "id" ? id : named, "customersByRole"))).Resolved!;
        found.Id.Should().Be(id);
        found.IsExpired(Shop.Now.AddDays(1)).Should().BeTrue();
    }

    [Fact]
    public async Task The_customer_of_a_role_is_never_made_and_an_inactive_one_is_named_as_such()
    {
        await using Host host = await Host.StartAsync();
        Failure missing = (await OneAsync(host, Ref.Mapped(ReferenceKinds.Customer, "Wholesale", "customersByRole"))).Failure!;
        missing.Kind.Should().Be(FailureKind.Permanent);
        missing.Message.Should().Contain("customersByRole").And.Contain("not in the QuickBooks company");
        host.Company.Inactivate("Customer", host.Company.AddCustomer("Retail"));
        (await OneAsync(host, Ref.Mapped(ReferenceKinds.Customer, "Retail", "customersByRole"))).Failure!.Message.Should().Contain("inactive");
        host.Company.Writes.Should().Be(0);
    }

    [Fact]
    public async Task Trap_32_a_customer_of_another_currency_is_not_used()
    {
        await using Host host = await Host.StartAsync(Euros);
        host.Company.AddCustomer("Wholesale");
        Failure failure = (await OneAsync(host, Ref.Mapped(ReferenceKinds.Customer, "Wholesale", "customersByRole", "EUR"))).Failure!;
        failure.Code.Should().Be("quickbooks.customer-currency");
        failure.Message.Should().Contain("EUR").And.Contain("USD");

        host.Company.AddCustomer("Ana Diaz", "ana@example.com");
        (await OneAsync(host, Ref.Buyer("Ana Diaz", "ana@example.com", "EUR"))).Resolved.Should().NotBeNull();
        host.Customers.Should().Contain("Ana Diaz (EUR)");
    }

    [Fact]
    public async Task Trap_32_new_buyers_in_two_currencies_leave_the_plain_name_to_the_companys_own_currency()
    {
        await using Host host = await Host.StartAsync(Euros);
        await host.ResolveAsync([Ref.Buyer("Ana Diaz", "ana@example.com", "EUR"), Ref.Buyer("Ana Diaz", "ana@example.com", "USD")]);
        host.Customers.Should().BeEquivalentTo("Ana Diaz", "Ana Diaz (EUR)");
        host.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task Somebody_without_an_address_is_found_again_in_the_second_currency()
    {
        await using Host host = await Host.StartAsync(Euros);
        host.Company.AddCustomer("Online customer");
        string id = host.Company.Add("Customer", """{"DisplayName":"Online customer (EUR)","CurrencyRef":{"value":"EUR"}}""");
        (await OneAsync(host, Ref.Buyer("Online customer", currency: "EUR"))).Resolved!.Id.Should().Be(id);
        host.Company.Writes.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_customer_is_sent_in_a_currency_that_the_company_does_not_keep(bool many)
    {
        await using Host host = await Host.StartAsync(many ? Euros : null);
        Failure failure = (await OneAsync(host, Ref.Buyer("Ana Diaz", "ana@example.com", "GBP"))).Failure!;
        failure.Code.Should().Be("quickbooks.currency");
        failure.Message.Should().Contain("GBP");
        host.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Vendor")]
    [InlineData("Employee")]
    public async Task Trap_14_a_name_that_a_vendor_or_employee_has_gives_way(string entity)
    {
        await using Host host = await Host.StartAsync();
        host.Company.Add(entity, """{"DisplayName":"Ana Diaz","GivenName":"Ana","FamilyName":"Diaz"}""");
        (await OneAsync(host, Ref.Buyer("Ana Diaz", "ana@example.com", shopId: "812"))).Resolved.Should().NotBeNull();
        host.Customers.Should().Equal("Ana Diaz (WC-812)");
    }

    [Fact]
    public async Task Trap_15_an_inactive_twin_is_neither_used_nor_in_the_way()
    {
        await using Host host = await Host.StartAsync();
        string gone = host.Company.AddCustomer("Ana Diaz", "ana@example.com");
        host.Company.Inactivate("Customer", gone);
        (await OneAsync(host, Ref.Buyer("Ana Diaz", "ana@example.com"))).Resolved!.Id.Should().NotBe(gone);
        host.Customers.Should().BeEquivalentTo("Ana Diaz (deleted)", "Ana Diaz");
    }

    [Theory]
    [InlineData("John's Cafe")]
    [InlineData("Back\\slash 'n Co")]
    public async Task Trap_16_an_apostrophe_is_found_again_and_not_made_anew(string name)
    {
        await using Host host = await Host.StartAsync();
        string id = host.Company.AddCustomer(name);
        (await OneAsync(host, Ref.Buyer(name))).Resolved!.Id.Should().Be(id);
        host.Company.Writes.Should().Be(0);
    }

    [Fact]
    public async Task Trap_17_spaces_around_a_mapped_name_do_not_hide_the_customer()
    {
        await using Host host = await Host.StartAsync();
        string id = host.Company.AddCustomer(" Wholesale ");
        (await OneAsync(host, Ref.Mapped(ReferenceKinds.Customer, "  Wholesale  ", "customersByRole"))).Resolved!.Id.Should().Be(id);
    }
}
