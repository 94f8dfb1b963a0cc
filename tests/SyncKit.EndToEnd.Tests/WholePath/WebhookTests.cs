using SyncKit.Testing.WooCommerce;
using SyncKit.Webhooks;
using StoreDelivery = SyncKit.Testing.WooCommerce.WebhookDelivery;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class WebhookTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/webhooks");

    [Fact]
    public async Task The_same_delivery_five_times_is_one_document()
    {
        await using World world = await StartAsync();
        world.Merchant.Sell(1);
        StoreDelivery delivery = world.Merchant.Store.Webhooks.Take()[0];

        for (int time = 1; time <= 5; time++)
        {
            (await ReceiveAsync(world, delivery)).Should().Be(time == 1 ? WebhookVerdict.Accepted : WebhookVerdict.Repeated);
            await world.DrainAsync();
        }

        world.Merchant.Company.Count("SalesReceipt").Should().Be(1);
        world.Merchant.Company.Writes.Should().BeLessThan(20);
        await world.AgreesAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_older_delivery_after_a_newer_one_changes_nothing(bool posted)
    {
        await using World world = await StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1)[0];
        StoreDelivery older = merchant.Store.Webhooks.Take()[0];
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        merchant.Store.UpdateOrder(id, static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m }));
        StoreDelivery newer = merchant.Store.Webhooks.Take()[0];

        await ReceiveAsync(world, newer);
        if (posted)
        {
            await world.DrainAsync();
        }

        await ReceiveAsync(world, older);
        await world.DrainAsync();

        merchant.Company.Count("SalesReceipt").Should().Be(1);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task Two_versions_of_one_second_end_with_the_newer_one_in_whichever_order_they_come()
    {
        foreach (bool newerFirst in (bool[])[true, false])
        {
            await using World world = await StartAsync();
            Merchant merchant = world.Merchant;
            long id = merchant.Sell(1)[0];
            StoreDelivery older = merchant.Store.Webhooks.Take()[0];
            merchant.Store.UpdateOrder(id, static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m }));
            StoreDelivery newer = merchant.Store.Webhooks.Take()[0];

            foreach (StoreDelivery delivery in newerFirst ? [newer, older] : (StoreDelivery[])[older, newer])
            {
                await ReceiveAsync(world, delivery);
                await world.DrainAsync();
            }

            await world.AgreesAsync();
        }
    }

    [Fact]
    public async Task A_forged_delivery_is_refused_and_leaves_no_trace()
    {
        await using World world = await StartAsync();
        world.Merchant.Sell(1);
        StoreDelivery delivery = world.Merchant.Store.Webhooks.Take()[0];
        Dictionary<string, string> signedByAnother = new(delivery.Headers, StringComparer.OrdinalIgnoreCase)
        {
            ["X-WC-Webhook-Signature"] = StoreWebhooks.Sign(delivery.Body.Span, "not the secret"),
        };
        byte[] altered = delivery.Body.ToArray();
        altered[^2] ^= 1;

        (await world.ReceiveAsync(signedByAnother, delivery.Body)).Should().Be(WebhookVerdict.Forged);
        (await world.ReceiveAsync(delivery.Headers, altered)).Should().Be(WebhookVerdict.Forged);

        (await world.CountAsync()).Entered.Should().Be(0);
        world.Merchant.Company.Count("SalesReceipt").Should().Be(0);
    }

    [Fact]
    public async Task A_delivery_for_an_order_that_was_deleted_for_good_is_answered_and_the_sweep_voids_it()
    {
        await using World world = await StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(2);
        await world.SyncAsync();
        merchant.Store.Webhooks.Take();
        merchant.Store.UpdateOrder(ids[0], static order => order.CustomerNote = "Ring twice");
        merchant.Store.ForceDelete(ids[0]);
        StoreDelivery orphan = merchant.Store.Webhooks.Take().Should().ContainSingle().Subject;

        (await ReceiveAsync(world, orphan)).Should().Be(WebhookVerdict.Ignored);
        await world.SweepAsync();

        await world.AgreesAsync();
        merchant.Company.Documents("SalesReceipt").Count(receipt => receipt.Voided).Should().Be(1);
    }

    [Fact]
    public async Task Trash_and_restore_arrive_by_delivery_alone()
    {
        await using World world = await StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1)[0];
        await DeliverAllAsync(world);
        await world.AgreesAsync();

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        merchant.Store.Trash(id);
        await DeliverAllAsync(world);
        await world.AgreesAsync();

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        merchant.Store.Restore(id);
        await DeliverAllAsync(world);
        await world.AgreesAsync();
        merchant.Company.Count("SalesReceipt").Should().Be(2);
    }

    [Fact]
    public async Task A_delivery_while_the_same_order_is_being_polled_ends_with_the_newest_version_once()
    {
        await using World world = await StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(20);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        List<Task<WebhookVerdict>> received = [];
        bool changed = false;
        merchant.Store.OnListing = _ =>
        {
            if (!changed)
            {
                changed = true;
                merchant.Store.Webhooks.Take();
                merchant.Store.UpdateOrder(ids[4], static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m }));
                received.AddRange(merchant.Store.Webhooks.Take().Select(delivery => Task.Run(() => world.Host.Webhooks.ReceiveAsync(
                    merchant.Source,
                    new SyncKit.Webhooks.WebhookDelivery(delivery.Headers, delivery.Body, world.Clock.GetUtcNow()),
                    CancellationToken.None))));
            }
        };

        await world.SyncAsync();
        WebhookVerdict[] verdicts = await Task.WhenAll(received);
        await world.DrainAsync();

        verdicts.Should().NotBeEmpty().And.OnlyContain(verdict => verdict == WebhookVerdict.Accepted);
        merchant.Company.Count("SalesReceipt").Should().Be(20);
        await world.AgreesAsync();
    }

    private static async Task<World> StartAsync()
    {
        World world = await World.StartAsync();
        world.Merchant.Store.Webhooks.RegisterForOrders(Nowhere);
        return world;
    }

    private static Task<WebhookVerdict> ReceiveAsync(World world, StoreDelivery delivery) => world.ReceiveAsync(delivery.Headers, delivery.Body);

    private static async Task DeliverAllAsync(World world)
    {
        foreach (StoreDelivery delivery in world.Merchant.Store.Webhooks.Take())
        {
            await ReceiveAsync(world, delivery);
        }

        await world.DrainAsync();
    }
}
