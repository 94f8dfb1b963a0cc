using System.Text;
using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Documents;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Reconciling;
using SyncKit.Testing.QuickBooks;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>Lines, refunds, payouts and ledgers that come out wrong elsewhere, each provoked on a simulated company.</summary>
public class MoneyTrapsOnMoney
{
    private const string Wholesale = "\"documents\":[{\"name\":\"open\",\"statuses\":[\"pending\"],\"post\":\"Invoice\"},{\"name\":\"sold\",\"post\":\"SalesReceipt\"}]";

    private static Order Paid => Shop.Order();

    private static Order Unpaid => Paid with { Status = "pending", PaidAt = null };

    private static async Task ShouldAgreeAsync(Bookkeeping books, decimal total)
    {
        (await books.DeadAsync()).Should().BeEmpty();
        Reconciliation all = await books.ReconcileAsync();
        all.Differences.Should().BeEmpty();
        all.BooksTotals.Values.Should().Equal(total);
    }

    [Theory]
    [InlineData("100", "100", "3")]
    [InlineData("100", "85.33", "3")]
    [InlineData("59.97", "53.98", "7")]
    [InlineData("10.01", "10.01", "2.5")]
    public async Task Trap_25_A_price_that_cents_cannot_hold_keeps_the_lines_amount(string before, string after, string count)
    {
        (decimal subtotal, decimal total, decimal quantity) = (Decimal(before), Decimal(after), Decimal(count));
        await using Bookkeeping books = await Bookkeeping.StartAsync("\"coupons\":\"NetPrices\"");
        await books.SyncAsync(Shop.Order() with { Lines = [Shop.Line(total, quantity, subtotal)], Total = total });
        await ShouldAgreeAsync(books, total);
        JsonElement line = books.Booked().Lines[0];
        line.GetProperty("Amount").GetDecimal().Should().Be(total);
        decimal price = line.GetProperty("SalesItemLineDetail").GetProperty("UnitPrice").GetDecimal();

        string item = books.Company.Items[0].Id;
        Action inCents = () => books.Company.Add("SalesReceipt", $$"""
            {"Line":[{"DetailType":"SalesItemLineDetail","Amount":{{after}},
             "SalesItemLineDetail":{"ItemRef":{"value":"{{item}}"},"Qty":{{count}},"UnitPrice":{{decimal.Round(price, 2)}},"TaxCodeRef":{"value":"NON"} } }]}
            """);
        inCents.Should().Throw<ArgumentException>("that is the trap").WithMessage("*6070*");
    }

