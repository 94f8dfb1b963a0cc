using System.Text;
using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Documents;

/// <summary>Payments, fees of payment providers, gift cards and copied fields.</summary>
public class MoneyTests
{
    private const string Expense = """{"realmId":"9341450","depositAccount":"Checking","gatewayFees":{"post":"Expense","account":"Fees paid"}}""";

    private const string Deposit = """
        {"realmId":"9341450","depositAccount":"Checking","gatewayFees":{"post":"Deposit","account":"Fees paid","depositAccount":"Savings"}}
        """;

    private static Order WithMeta(string key, string json) => Shop.Order() with { Meta = [new MetaEntry(key, Encoding.UTF8.GetBytes(json))] };

    [Theory]
    [InlineData("_stripe_fee", "\"1.46\"")]
    [InlineData("_wcpay_transaction_fee", "1.46")]
    [InlineData("_ppcp_paypal_fees", """{"gross_amount":{"value":"39.80"},"paypal_fee":{"currency_code":"USD","value":"1.46"}}""")]
    public void The_payment_providers_fee_is_an_expense(string key, string json)
    {
        Desk desk = new() { Settings = Expense };
        desk.Settle(WithMeta(key, json));
        desk.Standing.Select(document => (document.Key, document.Kind, document.Total, document.CountsTowardsTotal))
            .Should().Equal(("sale", "SalesReceipt", 39.80m, true), ("fee", "Purchase", 1.46m, false));
        SentDocument fee = desk.Sent("fee");
        fee.Ref("AccountRef").Should().Be("Checking");
        fee.Text("PaymentType").Should().Be("Cash");
        fee.Lines[0].GetProperty("AccountBasedExpenseLineDetail").GetProperty("AccountRef").GetProperty("value").GetString().Should().Be("Fees paid");
        fee.Text("PrivateNote").Should().Be("woo:us-store/order/1042/fee");
    }

    [Fact]
    public void Trap_28_a_payment_is_deposited_less_its_fee_from_undeposited_funds()
    {
        Desk desk = new() { Settings = Deposit };
        desk.Settle(WithMeta("_stripe_fee", "1.46"));
        desk.Written.Should().Equal("sale", "deposit");
        desk.Sent("sale").Ref("DepositToAccountRef").Should().Be(ReferenceKinds.UndepositedFunds);
        SentDocument deposit = desk.Sent("deposit");
        deposit.Ref("DepositToAccountRef").Should().Be("Savings");
        deposit.Lines.Select(line => line.GetProperty("Amount").GetDecimal()).Should().Equal(39.80m, -1.46m);
        JsonElement link = deposit.Lines[0].GetProperty("LinkedTxn")[0];
        link.GetProperty("TxnType").GetString().Should().Be("SalesReceipt");
        link.GetProperty("TxnLineId").GetString().Should().Be("0");
        desk.Drafts[1].Total.Should().Be(38.34m);
    }

    [Fact]
    public void The_deposit_of_an_invoice_links_its_payment()
    {
        string settings = Deposit.Replace("\"gatewayFees\"", "\"documents\":[{\"post\":\"InvoiceAndPayment\"}],\"gatewayFees\"", StringComparison.Ordinal);
        Desk desk = new() { Settings = settings };
        desk.Settle(WithMeta("_stripe_fee", "1.46"));
        desk.Written.Should().Equal("sale", "payment", "deposit");
        desk.Sent("deposit").Lines[0].GetProperty("LinkedTxn")[0].GetProperty("TxnType").GetString().Should().Be("Payment");
    }

    [Theory]
    [InlineData("\"unknown\"", "is \"unknown\", which is not a number")]
    [InlineData("40.00", "is 40.00, more than the 39.80")]
    [InlineData("-1", "is -1.00; it cannot be below zero")]
    public void A_fee_that_cannot_be_one_is_refused(string json, string message)
    {
        var refusal = new Desk { Settings = Expense }.Look(WithMeta("_stripe_fee", json)).Refusal!;
        refusal.Code.Should().Be("quickbooks.gateway-fee");
        refusal.Message.Should().Contain(message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("0")]
    public void No_fee_is_no_document(string json)
    {
        Desk desk = new() { Settings = Expense };
        desk.Settle(json.Length == 0 ? Shop.Order() : WithMeta("_stripe_fee", json));
        desk.Written.Should().Equal("sale");
    }

    [Fact]
    public void A_gift_card_that_the_shop_took_off_the_total_is_a_line()
    {
        Order order = WithMeta("_gift_cards", """{"ABC":"10.00","DEF":"5.00"}""") with { Total = 24.80m };
        Desk desk = new() { Settings = """{"realmId":"9341450","giftCards":{"metaKeys":["_gift_cards"],"item":"Gift cards sold"}}""" };
        desk.Settle(order);
        SentDocument sent = desk.Sent("sale");
        sent.Lines.Select(line => line.GetProperty("Amount").GetDecimal()).Should().Equal(39.80m, -15m);
        sent.Lines[1].GetProperty("SalesItemLineDetail").GetProperty("ItemRef").GetProperty("value").GetString().Should().Be("Gift cards sold");

        Desk whole = new() { Settings = desk.Settings };
        whole.Settle(order with { Total = 39.80m });
        whole.Sent("sale").Lines.Should().HaveCount(1, "the shop has not taken it off");
    }

    [Fact]
    public void Payments_go_by_the_rule_of_their_method()
    {
        Desk desk = new()
        {
            Settings = """
                {"realmId":"9341450","depositAccount":"Checking",
                 "payments":[{"method":"stripe","paymentMethod":"Card","depositAccount":"Clearing","refundAccount":"Out"}]}
                """,
        };
        desk.Settle(Shop.Order() with { Refunds = [Shop.Refund("17", 5m)] });
        desk.Sent("sale").Ref("PaymentMethodRef").Should().Be("Card");
        desk.Sent("sale").Ref("DepositToAccountRef").Should().Be("Clearing");
        desk.Sent("refund:17").Ref("DepositToAccountRef").Should().Be("Out");
    }

    [Fact]
    public void Values_of_the_order_are_copied_into_fields()
    {
        Company company = Shop.Company with
        {
            ClassPerLine = true, TrackDepartments = true, CustomFields = new Dictionary<string, string> { ["2"] = "PO Number" },
        };
        Desk desk = new()
        {
            Company = company,
            Settings = """
                {"realmId":"9341450","fields":[
                  {"from":"meta._po","to":"customField:PO Number"},{"from":"meta._po","to":"privateNote"},{"from":"billing.region","to":"class"},
                  {"from":"meta._shop","to":"department","default":"Web"},{"from":"number","to":"memo"},{"from":"number","to":"paymentNumber"}]}
                """,
        };
        desk.Settle(WithMeta("_po", "\"PO-4711-with-a-very-long-name-indeed\""));
        SentDocument sent = desk.Sent("sale");
        JsonElement field = sent.Root.GetProperty("CustomField")[0];
        field.GetProperty("DefinitionId").GetString().Should().Be("2");
        field.GetProperty("StringValue").GetString().Should().Be("PO-4711-with-a-very-long-name-i").And.HaveLength(31);
        sent.Text("PrivateNote").Should().Be("woo:us-store/order/1042 PO-4711-with-a-very-long-name-indeed");
        sent.Lines[0].GetProperty("SalesItemLineDetail").GetProperty("ClassRef").GetProperty("value").GetString().Should().Be("NV");
        sent.Ref("DepartmentRef").Should().Be("Web");
        sent.Ref("CustomerMemo").Should().Be("1042");
        sent.Text("PaymentRefNum").Should().Be("1042");
    }
}
