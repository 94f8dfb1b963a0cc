using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.QuickBooks.Settings;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Settings;

public class SettingsTests
{
    private static ConnectionSettings Json(string settings) => new($$"""{"realmId":"9341450"{{(settings.Length > 0 ? "," + settings : "")}}}""");

    private static IReadOnlyList<Finding> Problems(string settings) => SettingsReader.Problems(Json(settings));

    [Theory]
    [InlineData("\"docNumberPrefx\":\"A\"", "docNumberPrefx", "docNumberPrefix")]
    [InlineData("\"TaxCode\":\"A\"", "TaxCode", "taxCode")]
    [InlineData("\"documents\":[{\"status\":[\"processing\"]}]", "documents[0].status", "statuses")]
    [InlineData("\"payments\":[{\"method\":\"cod\"},{\"method\":\"x\",\"depositAcount\":\"B\"}]", "payments[1].depositAcount", "depositAccount")]
    [InlineData("\"giftCards\":{\"items\":\"A\"}", "giftCards.items", "item")]
    public void A_name_that_does_not_exist_is_an_error_that_names_the_nearest(string settings, string setting, string nearest)
    {
        Finding finding = Problems(settings).Single();
        finding.Severity.Should().Be(FindingSeverity.Error);
        finding.Setting.Should().Be(setting);
        finding.Message.Should().Contain($"write {nearest},");
    }

    [Fact]
    public void A_name_that_resembles_none_is_an_error_without_a_proposal() =>
        Problems("\"xyz\":1").Single().Message.Should().Be("There is no setting xyz: take it out.");

    [Theory]
    [InlineData("\"documents\":null", "documents")]
    [InlineData("\"giftCards\":null", "giftCards")]
    [InlineData("\"statuses\":[\"processing\",null]", "statuses[1]")]
    [InlineData("\"itemMap\":{\"A\":null}", "itemMap.A")]
    [InlineData("\"taxCodes\":[{\"code\":null}]", "taxCodes[0].code")]
    [InlineData("\"docNumberPrefix\":null", "docNumberPrefix")]
    [InlineData("\"gatewayFees\":{\"metaKeys\":null}", "gatewayFees.metaKeys")]
    public void A_null_is_named_wherever_it_stands(string settings, string setting)
    {
        Finding finding = Problems(settings).Single();
        finding.Setting.Should().Be(setting);
        finding.Message.Should().Contain("null");
    }

    [Fact]
    public void A_total_that_may_be_absent_may_be_null() => Problems("\"documents\":[{\"minTotal\":null,\"maxTotal\":10}]").Should().BeEmpty();

    [Fact]
    public void A_setting_that_stands_there_twice_is_named() =>
        Problems("\"taxCode\":\"A\",\"taxCode\":\"B\"").Single().Message.Should().Contain("twice");

