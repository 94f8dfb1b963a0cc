using SyncKit.Ledger;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class CallBudgetTests(ITestOutputHelper output)
{
    private const int BatchSize = 30;

    [Fact]
    public async Task A_first_sync_of_a_thousand_orders_stays_within_its_calls_and_reads()
    {
        const int Orders = 1000;
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Store.Seed(Orders);
        ids.Should().HaveCount(Orders);

        // A refund of nothing makes no document, so the check below, which counts refunds, cannot look at such an order.
        foreach (OrderSnapshot free in merchant.Store.Snapshot().Where(order => order.RefundCount > 0 && order.RefundedTotal == 0))
        {
            merchant.Store.ForceDelete(free.Id);
        }

        await world.SyncAsync();

        (await world.DeadAsync()).Select(dead => dead.Message).Should().BeEmpty();
        int documents = merchant.Company.Count("SalesReceipt") + merchant.Company.Count("RefundReceipt");
        int references = merchant.Company.Customers.Count + merchant.Company.Items.Count;
        int calls = world.WriteCalls();
        int reads = merchant.Company.MeteredReads;
        output.WriteLine($"{documents} documents, {references} customers and items: {calls} write calls, {reads} metered reads, {world.Books.Calls} calls in all.");

        // Batches of 30; what does not fill a batch, per round of customers, items, sales and refunds, may double them at the most.
        calls.Should().BeLessThanOrEqualTo(2 * (documents + references) / BatchSize);
        reads.Should().BeLessThanOrEqualTo(12 + (references / 4));
        await world.AgreesAsync();
    }

    [Fact]
    public async Task More_orders_of_known_customers_and_products_cost_no_metered_read()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        merchant.Sell(300);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();
        int reads = merchant.Company.MeteredReads;
        int batches = merchant.Company.BatchCalls;

        merchant.Sell(300);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();

        merchant.Company.MeteredReads.Should().Be(reads);
        (merchant.Company.BatchCalls - batches).Should().Be(300 / BatchSize);
        merchant.Company.Count("SalesReceipt").Should().Be(600);
        await world.AgreesAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thousand_new_orders_of_known_references_take_34_batch_calls_per_document_each_and_no_metered_read(bool invoices)
    {
        const int Orders = 1000;
        const int Changed = 100;
        int documents = invoices ? 2 : 1;
        await using World world = await World.StartAsync(invoices ? OrderLives.World() : null);
        Merchant merchant = world.Merchant;
        merchant.Sell(12);
        await SettleAsync(world);
        int reads = merchant.Company.MeteredReads;
        int batches = merchant.Company.BatchCalls;
        int calls = world.Books.Calls;

        IReadOnlyList<long> ids = merchant.Sell(Orders);
        await SettleAsync(world);

        int posting = merchant.Company.BatchCalls - batches;
        output.WriteLine(
            $"{Orders} new orders as {documents * Orders} documents: {posting} batch calls, {world.Books.Calls - calls} calls in all, "
            + $"{merchant.Company.MeteredReads - reads} metered reads.");
        merchant.Company.Count(invoices ? "Invoice" : "SalesReceipt").Should().Be(Orders + 12);
        posting.Should().BeLessThanOrEqualTo(documents * 34);
        merchant.Company.MeteredReads.Should().Be(reads);

        foreach (long id in ids.Take(Changed))
        {
            merchant.Store.UpdateOrder(id, static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 2.50m }));
        }

        await SettleAsync(world);
        int changing = merchant.Company.BatchCalls - batches - posting;
        output.WriteLine($"{Changed} changed orders: {changing} batch calls, {merchant.Company.MeteredReads - reads} metered reads.");

        // The item for the fee is looked up and made once. An invoice was moved by its own payment: it is refused, read anew and written again, thirty at a time.
        int full = (Changed + BatchSize - 1) / BatchSize;
        (merchant.Company.MeteredReads - reads).Should().BeLessThanOrEqualTo(2 + (invoices ? full : 0));
        changing.Should().BeLessThanOrEqualTo(2 + (invoices ? 3 * full : full));
        await world.AgreesAsync();
    }

    [Fact]
    public async Task Posting_without_end_is_never_throttled()
    {
        const int Orders = 3000;
        const int BatchCallsAMinute = 40;
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        merchant.Store.SeedUniform(Orders);
        world.Clock.QuietLooks = 20;
        bool more = true;
        while (more)
        {
            more = (await world.DiscoverAsync(new())).Single().More;
        }

        List<DateTimeOffset> sent = [];
        world.Books.Faults.Always(Testing.Faults.Fault.Drop(), request =>
        {
            if (World.IsWriteCall(request) && request.Path.EndsWith("/batch", StringComparison.Ordinal))
            {
                lock (sent)
                {
                    sent.Add(request.ReceivedAt);
                }
            }

            return false;
        });
        await world.DrainAsync();

        merchant.Company.Throttled.Should().Be(0);
        merchant.Company.PeakBatchCallsPerMinute.Should().BeLessThanOrEqualTo(BatchCallsAMinute);
        sent.Count.Should().BeLessThanOrEqualTo((Orders / BatchSize) + 4);
        FlowCounts counts = await world.CountAsync();
        counts.Written.Should().Be(Orders);
        await world.AgreesAsync();
    }

    private static Task SettleAsync(World world)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        return world.SyncAsync();
    }
}
