using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

/// <summary>How documents hold on to each other, and let go.</summary>
public sealed class DocumentLifeTests
{
    private static string Payment(Session session, string total, params (string Amount, string Type, string Id)[] lines) =>
        $$"""{"CustomerRef":{"value":"{{session.CustomerId}}"},"TotalAmt":{{total}},"Line":[{{string.Join(',', lines.Select(line =>
            $$"""{"Amount":{{line.Amount}},"LinkedTxn":[{"TxnId":"{{line.Id}}","TxnType":"{{line.Type}}"}]}"""))}}]}""";

    private static string Purchase(Session session, string type, string account, string amount = "1.55") =>
        $$"""{"PaymentType":"{{type}}","AccountRef":{"value":"{{session.Company.AccountId(account)}}"},"Line":[{"Amount":{{amount}},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{session.Company.AccountId("Bank Charges")}}"} } }]}""";

    private static async Task<JsonObject> ReadAsync(Session session, string path, string entity)
    {
        (_, JsonObject? body) = await session.GetAsync(path);
        return body![entity]!.AsObject();
    }

    private static string Version(JsonObject document) => $$"""{"Id":"{{document.Text("Id")}}","SyncToken":"{{document.Text("SyncToken")}}"}""";

    [Fact]
    public async Task Voiding_a_paid_invoice_leaves_its_payment_unapplied()
    {
        await using Session session = await Session.StartAsync();
        string invoice = (await session.WriteAsync("invoice", session.Receipt(session.Line("40")))).Text("Id")!;
        string payment = (await session.WriteAsync("payment", Payment(session, "40", ("40", "Invoice", invoice)))).Text("Id")!;

        JsonObject voided = await session.WriteAsync("invoice?operation=void", Version(await ReadAsync(session, "invoice/" + invoice, "Invoice")));
        JsonObject left = await ReadAsync(session, "payment/" + payment, "Payment");

        voided.Amount("TotalAmt").Should().Be(0m);
        voided.Amount("Balance").Should().Be(0m);
        left.Amount("UnappliedAmt").Should().Be(40m);
        left["Line"]!.AsArray().Should().BeEmpty();
        session.Company.Balances.Receivable.Should().Be(-40m);
    }

    [Fact]
    public async Task Deleting_an_invoice_frees_the_credit_that_was_applied_to_it()
    {
        await using Session session = await Session.StartAsync();
        string invoice = (await session.WriteAsync("invoice", session.Receipt(session.Line("40")))).Text("Id")!;
        string memo = (await session.WriteAsync("creditmemo", session.Receipt(session.Line("15")))).Text("Id")!;
        await session.WriteAsync("payment", Payment(session, "0", ("15", "Invoice", invoice), ("15", "CreditMemo", memo)));

        await session.WriteAsync("invoice?operation=delete", Version(await ReadAsync(session, "invoice/" + invoice, "Invoice")));
        JsonObject freed = await ReadAsync(session, "creditmemo/" + memo, "CreditMemo");

        freed.Amount("RemainingCredit").Should().Be(15m);
        freed["LinkedTxn"]!.AsArray().Should().BeEmpty();
        session.Company.Documents("Payment").Should().ContainSingle(payment => payment.TotalAmt == 0m);
        session.Company.Balances.Receivable.Should().Be(-15m);
    }

    [Fact]
    public async Task Voiding_a_payment_opens_its_invoice_again()
    {
        await using Session session = await Session.StartAsync();
        string invoice = (await session.WriteAsync("invoice", session.Receipt(session.Line("40")))).Text("Id")!;
        JsonObject payment = await session.WriteAsync("payment", Payment(session, "40", ("40", "Invoice", invoice)));

        string wrongUrl = await session.RefusedAsync("payment?operation=void", Version(payment));
        await session.WriteAsync("payment?operation=update&include=void", Version(payment));

        wrongUrl.Should().Be("500");
        (await ReadAsync(session, "invoice/" + invoice, "Invoice")).Amount("Balance").Should().Be(40m);
    }

    [Theory]
    [InlineData("salesreceipt", "?operation=update&include=void", "?operation=void")]
    [InlineData("refundreceipt", "?operation=void", "?operation=update&include=void")]
    [InlineData("creditmemo", "?operation=void", "?operation=update&include=void")]
    public async Task Each_kind_is_voided_by_its_own_url_and_keeps_its_number(string entity, string right, string wrong)
    {
        await using Session session = await Session.StartAsync();
        string more = $$""" "DocNumber":"7","DepositToAccountRef":{"value":"{{session.Company.AccountId("Checking")}}"}""";
        JsonObject document = await session.WriteAsync(entity, session.Receipt(session.Line("40"), more));

        string refused = await session.RefusedAsync(entity + wrong, Version(document));
        JsonObject voided = await session.WriteAsync(entity + right, Version(document));

        refused.Should().Be("500");
        voided.Amount("TotalAmt").Should().Be(0m);
        voided.Text("PrivateNote").Should().Be("Voided");
        voided.Text("DocNumber").Should().Be("7");
        session.Company.Balances.Accounts.Should().BeEmpty();
    }