    [Theory]
    [InlineData("\"docNumber\":\"{number}{order}\"", "docNumber", "{order}")]
    [InlineData("\"docNumber\":\"{prefix}{number\"", "docNumber", "brace")]
    [InlineData("\"docNumber\":\"WC\"", "docNumber", "one number")]
    [InlineData("\"docNumber\":\"A-very-very-long-number-{id}\"", "docNumber", "21")]
    [InlineData("\"docNumber\":\"{number}{refund}\"", "docNumber", "{refund}")]
    [InlineData("\"refundNumber\":\"R{number}\"", "refundNumber", "{refund}")]
    [InlineData("\"docNumberPrefix\":\"much-too-long\"", "docNumberPrefix", "10 characters")]
    [InlineData("\"statuses\":[]", "statuses", "nothing")]
    [InlineData("\"statuses\":[\"wc-processing\"]", "statuses", "'processing'")]
    [InlineData("\"statuses\":[\" \"]", "statuses", "empty entry")]
    [InlineData("\"documents\":[{\"post\":\"Skip\"}]", "documents", "nothing")]
    [InlineData("\"documents\":[{\"minTotal\":10,\"maxTotal\":5}]", "documents[0].minTotal", "maxTotal")]
    [InlineData("\"documents\":[{\"paymentMethods\":[\"\"]}]", "documents[0].paymentMethods", "empty entry")]
    [InlineData("\"documents\":[{\"customerRoles\":[\"\"]}]", "documents[0].customerRoles", "empty entry")]
    [InlineData("\"documents\":[{\"statuses\":[\"wc-on-hold\"]}]", "documents[0].statuses", "'on-hold'")]
    [InlineData("\"shippingItem\":\" \"", "shippingItem", "empty")]
    [InlineData("\"giftCards\":{\"item\":\"\"}", "giftCards.item", "empty")]
    [InlineData("\"term\":\"A term that is longer than QuickBooks takes\"", "term", "31")]
    [InlineData("\"itemMap\":{\"A\":\"\"}", "itemMap", "empty side")]
    [InlineData("\"itemMap\":{\"A\":\"B\",\"a\":\"C\"}", "itemMap", "twice")]
    [InlineData("\"feeItems\":{\"\":\"Tip\"}", "feeItems", "empty side")]
    [InlineData("\"customersByRole\":{\"wholesale\":\" \"}", "customersByRole", "empty side")]
    [InlineData("\"payments\":[{\"method\":\"\"}]", "payments[0].method", "empty")]
    [InlineData("\"payments\":[{\"method\":\"cod\"},{\"method\":\"COD\"}]", "payments[1].method", "two rules")]
    [InlineData("\"gatewayFees\":{\"post\":\"Expense\"}", "gatewayFees.account", "expense account")]
    [InlineData("\"gatewayFees\":{\"post\":\"Deposit\",\"account\":\"Fees\"}", "gatewayFees.depositAccount", "bank account")]
    [InlineData("\"gatewayFees\":{\"post\":\"Expense\",\"account\":\"Fees\",\"metaKeys\":[]}", "gatewayFees.metaKeys", "name the keys")]
    [InlineData("\"giftCards\":{\"metaKeys\":[\"\"]}", "giftCards.metaKeys", "empty entry")]
    [InlineData("\"giftCards\":{\"feeNames\":[\"\"]}", "giftCards.feeNames", "empty entry")]
    [InlineData("\"roundingLimit\":1.01", "roundingLimit", "between 0 and 1")]
    [InlineData("\"roundingLimit\":-0.01", "roundingLimit", "between 0 and 1")]
    [InlineData("\"taxCodes\":[{\"rate\":\"1\"}]", "taxCodes[0].code", "empty")]
    [InlineData("\"taxCodes\":[{\"rate\":\"1\",\"code\":\"A\"},{\"rate\":\"1\",\"code\":\"B\"}]", "taxCodes[1]", "never decides")]
    [InlineData("\"fields\":[{\"from\":\"nowhere.at.all\",\"to\":\"memo\"}]", "fields[0].from", "nowhere")]
    [InlineData("\"fields\":[{\"from\":\"\",\"to\":\"memo\"}]", "fields[0].from", "''")]
    [InlineData("\"fields\":[{\"from\":\"customer.company\",\"to\":\"note\"}]", "fields[0].to", "privateNote")]
    [InlineData("\"fields\":[{\"from\":\"customer.company\",\"to\":\"customField:\"}]", "fields[0].to", "custom field")]
    [InlineData("\"fields\":[{\"from\":\"customer.company\",\"to\":\"memo\"},{\"from\":\"id\",\"to\":\"memo\"}]", "fields[1].to", "Two rules")]
    [InlineData("\"itemType\":\"Rental\"", "itemType", "cannot have")]
    public void What_is_wrong_without_the_company_is_an_error_that_names_the_setting(string settings, string setting, string told)
    {
        Finding finding = Problems(settings).Should().ContainSingle(found => found.Severity == FindingSeverity.Error).Subject;
        finding.Setting.Should().Be(setting);
        finding.Message.Should().Contain(told);
    }

    [Theory]
    [InlineData("\"documents\":[{\"post\":\"Invoice\"},{\"statuses\":[\"completed\"]}]", "documents[0]", "move it to the end")]
    [InlineData("\"documents\":[{\"name\":\"A\",\"statuses\":[\"x\"]},{\"name\":\"a\"}]", "documents[1].name", "nobody can tell")]
    [InlineData("\"taxCodes\":[{\"code\":\"A\"},{\"rate\":\"1\",\"code\":\"B\"}]", "taxCodes[0]", "move it to the end")]
    [InlineData("\"itemMatch\":\"Sku\"", "catchAllItem", "held")]
    public void What_is_merely_odd_is_a_warning_and_does_not_stop_the_connection(string settings, string setting, string told)
    {
        Finding finding = Problems(settings).Single();
        finding.Severity.Should().Be(FindingSeverity.Warning);
        finding.Setting.Should().Be(setting);
        finding.Message.Should().Contain(told);
        SettingsReader.TryRead(new Connection { Id = Shop.BooksId, Settings = Json(settings) }, out QuickBooksSettings? read, out _).Should().BeTrue();
        read.Should().NotBeNull();
    }

