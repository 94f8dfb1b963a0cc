using System.Text.Json;
using SyncKit.Faults;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.QuickBooks;
using SyncKit.Transforming;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.References;

public class ListTests
{
    private static async Task<ReferenceAnswer> OneAsync(Host host, Reference reference) => (await host.ResolveAsync([reference])).Single();

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    [Fact]
    public async Task A_term_comes_with_the_days_that_give_the_due_date()
    {
        await using Host host = await Host.StartAsync();
        host.Company.Add("Term", """{"Name":"Month end","DayOfMonthDue":31,"DueNextMonthDays":5}""");
        (await OneAsync(host, Ref.Named(ReferenceKinds.Term, "net 30", "term"))).Resolved!.Attributes["dueDays"].Should().Be("30");
        IReadOnlyDictionary<string, string> monthEnd = (await OneAsync(host, Ref.Named(ReferenceKinds.Term, "Month end", "term"))).Resolved!.Attributes;
        monthEnd["dayOfMonthDue"].Should().Be("31");
        monthEnd["dueNextMonthDays"].Should().Be("5");
        monthEnd.Should().NotContainKey("dueDays");
    }

    [Theory]
    [InlineData(ReferenceKinds.Term, "term", FailureKind.NeedsAttention, "quickbooks.term")]
    [InlineData(ReferenceKinds.Class, "fields", FailureKind.Permanent, "quickbooks.class")]
    [InlineData(ReferenceKinds.Department, "fields", FailureKind.Permanent, "quickbooks.department")]
    [InlineData(ReferenceKinds.Account, "payments", FailureKind.Permanent, "quickbooks.account")]
    [InlineData(ReferenceKinds.Account, "depositAccount", FailureKind.NeedsAttention, "quickbooks.account")]
    [InlineData(ReferenceKinds.TaxCode, "taxCodes", FailureKind.Permanent, "quickbooks.tax-code-unknown")]
    [InlineData(ReferenceKinds.TaxCode, "zeroTaxCode", FailureKind.NeedsAttention, "quickbooks.tax-code-unknown")]
    public async Task What_is_not_there_parks_the_connection_only_when_every_order_needs_it(string kind, string setting, FailureKind expected, string code)
    {
        await using Host host = await Host.StartAsync();
        Failure failure = (await OneAsync(host, Ref.Named(kind, "Nowhere", setting))).Failure!;
        failure.Kind.Should().Be(expected);
        failure.Code.Should().Be(code);
        failure.Message.Should().Contain("Nowhere").And.Contain(setting);
    }

    [Theory]
    [InlineData("Class", ReferenceKinds.Class)]
    [InlineData("Department", ReferenceKinds.Department)]
    public async Task A_class_and_a_department_are_found_by_name_full_name_and_id(string entity, string kind)
    {
        await using Host host = await Host.StartAsync();
        string parent = host.Company.Add(entity, """{"Name":"West"}""");
        string child = host.Company.Add(entity, $$$"""{"Name":"Reno","ParentRef":{"value":"{{{parent}}}"}}""");
        (await OneAsync(host, Ref.Named(kind, "reno"))).Resolved!.Id.Should().Be(child);
        (await OneAsync(host, Ref.Named(kind, "West:Reno"))).Resolved!.Id.Should().Be(child);
        (await OneAsync(host, Ref.Named(kind, parent))).Resolved!.IsExpired(Shop.Now.AddDays(1)).Should().BeTrue();
        host.Company.Inactivate(entity, child);
        (await OneAsync(host, Ref.Named(kind, child, "fields"))).Failure!.Message.Should().Contain("inactive");
    }

    [Fact]
    public async Task A_payment_method_that_a_setting_names_must_be_there()
    {
        await using Host host = await Host.StartAsync();
        (await OneAsync(host, Ref.Mapped(ReferenceKinds.PaymentMethod, "Visa", "payments"))).Resolved!.Id.Should().NotBe(ReferenceKinds.None);
        (await OneAsync(host, Ref.Mapped(ReferenceKinds.PaymentMethod, "Barter", "payments"))).Failure!.Code.Should().Be("quickbooks.payment-method");
    }

