using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Reconciling;
using SyncKit.Testing.QuickBooks;
using BookedDocument = SyncKit.Testing.QuickBooks.BookedDocument;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>Documents and companies that QuickBooks lets nobody write to, each provoked on a simulated company, and what happens once it does again.</summary>
public class MoneyTrapsOnClosedDoors
{
    private static readonly TimeSpan Recheck = TimeSpan.FromHours(6);

    private static Order Refunded => Shop.Order() with { Refunds = [Shop.Refund("17", 10m)] };

    private static async Task<LedgerRecord> HeldAsync(Bookkeeping books, string code)
    {
        LedgerRecord held = (await books.DeadAsync()).Should().ContainSingle().Subject;
        held.Code.Should().Be(code);
        held.Remedy.Should().NotBeEmpty();
        return held;
    }

    private static async Task ShouldAgreeAsync(Bookkeeping books, decimal total)
    {
        (await books.DeadAsync()).Should().BeEmpty();
        Reconciliation all = await books.ReconcileAsync();
        all.Differences.Should().BeEmpty();
        all.BooksTotals.Values.Should().Equal(total);
    }

    [Fact]
    public async Task Trap_29_A_deposited_receipt_is_held_and_changed_once_it_is_out_of_the_deposit()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync();
        await books.SyncAsync(Shop.Order());
        string deposit = books.Company.Deposit("SalesReceipt", books.Receipt().Id);
        await books.SyncAsync(Shop.Order(quantity: 3));
        (await HeldAsync(books, "quickbooks.deposited")).Remedy.Should().Contain("deposit").And.Contain("retry");

        (await books.LaterAsync(Recheck)).Should().Be(1);
        await HeldAsync(books, "quickbooks.deposited");
        books.Receipt().TotalAmt.Should().Be(39.80m, "it is frozen");