    [Fact]
    public void A_realm_that_is_no_number_and_text_that_is_no_JSON_are_errors()
    {
        SettingsReader.Problems(new ConnectionSettings("""{"realmId":"abc"}""")).Single().Setting.Should().Be("realmId");
        SettingsReader.Problems(new ConnectionSettings("{}")).Single().Setting.Should().Be("realmId");
        SettingsReader.Problems(new ConnectionSettings("{")).Single().Setting.Should().Be("settings");
        SettingsReader.Problems(new ConnectionSettings("[]")).Single().Setting.Should().Be("settings");
    }

    [Fact]
    public void An_error_parks_the_connection_with_its_sentence()
    {
        Connection books = new() { Id = Shop.BooksId, Settings = Json("\"roundingLimit\":2") };
        SettingsReader.TryRead(books, out _, out Failure? failure).Should().BeFalse();
        failure!.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Code.Should().Be("quickbooks.settings");
        failure.Message.Should().Contain("roundingLimit");
    }

    [Fact]
    public void Nested_settings_are_read_from_JSON_and_keep_the_defaults_that_are_left_out()
    {
        QuickBooksSettings settings = SettingsReader.Read(new Connection
        {
            Id = Shop.BooksId,
            Settings = Json("""
                // A shop with everything.
                "documents":[{"name":"Open","statuses":["on-hold"],"customerRoles":["wholesale","guest"],"minTotal":10.5,"post":"Invoice"},{"post":"InvoiceAndPayment"}],
                "customersByRole":{"wholesale":"Dealers"},"itemMap":{"SKU-1":"Mug"},"feeItems":{"Tip":"Tips"},
                "giftCards":{"metaKeys":["_gift"]},"gatewayFees":{"post":"Expense","account":"Bank Charges"},
                "payments":[{"method":"stripe","paymentMethod":"Visa","depositAccount":"Checking"}],
                "taxCodes":[{"taxClass":"reduced-rate","code":"5.0% R"}],"fields":[{"from":"meta._po_number","to":"customField:PO","default":"-"}],
                "roundingLimit":0.02,"closedPeriod":"NextOpenDay","createItems":false,
                """),
        });

        settings.Documents[0].Should().BeEquivalentTo(new DocumentRule
        {
            Name = "Open", Statuses = ["on-hold"], CustomerRoles = ["wholesale", "guest"], MinTotal = 10.5m, Post = PostedAs.Invoice,
        });
        settings.Documents[1].Post.Should().Be(PostedAs.InvoiceAndPayment);
        settings.Documents[1].Statuses.Should().BeEmpty();
        settings.CustomersByRole["wholesale"].Should().Be("Dealers");
        settings.ItemMap["SKU-1"].Should().Be("Mug");
        settings.FeeItems["Tip"].Should().Be("Tips");
        settings.GiftCards.MetaKeys.Should().Equal("_gift");
        settings.GiftCards.Item.Should().Be("Gift cards");
        settings.GatewayFees.Post.Should().Be(GatewayFee.Expense);
        settings.GatewayFees.MetaKeys.Should().Contain("_stripe_fee");
        settings.Payments[0].DepositAccount.Should().Be("Checking");
        settings.TaxCodes[0].TaxClass.Should().Be("reduced-rate");
        settings.Fields[0].Should().BeEquivalentTo(new FieldRule { From = "meta._po_number", To = "customField:PO", Default = "-" });
        settings.RoundingLimit.Should().Be(0.02m);
        settings.ClosedPeriod.Should().Be(ClosedPeriod.NextOpenDay);
        settings.CreateItems.Should().BeFalse();
        settings.CreateCustomers.Should().BeTrue();
        settings.DocNumber.Should().Be("{prefix}{number}");
        settings.Statuses.Should().Equal("processing", "completed", "refunded");
    }
}