    [Theory]
    [InlineData(TaxEngine.Automated)]
    [InlineData(TaxEngine.Manual)]
    public async Task Trap_26_A_charge_that_is_added_later_is_sent_with_all_lines_and_the_whole_tax(TaxEngine engine)
    {
        await using Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = engine }, "\"taxCode\":\"Nevada\"");
        host.Company.AddTaxCode("Nevada", 4.6m, 3.665m);
        LedgerDocument[] posted = [.. await host.PostAsync(Shop.Order(tax: 3.29m))];
        Order wrapped = Shop.Order(tax: 3.29m) with
        {
            Fees = [new FeeLine { Id = "9", Name = "Gift wrapping", Total = 5m, TotalTax = 0.41m }],
            TotalTax = 3.70m,
            Total = 48.50m,
        };
        await host.PostAsync(wrapped, posted);

        Testing.QuickBooks.BookedDocument booked = host.Company.Documents("SalesReceipt").Single();
        (booked.TotalAmt, booked.TotalTax).Should().Be((48.50m, 3.70m));
        new SentDocument(JsonDocument.Parse(booked.Json).RootElement).Codes.Should().Equal("TAX", "TAX");
        string update = Encoding.UTF8.GetString(host.Sent[^1].Content.Span);
        update.Should().Contain("T-Shirt M").And.Contain("Gift wrapping").And.Contain("TxnTaxDetail").And.Contain("\"sparse\":true");
        host.Company.Balances.SalesTax.Should().Be(3.70m);
        host.Company.Balances.Revenue.Should().Be(44.80m);
    }

    [Fact]
    public async Task Trap_27_Money_that_goes_back_is_a_refund_receipt_and_leaves_nothing_receivable()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync();
        await books.SyncAsync(Paid);
        await books.SyncAsync(Paid with { Refunds = [Shop.Refund("17", 10m)] });
        books.Company.Count("RefundReceipt").Should().Be(1);
        books.Company.Count("CreditMemo").Should().Be(0);
        (books.Company.Balances.Receivable, books.Company.Balances.Revenue, books.Company.Balances.UndepositedFunds).Should().Be((0m, 29.80m, 29.80m));

        await books.SyncAsync(Paid with { Status = "refunded", Refunds = [Shop.Refund("17", 10m), Shop.Refund("18", 29.80m)] });
        (books.Company.Balances.Receivable, books.Company.Balances.Revenue, books.Company.Balances.UndepositedFunds).Should().Be((0m, 0m, 0m));
        await ShouldAgreeAsync(books, 0m);
    }

    [Fact]
    public async Task Trap_27_What_is_taken_off_an_open_invoice_is_a_credit_memo_and_no_money_goes_back()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync(Wholesale);
        await books.SyncAsync(Unpaid);
        await books.SyncAsync(Unpaid with { Refunds = [Shop.Refund("17", 10m)] });
        books.Company.Count("CreditMemo").Should().Be(1);
        books.Company.Count("RefundReceipt").Should().Be(0);
        (books.Company.Balances.Receivable, books.Company.Balances.Revenue, books.Company.Balances.UndepositedFunds).Should().Be((29.80m, 29.80m, 0m));

        await books.SyncAsync(Paid with { Refunds = [Shop.Refund("17", 10m)] });
        (books.Company.Balances.Receivable, books.Company.Balances.Revenue, books.Company.Balances.UndepositedFunds).Should().Be((0m, 29.80m, 29.80m));
        await ShouldAgreeAsync(books, 29.80m);
    }

    [Fact]
    public async Task Trap_28_A_clearing_account_takes_the_sale_and_the_fee_so_the_payout_is_no_income()
    {
        const string Clearing = """
            "payments":[{"method":"stripe","depositAccount":"Stripe clearing"}],"gatewayFees":{"post":"Expense","account":"Bank Charges"}
            """;
        await using Bookkeeping books = await Bookkeeping.StartAsync(
            Clearing.Trim(), prepare: company => company.AddAccount("Stripe clearing", "Bank", "Checking"));
        await books.SyncAsync(Paid with { Meta = [new MetaEntry("_stripe_fee", "\"1.45\""u8.ToArray())] });

        CompanyBalances balances = books.Company.Balances;
        balances.Account("Stripe clearing").Should().Be(38.35m, "that is what Stripe pays out");
        (balances.Revenue, balances.Expenses, balances.UndepositedFunds).Should().Be((39.80m, 1.45m, 0m));
        await ShouldAgreeAsync(books, 39.80m);
    }

    [Fact]
    public async Task Trap_28_A_deposit_less_the_fee_is_the_payout_that_the_bank_shows_and_income_is_counted_once()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync(
            "\"gatewayFees\":{\"post\":\"Deposit\",\"account\":\"Bank Charges\",\"depositAccount\":\"Checking\"}");
        await books.SyncAsync(Paid with { Meta = [new MetaEntry("_stripe_fee", "\"1.45\""u8.ToArray())] });

        CompanyBalances balances = books.Company.Balances;
        (balances.Bank, balances.Revenue, balances.Expenses, balances.UndepositedFunds).Should().Be((38.35m, 39.80m, 1.45m, 0m));
        books.Company.Documents("Deposit").Single().TotalAmt.Should().Be(38.35m);
        await ShouldAgreeAsync(books, 39.80m);
    }

    [Theory]
    [InlineData(TaxEngine.Automated)]
    [InlineData(TaxEngine.Manual)]
    public async Task Trap_30_Sales_are_documents_of_their_own_so_the_tax_report_has_their_tax(TaxEngine engine)
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync(
            "\"taxCode\":\"Nevada\"", new CompanyOptions { TaxEngine = engine }, company => company.AddTaxCode("Nevada", 4.6m, 3.665m));
        await books.SyncAsync([.. Enumerable.Range(1, 5).Select(i => Shop.Order($"{i}", tax: 3.29m))]);

        books.Company.Count("SalesReceipt").Should().Be(5);
        (await books.DocumentsAsync()).Should().HaveCount(5).And.OnlyContain(document => document.Kind == "SalesReceipt");
        books.Company.Balances.SalesTaxByRate.Should().HaveCount(2);
        books.Company.Balances.SalesTaxByRate.Values.Should().OnlyContain(tax => tax > 0);
        books.Company.Balances.SalesTaxByAgency.Values.Sum().Should().Be(16.45m);
        await ShouldAgreeAsync(books, 215.45m);
    }

    private static decimal Decimal(string amount) => decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
}