        books.Company.Delete("Deposit", deposit);
        (await books.LaterAsync(Recheck)).Should().Be(1);
        books.Receipt().TotalAmt.Should().Be(59.70m);
        await ShouldAgreeAsync(books, 59.70m);
    }

    [Fact]
    public async Task Trap_29_A_refund_of_a_deposited_receipt_needs_no_change_of_it()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync();
        await books.SyncAsync(Shop.Order());
        books.Company.Deposit("SalesReceipt", books.Receipt().Id);
        await books.SyncAsync(Refunded);
        books.Company.Documents("RefundReceipt").Single().TotalAmt.Should().Be(10m);
        await ShouldAgreeAsync(books, 29.80m);
    }

    [Fact]
    public async Task Trap_29_A_cancelled_order_whose_receipt_was_deposited_is_held_until_it_can_be_voided()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync();
        await books.SyncAsync(Shop.Order());
        string deposit = books.Company.Deposit("SalesReceipt", books.Receipt().Id);
        await books.SyncAsync(Shop.Order() with { Status = "cancelled" });
        await HeldAsync(books, "quickbooks.deposited");

        books.Company.Delete("Deposit", deposit);
        (await books.LaterAsync(Recheck)).Should().Be(1);
        books.Receipt().Voided.Should().BeTrue();
        await ShouldAgreeAsync(books, 0m);
    }

    [Fact]
    public async Task Trap_29_A_deposit_of_its_own_is_taken_back_before_the_receipt_of_a_cancelled_order()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync(
            "\"gatewayFees\":{\"post\":\"Deposit\",\"account\":\"Bank Charges\",\"depositAccount\":\"Checking\"}");
        Order paid = Shop.Order() with { Meta = [new MetaEntry("_stripe_fee", "\"1.45\""u8.ToArray())] };
        await books.SyncAsync(paid);
        books.Company.Balances.Bank.Should().Be(38.35m);
        await books.SyncAsync(paid with { Status = "cancelled" });
        books.Company.Count("Deposit").Should().Be(0);
        books.Receipt().Voided.Should().BeTrue();
        books.Company.Balances.Accounts.Should().BeEmpty();
        await ShouldAgreeAsync(books, 0m);
    }

    /// <summary>The books close between the day's look at the company and the refund, so that QuickBooks itself refuses (6200, 6210).</summary>
    [Theory]
    [InlineData(false, "6200")]
    [InlineData(true, "6210")]
    public async Task Trap_31_A_late_refund_of_a_closed_month_is_held_and_written_when_the_books_open(bool withPassword, string error)
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync();
        await books.SyncAsync(Shop.Order());
        books.Company.CloseBooks(new DateOnly(2026, 11, 30), withPassword);
        await books.SyncAsync(Refunded);
        (await HeldAsync(books, "quickbooks.books-closed")).Message.Should().Contain(error);
        await books.LaterAsync(Recheck);
        await HeldAsync(books, "quickbooks.books-closed");

        books.Company.CloseBooks(null);
        (await books.LaterAsync(TimeSpan.FromDays(1))).Should().Be(1);
        books.Company.Documents("RefundReceipt").Single().TxnDate.Should().Be(new DateOnly(2026, 11, 21));
        await ShouldAgreeAsync(books, 29.80m);
    }

    [Fact]
    public async Task Trap_31_An_order_of_a_closed_month_is_held_before_anything_is_sent()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync("", Closed);
        await books.SyncAsync(Shop.Order());
        (await HeldAsync(books, "quickbooks.books-closed")).Message.Should().Contain("2026-11-30");
        books.Company.Count("SalesReceipt").Should().Be(0);

        books.Company.CloseBooks(null);
        (await books.LaterAsync(TimeSpan.FromDays(1))).Should().Be(1);
        books.Receipt().TxnDate.Should().Be(new DateOnly(2026, 11, 20));
        await ShouldAgreeAsync(books, 39.80m);
    }

    [Fact]
    public async Task Trap_31_Whoever_wants_it_posts_on_the_first_open_day_with_a_note()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync("\"closedPeriod\":\"NextOpenDay\"", Closed);
        await books.SyncAsync(Refunded);
        foreach (BookedDocument document in (BookedDocument[])[books.Receipt(), books.Company.Documents("RefundReceipt").Single()])
        {
            document.TxnDate.Should().Be(new DateOnly(2026, 12, 1));
            document.PrivateNote.Should().Contain("in the shop");
        }

        await ShouldAgreeAsync(books, 29.80m);
    }

    [Fact]
    public async Task Trap_31_Books_that_closed_since_the_last_look_at_the_company_are_no_dead_end_for_the_first_open_day()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync("\"closedPeriod\":\"NextOpenDay\"");
        await books.SyncAsync(Shop.Order());
        books.Company.CloseBooks(new DateOnly(2026, 11, 30));
        await books.SyncAsync(Refunded);
        await HeldAsync(books, "quickbooks.books-closed");

        (await books.LaterAsync(TimeSpan.FromDays(1))).Should().Be(1);
        books.Company.Documents("RefundReceipt").Single().TxnDate.Should().Be(new DateOnly(2026, 12, 1));
        books.Receipt().TxnDate.Should().Be(new DateOnly(2026, 11, 20), "what was posted stays where it is");
        await ShouldAgreeAsync(books, 29.80m);
    }

    [Fact]
    public async Task Trap_32_A_buyer_who_pays_in_a_second_currency_is_a_second_customer()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync("", new CompanyOptions { TaxEngine = TaxEngine.Automated, MultiCurrency = true });
        await books.SyncAsync(Shop.Order("1"));
        await books.SyncAsync(Shop.Order("2") with { Currency = "EUR" }, Shop.Order("3") with { Currency = "EUR" }, Shop.Order("4"));
        (await books.DeadAsync()).Should().BeEmpty();
        books.Company.Documents("SalesReceipt").Select(receipt => (receipt.DocNumber, receipt.Currency, receipt.CustomerName)).Should().BeEquivalentTo(
        [
            ("1", "USD", "Ana Diaz"), ("2", "EUR", "Ana Diaz (EUR)"), ("3", "EUR", "Ana Diaz (EUR)"), ("4", "USD", "Ana Diaz"),
        ]);
        books.Company.Customers.Should().HaveCount(2);
        Reconciliation all = await books.ReconcileAsync();
        all.Differences.Should().BeEmpty();
        all.BooksTotals.Should().BeEquivalentTo(new Dictionary<string, decimal> { ["USD"] = 79.60m, ["EUR"] = 79.60m });
    }

    [Fact]
    public async Task Trap_33_A_lapsed_subscription_pauses_the_company_with_one_notice_until_it_is_renewed()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync();
        await books.SyncAsync(Shop.Order("1"));
        books.Company.LapseSubscription();
        await books.SyncAsync(Shop.Order("2"), Shop.Order("3"));
        for (int day = 0; day < 3; day++)
        {
            await books.LaterAsync(TimeSpan.FromDays(1));
        }

        ConnectionStatus status = await books.StatusAsync();
        (status.State, status.Code).Should().Be((ConnectionState.NeedsAttention, "quickbooks.subscription"));
        status.Message.Should().Contain("Renew");
        (await books.NoticesAsync()).Should().Be(1);
        (await books.CountAsync()).Should().BeEquivalentTo(new { Entered = 3L, Written = 1L, Waiting = 2L, Dead = 0L });
        books.Company.Count("SalesReceipt").Should().Be(1);

        books.Company.LapseSubscription(lapsed: false);
        await books.LaterAsync(TimeSpan.FromMinutes(15));
        (await books.StatusAsync()).State.Should().Be(ConnectionState.Connected);
        (await books.NoticesAsync()).Should().Be(1);
        books.Company.Count("SalesReceipt").Should().Be(3);
        await ShouldAgreeAsync(books, 119.40m);
    }

    private static CompanyOptions Closed => new() { TaxEngine = TaxEngine.Automated, BookCloseDate = new DateOnly(2026, 11, 30) };
}
