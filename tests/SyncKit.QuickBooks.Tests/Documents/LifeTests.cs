using CsCheck;
using SyncKit.Commerce;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Documents;

/// <summary>The life of an order's documents: however its states arrive, the books end the same.</summary>
public class LifeTests
{
    private const string Wholesale = """
        {"realmId":"9341450","taxCode":"Nevada","documents":[{"name":"open","statuses":["pending"],"post":"Invoice"},{"name":"sold","post":"SalesReceipt"}]}
        """;

    private static Order Unpaid(Order order) => order with { Status = "pending", PaidAt = null, Refunds = [] };

    [Fact]
    public void Unpaid_paid_and_refunded_in_any_order_of_arrival_end_in_the_same_books() =>
        Gen.Select(Gen.OneOf(OrderGen.Any, OrderGen.RefundedByAmount), Gen.Bool, Gen.Bool, Gen.Bool).Sample((order, unpaid, credited, paid) =>
        {
            Order[] states =
            [
                .. unpaid ? [Unpaid(order)] : Array.Empty<Order>(),
                .. credited ? [Unpaid(order) with { Refunds = [.. order.Refunds.Take(1)] }] : Array.Empty<Order>(),
                .. paid ? [order with { Refunds = [] }] : Array.Empty<Order>(),
                order,
            ];
            Desk desk = new() { Settings = Wholesale };
            foreach (Order state in states)
            {
                desk.Settle(state);
            }

            Desk atOnce = new() { Settings = Wholesale };
            atOnce.Settle(order);
            desk.Sold.Should().Be(order.Total - order.Refunds.Sum(refund => refund.Amount)).And.Be(atOnce.Sold);
            desk.Taxed.Should().Be(atOnce.Taxed);
            desk.Cash.Should().Be(atOnce.Cash);
            desk.Receivable.Should().Be(0).And.Be(atOnce.Receivable);
        });

    [Fact]
    public void An_invoice_that_is_paid_later_gets_its_payment()
    {
        Order order = Shop.Order(tax: 3m) with { PaidOn = new DateOnly(2026, 11, 25) };
        Desk desk = new() { Settings = Wholesale };
        desk.Settle(Unpaid(order));
        desk.Standing.Select(document => document.Kind).Should().Equal("Invoice");
        desk.Receivable.Should().Be(42.80m);

        desk.Settle(order);
        desk.Written.Should().Equal("sale", "payment");
        SentDocument payment = desk.Sent("payment");
        payment.Root.GetProperty("TotalAmt").GetDecimal().Should().Be(42.80m);
        payment.Text("TxnDate").Should().Be("2026-11-25");
        payment.Text("PaymentRefNum").Should().Be("ch_1");
        payment.Lines[0].GetProperty("LinkedTxn")[0].GetProperty("TxnType").GetString().Should().Be("Invoice");
        desk.Drafts.Single(draft => draft.Key == "payment").CountsTowardsTotal.Should().BeFalse();
    }

    [Fact]
    public void A_refund_of_an_unpaid_invoice_is_a_credit_memo_that_is_applied_and_not_paid_again()
    {
        Order order = Shop.Order() with { Refunds = [Shop.Refund("17", 10m)] };
        Desk desk = new() { Settings = Wholesale };
        desk.Settle(Unpaid(order) with { Refunds = order.Refunds });
        desk.Written.Should().Equal("sale", "refund:17", "apply:17");
        desk.Standing.Select(document => document.Kind).Should().Equal("Invoice", "CreditMemo", "Payment");
        desk.Sent("apply:17").Lines.Select(line => line.GetProperty("LinkedTxn")[0].GetProperty("TxnType").GetString()).Should().Equal("Invoice", "CreditMemo");

        desk.Settle(order);
        desk.Sent("payment").Root.GetProperty("TotalAmt").GetDecimal().Should().Be(29.80m);
        desk.Receivable.Should().Be(0);
    }

    [Fact]
    public void Trap_27_a_refund_of_a_paid_order_is_a_refund_receipt()
    {
        Desk desk = new();
        desk.Settle(Shop.Order() with { Refunds = [Shop.Refund("17", 10m)] });
        desk.Standing.Select(document => document.Kind).Should().Equal("SalesReceipt", "RefundReceipt");
    }

    [Fact]
    public void What_rests_on_others_is_voided_before_them()
    {
        Order order = Shop.Order() with { Refunds = [Shop.Refund("17", 10m)] };
        Desk desk = new() { Settings = Wholesale };
        desk.Settle(Unpaid(order) with { Refunds = order.Refunds });
        desk.Settle(order);
        desk.Written.Clear();
        desk.Settle(order with { Status = "cancelled" });
        desk.Written.Should().Equal("-apply:17", "-refund:17", "-payment", "-sale");
        desk.Standing.Should().BeEmpty();
    }

    [Fact]
    public void A_cancelled_order_can_be_held_instead_of_voided()
    {
        Desk desk = new() { Settings = """{"realmId":"9341450","cancelledOrder":"Hold"}""" };
        desk.Look(Shop.Order() with { Status = "cancelled" }).SkipRule.Should().Be("status-cancelled", "nothing stands");
        desk.Settle(Shop.Order());
        desk.Look(Shop.Order() with { Status = "cancelled" }).Refusal!.Code.Should().Be("quickbooks.cancelled");
    }

    [Fact]
    public void A_free_order_has_no_payment()
    {
        Desk desk = new() { Settings = """{"realmId":"9341450","documents":[{"post":"InvoiceAndPayment"}]}""" };
        desk.Settle(Shop.Order(price: 0));
        desk.Written.Should().Equal("sale");
    }

    [Fact]
    public void Trap_31_a_new_document_of_a_closed_period_is_held_or_moved_and_an_old_one_is_left_alone()
    {
        Company closed = Shop.Company with { BookCloseDate = new DateOnly(2026, 11, 30) };
        Desk held = new() { Company = closed };
        held.Look(Shop.Order()).Refusal!.Code.Should().Be("quickbooks.books-closed");

        Desk moved = new() { Company = closed, Settings = """{"realmId":"9341450","closedPeriod":"NextOpenDay"}""" };
        moved.Settle(Shop.Order());
        moved.Sent("sale").Text("TxnDate").Should().Be("2026-12-01");
        moved.Sent("sale").Text("PrivateNote").Should().EndWith("dated 2026-11-20 in the shop");
        moved.Settle(Shop.Order());
        moved.Written.Should().Equal("sale");

        Desk old = new();
        old.Settle(Shop.Order());
        foreach (var document in old.Standing)
        {
            held.Keep(document);
        }

        held.Settle(Shop.Order());
        held.Written.Should().BeEmpty("it was posted before the books were closed");
    }
}
