using System.Text.Json.Nodes;
using SyncKit.Ledger;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class OrderLifeRefundTests
{
    [Fact]
    public async Task A_refund_of_an_amount_alone_takes_back_its_share_of_each_line_and_of_the_tax()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.SellTaxed("processing");
        await world.SyncAsync();
        CompanyBalances sold = merchant.Company.Balances;
        OrderSnapshot order = merchant.Store.Snapshot().Single();
        order.TotalTax.Should().BeGreaterThan(0m);

        merchant.Store.RefundAmount(id, 20.01m, "Goodwill");
        await world.SyncAsync();
        decimal share = merchant.Company.Documents("RefundReceipt").Single().TotalTax;
        share.Should().BeApproximately(order.TotalTax * 20.01m / order.Total, 0.02m);
        merchant.Company.Balances.SalesTax.Should().Be(sold.SalesTax - share);

        merchant.Store.RefundAmount(id, order.Total - 20.01m, "The rest");
        await world.SyncAsync();

        // Both together give back exactly what was sold, on every account.
        merchant.Company.Documents("RefundReceipt").Sum(refund => refund.TotalTax).Should().Be(order.TotalTax);
        merchant.Company.Balances.Accounts.Should().BeEmpty();
        await world.AgreesAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_refund_by_status_empties_the_books_of_the_order(bool seenBefore)
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.SellTaxed("processing");
        if (seenBefore)
        {
            await world.SyncAsync();
        }

        merchant.Store.SetStatus(id, "refunded");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();

        merchant.Company.Count("SalesReceipt").Should().Be(1);
        merchant.Company.Count("RefundReceipt").Should().Be(1);
        merchant.Company.Balances.Accounts.Should().BeEmpty();
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_refund_of_shipping_names_the_item_for_shipping()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.SellTaxed("processing");
        await world.SyncAsync();

        long shipping = 0;
        merchant.Store.UpdateOrder(id, order => shipping = order.ShippingLines.Single().Id);
        merchant.Store.Refund(id, new NewRefund { Reason = "Late", Items = [new RefundedItem(shipping)] });
        await world.SyncAsync();

        BookedDocument refund = merchant.Company.Documents("RefundReceipt").Should().ContainSingle().Subject;
        JsonNode line = JsonNode.Parse(refund.Json)!["Line"]!.AsArray()
            .Should().ContainSingle(each => (string?)each!["DetailType"] == "SalesItemLineDetail").Subject!;
        ((decimal)line["Amount"]!).Should().Be(5.90m);
        ((string?)line["SalesItemLineDetail"]!["ItemRef"]!["name"]).Should().Be("Shipping");
        await world.AgreesAsync();
    }

    [Fact]
    public async Task Refunds_over_the_orders_total_are_held_and_what_is_posted_stays()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1)[0];
        OrderSnapshot order = merchant.Store.Snapshot().Single();
        merchant.Store.RefundAmount(id, order.Total - 1.00m, "Returned");
        await world.SyncAsync();
        CompanyBalances before = merchant.Company.Balances;

        // A person takes a line off an order that was refunded.
        merchant.Store.UpdateOrder(id, static changed => changed.Lines.RemoveAt(1));
        await world.SyncAsync();

        LedgerRecord dead = (await world.DeadAsync()).Should().ContainSingle().Subject;
        dead.Code.Should().Be("quickbooks.over-refunded");
        dead.Message.Should().Contain($"{order.Total - 1.00m:0.00}");
        merchant.Company.Balances.Should().BeEquivalentTo(before);
    }
}
