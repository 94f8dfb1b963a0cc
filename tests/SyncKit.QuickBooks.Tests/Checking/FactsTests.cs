using System.Text.Json;
using SyncKit.Connectors;
using SyncKit.QuickBooks.Checking;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Checking;

/// <summary>Findings about what a company may be like but is rarely.</summary>
public class FactsTests
{
    private static IReadOnlyList<JsonElement> Rows(params string[] rows) => [.. rows.Select(row => JsonDocument.Parse(row).RootElement)];

    private static IEnumerable<Finding> Errors(QuickBooksSettings settings, CompanyFacts facts) =>
        CompanyCheck.Findings(settings, facts).Where(finding => finding.Severity == FindingSeverity.Error);

    private static CompanyFacts Facts => new()
    {
        Company = Shop.Company,
        Accounts = Rows(
            """{"Id":"1","Name":"Sales","AccountType":"Income","AccountSubType":"SalesOfProductIncome"}""",
            """{"Id":"2","Name":"Undeposited Funds","AccountType":"Other Current Asset","AccountSubType":"UndepositedFunds"}""",
            """{"Id":"3","Name":"Vouchers","AccountType":"Other Current Liability"}"""),
    };

    [Fact]
    public void Plain_facts_and_settings_have_no_errors() => Errors(new QuickBooksSettings(), Facts).Should().BeEmpty();

    [Fact]
    public void Automatic_application_of_payments_is_a_warning_where_invoices_are_posted()
    {
        CompanyFacts facts = Facts with { AppliesPayments = true };
        QuickBooksSettings invoices = new() { Documents = [new DocumentRule { Post = PostedAs.Invoice }] };
        CompanyCheck.Findings(invoices, facts).Should().ContainSingle(finding => finding.Setting == "documents").Which.Severity.Should().Be(FindingSeverity.Warning);
        CompanyCheck.Findings(new QuickBooksSettings(), facts).Should().NotContain(finding => finding.Setting == "documents");
        CompanyCheck.Findings(invoices, Facts).Should().NotContain(finding => finding.Setting == "documents");
    }

    [Theory]
    [InlineData("PO number", true)]
    [InlineData("po NUMBER", true)]
    [InlineData("1", true)]
    [InlineData("2", false)]
    [InlineData("Crew", false)]
    public void A_custom_field_is_named_by_name_or_number(string field, bool fits)
    {
        CompanyFacts facts = Facts with { Company = Shop.Company with { CustomFields = new Dictionary<string, string> { ["1"] = "PO number" } } };
        QuickBooksSettings settings = new() { Fields = [new FieldRule { From = "id", To = $"customField:{field}" }] };
        Errors(settings, facts).Select(finding => finding.Setting).Should().Equal(fits ? [] : ["fields[0].to"]);
    }

    [Fact]
    public void A_company_without_Undeposited_Funds_needs_a_refund_account() =>
        Errors(new QuickBooksSettings(), Facts with { Accounts = [.. Facts.Accounts.Take(1)] }).Single().Setting.Should().Be("refundAccount");

    [Fact]
    public void A_tax_code_without_rates_and_an_inactive_one_are_errors()
    {
        CompanyFacts facts = Facts with { TaxCodes = Rows("""{"Id":"7","Name":"Empty"}""", """{"Id":"8","Name":"Old","Active":false}""") };
        Errors(new QuickBooksSettings { TaxCode = "Empty" }, facts).Single().Message.Should().Contain("no rates");
        Errors(new QuickBooksSettings { TaxCode = "Old" }, facts).Single().Message.Should().Contain("inactive");
    }

    [Fact]
    public void A_gift_card_item_on_a_liability_has_no_finding_and_a_bundle_is_named()
    {
        QuickBooksSettings cards = new() { GiftCards = new GiftCardSettings { MetaKeys = ["_gift"] } };
        CompanyFacts good = Facts with { Items = Rows("""{"Id":"4","Name":"Gift cards","Type":"Service","IncomeAccountRef":{"value":"3"}}""") };
        CompanyCheck.Findings(cards, good).Should().NotContain(finding => finding.Setting == "giftCards.item");
        CompanyFacts bundle = Facts with { Items = Rows("""{"Id":"4","Name":"Set","Type":"Group"}""") };
        Errors(new QuickBooksSettings { ItemMap = new Dictionary<string, string> { ["A"] = "Set" } }, bundle).Single().Message.Should().Contain("bundle");
    }
}