    [Fact]
    public async Task Purchase_pays_an_expense_and_can_only_be_deleted()
    {
        await using Session session = await Session.StartAsync();
        string vendor = session.Company.AddVendor("Stripe");
        JsonObject body = JsonNode.Parse(Purchase(session, "Cash", "Checking"))!.AsObject();
        body["EntityRef"] = new JsonObject { ["value"] = vendor, ["type"] = "Vendor" };

        JsonObject purchase = await session.WriteAsync("purchase", body.ToJsonString());
        CompanyBalances spent = session.Company.Balances;
        string voided = await session.RefusedAsync("purchase?operation=void", Version(purchase));
        await session.WriteAsync("purchase?operation=delete", Version(purchase));

        purchase.Amount("TotalAmt").Should().Be(1.55m);
        purchase["EntityRef"].AsText("name").Should().Be("Stripe");
        spent.Expenses.Should().Be(1.55m);
        spent.Bank.Should().Be(-1.55m);
        voided.Should().Be("500");
        session.Company.Balances.Accounts.Should().BeEmpty();
    }

    [Theory]
    [InlineData("CreditCard", "Checking", "1", "6430")]
    [InlineData("Cash", "Sales", "1", "6430")]
    [InlineData("Barter", "Checking", "1", "2170")]
    [InlineData("Cash", "Checking", "-1", "6000")]
    public async Task Purchase_that_breaks_a_rule_is_refused(string type, string account, string amount, string code)
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("purchase", Purchase(session, type, account, amount))).Should().Be(code);
    }

    [Fact]
    public async Task Purchase_with_an_unknown_property_is_2010()
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("purchase", Purchase(session, "Cash", "Checking").Replace("\"PaymentType\"", "\"Nonsense\":1,\"PaymentType\""))).Should().Be("2010");
    }

    [Fact]
    public async Task Refund_leaves_a_deposit_smaller()
    {
        await using Session session = await Session.StartAsync();
        string undeposited = session.Company.AccountId("Undeposited Funds");
        string receipt = (await session.WriteAsync("salesreceipt", session.Receipt(session.Line("40")))).Text("Id")!;
        string refund = (await session.WriteAsync("refundreceipt", session.Receipt(session.Line("10"), $$""" "DepositToAccountRef":{"value":"{{undeposited}}"}"""))).Text("Id")!;

        JsonObject deposit = await session.WriteAsync("deposit", $$"""
            {"DepositToAccountRef":{"value":"{{session.Company.AccountId("Checking")}}"},"Line":[
            {"Amount":40,"LinkedTxn":[{"TxnId":"{{receipt}}","TxnType":"SalesReceipt","TxnLineId":"0"}]},
            {"Amount":-10,"LinkedTxn":[{"TxnId":"{{refund}}","TxnType":"RefundReceipt","TxnLineId":"0"}]}]}
            """);

        deposit.Amount("TotalAmt").Should().Be(30m);
        session.Company.Balances.UndepositedFunds.Should().Be(0m);
        session.Company.Balances.Bank.Should().Be(30m);
    }

    [Theory]
    [InlineData(true, 0, 25)]
    [InlineData(false, 60, 85)]
    public async Task Payment_without_lines_pays_the_oldest_invoices_only_where_the_company_wants_it(bool autoApply, decimal unapplied, decimal open)
    {
        await using Session session = await Session.StartAsync(new CompanyOptions { AutoApplyPayments = autoApply });
        await session.WriteAsync("invoice", session.Receipt(session.Line("45"), "\"TxnDate\":\"2026-11-10\""));
        await session.WriteAsync("invoice", session.Receipt(session.Line("40"), "\"TxnDate\":\"2026-11-01\""));

        JsonObject payment = await session.WriteAsync("payment", $$"""{"CustomerRef":{"value":"{{session.CustomerId}}"},"TotalAmt":60}""");
        JsonObject invoices = await session.QueryAsync("select * from Invoice orderby TxnDate");

        payment.Amount("UnappliedAmt").Should().Be(unapplied);
        invoices["Invoice"]!.AsArray().Sum(invoice => invoice!["Balance"]!.GetValue<decimal>()).Should().Be(open);
        invoices["Invoice"]![0]!["Balance"]!.GetValue<decimal>().Should().Be(autoApply ? 0m : 40m);
    }
}
