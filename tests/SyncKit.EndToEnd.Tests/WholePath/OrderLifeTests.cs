using SyncKit.Ledger;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class OrderLifeTests
{
    [Fact]
    public async Task An_order_is_followed_from_pending_to_its_full_refund()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1, "pending")[0];
        await world.SyncAsync();
        merchant.Company.Count("SalesReceipt").Should().Be(0);

        merchant.Store.SetStatus(id, "processing");
        await world.SyncAsync();
        await world.AgreesAsync();
        string receipt = merchant.Company.Documents("SalesReceipt").Should().ContainSingle().Subject.Id;

        merchant.Store.SetStatus(id, "completed");
        await world.SyncAsync();
        await world.AgreesAsync();

        merchant.Store.RefundAmount(id, 10.00m, "Arrived late");
        await world.SyncAsync();
        await world.AgreesAsync();
        merchant.Company.Count("RefundReceipt").Should().Be(1);

        OrderSnapshot order = merchant.Store.Snapshot().Single();
        merchant.Store.RefundAmount(id, order.Total - 10.00m, "Returned");
        await world.SyncAsync();
        await world.AgreesAsync();

        merchant.Store.Snapshot().Single().Status.Should().Be("refunded");
        merchant.Company.Documents("SalesReceipt").Should().ContainSingle().Which.Id.Should().Be(receipt);
        merchant.Company.Count("RefundReceipt").Should().Be(2);
    }

    [Fact]
    public async Task An_order_that_is_cancelled_after_posting_is_voided()
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<long> ids = world.Merchant.Sell(3);
        await world.SyncAsync();

        world.Merchant.Store.SetStatus(ids[1], "cancelled");
        await world.SyncAsync();

        await world.AgreesAsync();
        world.Merchant.Company.Documents("SalesReceipt").Count(receipt => receipt.Voided).Should().Be(1);
    }

    [Fact]
    public async Task A_trashed_order_is_voided_and_a_restored_one_is_posted_once_more()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(3);
        merchant.Store.RefundAmount(ids[0], 5.00m, "Late");
        await world.SyncAsync();

        merchant.Store.Trash(ids[0]);
        await world.SyncAsync();
        await world.AgreesAsync();
        merchant.Company.Documents("SalesReceipt").Count(receipt => receipt.Voided).Should().Be(1);
        merchant.Company.Documents("RefundReceipt").Should().ContainSingle().Which.Voided.Should().BeTrue();

        merchant.Store.Restore(ids[0]);
        await world.SyncAsync();
        await world.SyncAsync();
        await world.AgreesAsync();
        merchant.Company.Count("SalesReceipt").Should().Be(4);
        merchant.Company.Count("RefundReceipt").Should().Be(2);
    }

    [Fact]
    public async Task An_order_that_vanished_is_found_by_the_sweep_and_voided()
    {
        await using World world = await World.StartAsync();
        IReadOnlyList<long> ids = world.Merchant.Sell(5);
        await world.SyncAsync();

        world.Merchant.Store.ForceDelete(ids[2]);
        await world.SyncAsync();
        world.Merchant.Company.Documents("SalesReceipt").Should().NotContain(receipt => receipt.Voided, "nothing tells of it");
        await world.SweepAsync();
        await world.SweepAsync();

        await world.AgreesAsync();
        world.Merchant.Company.Documents("SalesReceipt").Count(receipt => receipt.Voided).Should().Be(1);
    }

    [Fact]
    public async Task A_change_of_money_updates_the_receipt_in_place()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1)[0];
        await world.SyncAsync();
        BookedDocument before = merchant.Company.Documents("SalesReceipt").Single();

        merchant.Store.UpdateOrder(id, order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m }));
        await world.SyncAsync();

        await world.AgreesAsync();
        BookedDocument after = merchant.Company.Documents("SalesReceipt").Should().ContainSingle().Subject;
        after.Id.Should().Be(before.Id);
        after.TotalAmt.Should().BeGreaterThan(before.TotalAmt);
    }

    [Fact]
    public async Task A_change_that_the_books_do_not_show_makes_no_write_call()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(4);
        await world.SyncAsync();
        int calls = world.WriteCalls();
        FlowCounts before = await world.CountAsync();

        merchant.Store.UpdateOrder(ids[0], order => order.Meta.Add(new StoreMeta("_wc_order_attribution_source", "newsletter")));
        merchant.Store.UpdateOrder(ids[1], static _ => { });
        merchant.Store.SetStatus(ids[2], "completed");
        await world.SyncAsync();

        world.WriteCalls().Should().Be(calls);
        (await world.CountAsync() - before).Unchanged.Should().BeGreaterThanOrEqualTo(3);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_sync_of_a_shop_in_which_nothing_happened_calls_QuickBooks_not_once()
    {
        await using World world = await World.StartAsync();
        world.Merchant.Store.Seed(60);
        await world.SyncAsync();
        await world.AgreesAsync();
        int calls = world.Books.Calls;

        await world.SyncAsync();

        world.Books.Calls.Should().Be(calls);
    }
}
