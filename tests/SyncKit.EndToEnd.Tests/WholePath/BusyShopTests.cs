using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class BusyShopTests
{
    [Fact]
    public async Task Two_hundred_and_fifty_orders_of_one_second_all_arrive()
    {
        await using World world = await World.StartAsync();
        world.Merchant.Sell(250);

        await world.SyncAsync();
        await world.SyncAsync();

        world.Merchant.Company.Count("SalesReceipt").Should().Be(250);
        await world.AgreesAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Orders_that_move_while_pages_are_read_are_neither_missed_nor_doubled(int seed)
    {
        await using World world = await World.StartAsync(new WorldOptions { WooCommerce = static options => options.PageSize = 10 });
        Merchant merchant = world.Merchant;
        Random random = new(seed);
        for (int second = 0; second < 12; second++)
        {
            // Some seconds hold more orders than a page, so that pages end within a second.
            merchant.Sell(random.Next(1, 16));
            world.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 3)));
        }

        int listings = 0;
        merchant.Store.OnListing = _ =>
        {
            if (Interlocked.Increment(ref listings) <= 60)
            {
                Stir(merchant, random);
            }
        };
        await world.SyncAsync();
        merchant.Store.OnListing = null;
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();

        listings.Should().BeGreaterThan(12);
        await world.AgreesAsync();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task A_half_written_order_is_never_posted_half(int seconds)
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        merchant.Sell(3);
        TornOrder[] torn = [.. Enumerable.Range(1, 3).Select(_ => merchant.Store.BeginTornOrder(Large(merchant), visibleLines: 4))];

        // The reader meets the orders half written; seconds later the shop has written them, with their date of modification as it was.
        await world.DiscoverAsync(new());
        world.Clock.Advance(TimeSpan.FromSeconds(seconds));
        if (seconds > 5)
        {
            await world.SyncAsync();
        }

        foreach (TornOrder order in torn)
        {
            order.Complete();
        }

        await world.SyncAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();

        merchant.Company.Count("SalesReceipt").Should().Be(6);
        merchant.Company.Documents("SalesReceipt").Should().OnlyContain(receipt => receipt.SyncToken == "0", "each was posted whole at once");
        await world.AgreesAsync();
    }

    private static StoreOrder Large(Merchant merchant)
    {
        StoreOrder order = merchant.Order(1);
        foreach (StoreLine line in Enumerable.Range(1, 18).Select(number => merchant.Order(number).Lines[0]))
        {
            order.Lines.Add(line);
        }

        return order;
    }

    private static void Stir(Merchant merchant, Random random)
    {
        SimulatedStore store = merchant.Store;
        OrderSnapshot[] orders = [.. store.Snapshot()];
        OrderSnapshot one = orders[random.Next(orders.Length)];
        switch (random.Next(6))
        {
            case 0:
                store.UpdateOrder(one.Id, static order => order.CustomerNote += "!");
                break;
            case 1 when one.Status == "processing":
                store.UpdateOrder(one.Id, static order => order.Fees.Add(new StoreFee { Name = "Wrapping", Total = 1.25m }));
                break;
            case 2 when one.Status != "trash":
                store.Trash(one.Id);
                break;
            case 3 when orders.FirstOrDefault(order => order.Status == "trash") is { } trashed:
                store.Restore(trashed.Id);
                break;
            case 4 when one.Status == "processing" && one.RefundCount == 0:
                store.RefundAmount(one.Id, 1.00m, "Late");
                break;
            default:
                merchant.Sell(1);
                break;
        }
    }
}