    [Fact]
    public async Task An_account_says_its_currency()
    {
        await using Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Automated, MultiCurrency = true });
        host.Company.Add("Account", """{"Name":"Euro bank","AccountType":"Bank","CurrencyRef":{"value":"EUR"}}""");
        (await OneAsync(host, Ref.Named(ReferenceKinds.Account, "Euro bank", "payments"))).Resolved!.Attributes[Detail.Currency].Should().Be("EUR");
    }

    [Fact]
    public void An_active_entry_comes_before_its_inactive_twin_and_a_name_before_an_id()
    {
        JsonElement[] rows =
        [
            Parse("""{"Id":"2024","Name":"Other","Active":true}"""),
            Parse("""{"Id":"5","Name":"2024 (deleted)","Active":false}"""),
            Parse("""{"Id":"6","Name":"2024","Active":true}"""),
        ];
        EntryMatch.Named(rows, "2024")!.Value.GetProperty("Id").GetString().Should().Be("6");
        EntryMatch.Named(rows[..2], "2024")!.Value.GetProperty("Id").GetString().Should().Be("2024");
        EntryMatch.Named(rows[1..2], "2024")!.Value.GetProperty("Id").GetString().Should().Be("5");
        EntryMatch.Named(rows, "2025").Should().BeNull();
    }

    [Fact]
    public void The_preferences_say_what_forms_take()
    {
        Company company = CompanyReading.Read(default, Parse("""
            {"AccountingInfoPrefs":{"ClassTrackingPerTxn":true,"ClassTrackingPerTxnLine":false,"TrackDepartments":true,"BookCloseDate":"2026-09-30"},
             "SalesFormsPrefs":{"AllowShipping":true,"AllowDiscount":false,"CustomTxnNumbers":true,"CustomField":[
               {"CustomField":[{"Type":"BooleanType","Name":"SalesFormsPrefs.UseSalesCustom1","BooleanValue":true},
                               {"Type":"BooleanType","Name":"SalesFormsPrefs.UseSalesCustom2","BooleanValue":false},
                               {"Type":"BooleanType","Name":"SalesFormsPrefs.UseSalesCustom3","BooleanValue":true}]},
               {"CustomField":[{"Type":"StringType","Name":"SalesFormsPrefs.SalesCustomName1","StringValue":"PO number"},
                               {"Type":"StringType","Name":"SalesFormsPrefs.SalesCustomName2","StringValue":"Crew"}]}]},
             "CurrencyPrefs":{"HomeCurrency":{"value":"GBP"}},"TaxPrefs":{"UsingSalesTax":true}}
            """));
        company.AllowShipping.Should().BeTrue();
        company.ClassPerDocument.Should().BeTrue();
        company.ClassPerLine.Should().BeFalse();
        company.TrackDepartments.Should().BeTrue();
        company.CustomFields.Should().BeEquivalentTo(new Dictionary<string, string> { ["1"] = "PO number", ["3"] = "Custom field 3" });
        Company.Of(new ResolvedReference(ReferenceKinds.Company, "", "1", company.ToAttributes(), Shop.Now)).CustomFields.Should().BeEquivalentTo(company.CustomFields);
    }

    [Fact]
    public void Custom_fields_in_one_flat_list_are_read_as_well()
    {
        JsonElement flat = Parse("""
            {"CustomField":[{"Name":"SalesFormsPrefs.UseSalesCustom2","BooleanValue":true},{"Name":"SalesFormsPrefs.SalesCustomName2","StringValue":" Crew  # "}]}
            """);
        CustomFieldNames.Read(flat).Should().BeEquivalentTo(new Dictionary<string, string> { ["2"] = "Crew #" });
    }
}
