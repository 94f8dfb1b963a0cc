using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

public sealed class BalanceTests
{
    private const string Discount = """{"DetailType":"DiscountLineDetail","Amount":20,"DiscountLineDetail":{"PercentBased":false}}""";

    private static CompanyOptions Taxed => new() { TaxEngine = TaxEngine.Automated, AutomatedTaxRates = [6m, 2m] };

    private static string Paid(Session session, string invoice, string amount) =>
        $$"""{"CustomerRef":{"value":"{{session.CustomerId}}"},"TotalAmt":{{amount}},"Line":[{"Amount":{{amount}},"LinkedTxn":[{"TxnId":"{{invoice}}","TxnType":"Invoice"}]}]}""";

    [Fact]
    public async Task Receipt_is_revenue_discount_tax_and_undeposited_funds()
    {
        await using Session session = await Session.StartAsync(Taxed);

        await session.WriteAsync("salesreceipt", session.Receipt(
            $"{session.Line("100", taxed: true)},{session.Line("10", item: "SHIPPING_ITEM_ID")},{Discount}", "\"TxnTaxDetail\":{\"TotalTax\":6.55}"));
        CompanyBalances balances = session.Company.Balances;

        balances.UndepositedFunds.Should().Be(96.55m);
        balances.RevenueByAccount.Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Sales"] = 100m, ["Shipping Income"] = 10m, ["Discounts given"] = -20m });
        balances.Revenue.Should().Be(90m);
        balances.Discounts.Should().Be(20m);
        balances.SalesTaxByRate.Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Automated 1"] = 4.91m, ["Automated 2"] = 1.64m });
        balances.SalesTaxByAgency.Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Department of Revenue"] = 6.55m });
        balances.Account("Sales Tax Payable").Should().Be(6.55m);
        balances.ToString().Should().Contain("Undeposited Funds: 96.55");
    }

    [Fact]
    public async Task Invoice_with_payment_ends_in_the_same_books_as_a_receipt()
    {
        await using Session receipts = await Session.StartAsync(Taxed);
        await using Session invoices = await Session.StartAsync(Taxed);
        await receipts.WriteAsync("salesreceipt", receipts.Receipt(receipts.Line("100", taxed: true)));

        string invoice = (await invoices.WriteAsync("invoice", invoices.Receipt(invoices.Line("100", taxed: true)))).Text("Id")!;
        CompanyBalances unpaid = invoices.Company.Balances;
        await invoices.WriteAsync("payment", Paid(invoices, invoice, "108"));

        unpaid.Should().NotBeEquivalentTo(receipts.Company.Balances);
        unpaid.ReceivableByCustomer.Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Ana Diaz"] = 108m });
        invoices.Company.Balances.Should().BeEquivalentTo(receipts.Company.Balances);
    }

    [Fact]
    public async Task Refund_takes_a_sale_back_to_nothing()
    {
        await using Session session = await Session.StartAsync(Taxed);
        await session.WriteAsync("salesreceipt", session.Receipt(session.Line("100", taxed: true)));

        await session.WriteAsync("refundreceipt", session.Receipt(
            session.Line("100", taxed: true), $$""" "DepositToAccountRef":{"value":"{{session.Company.AccountId("Undeposited Funds")}}"}"""));

        session.Company.Balances.Accounts.Should().BeEmpty();
        session.Company.Balances.SalesTax.Should().Be(0m);
    }

    [Fact]
    public async Task Deposit_moves_receipts_to_the_bank_and_its_negative_line_is_an_expense()
    {
        await using Session session = await Session.StartAsync();
        string receipt = (await session.WriteAsync("salesreceipt", session.Receipt(session.Line("43.08")))).Text("Id")!;

        await session.WriteAsync("deposit", $$"""
            {"DepositToAccountRef":{"value":"{{session.Company.AccountId("Checking")}}"},"Line":[
            {"Amount":43.08,"LinkedTxn":[{"TxnId":"{{receipt}}","TxnType":"SalesReceipt","TxnLineId":"0"}]},
            {"Amount":-1.55,"DetailType":"DepositLineDetail","DepositLineDetail":{"AccountRef":{"value":"{{session.Company.AccountId("Bank Charges")}}"} } }]}
            """);
        CompanyBalances balances = session.Company.Balances;

        balances.UndepositedFunds.Should().Be(0m);
        balances.Bank.Should().Be(41.53m);
        balances.Expenses.Should().Be(1.55m);
        balances.Revenue.Should().Be(43.08m);
    }

    [Fact]
    public async Task Foreign_document_counts_in_the_home_currency_and_a_lost_cent_is_exchange_difference()
    {
        await using Session session = await Session.StartAsync(new CompanyOptions { MultiCurrency = true });
        string customer = session.Company.AddCustomer("Ana Diaz (EUR)", currency: "EUR");
        string lines = string.Join(',', Enumerable.Repeat(session.Line("0.15"), 3));

        await session.WriteAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"CurrencyRef":{"value":"EUR"},"ExchangeRate":1.1,"Line":[{{lines}}]}""");
        CompanyBalances balances = session.Company.Balances;

        balances.Receivable.Should().Be(0.50m);
        balances.RevenueByAccount["Sales"].Should().Be(0.51m);
        balances.Account("Exchange Gain or Loss").Should().Be(0.01m);
    }

    [Fact]
    public async Task Line_without_item_is_documentation_and_moves_nothing()
    {
        await using Session session = await Session.StartAsync();

        await session.WriteAsync("salesreceipt", session.Receipt(
            session.Line("10") + """,{"DetailType":"SalesItemLineDetail","Amount":99,"SalesItemLineDetail":{"TaxCodeRef":{"value":"NON"}}}"""));

        session.Company.Balances.Revenue.Should().Be(10m);
        session.Company.Balances.UndepositedFunds.Should().Be(10m);
    }

    [Fact]
    public async Task Sale_stays_on_the_account_it_was_posted_to_when_the_item_moves()
    {
        await using Session session = await Session.StartAsync();
        await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10")));

        session.Company.Edit("Item", session.ItemId, item => item["IncomeAccountRef"] = new JsonObject { ["value"] = session.Company.AccountId("Services") });
        await session.WriteAsync("salesreceipt", session.Receipt(session.Line("5")));

        session.Company.Balances.RevenueByAccount.Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Sales"] = 10m, ["Services"] = 5m });
    }
}
