using SyncKit.Ledger;
using SyncKit.Testing.QuickBooks;
using SyncKit.Webhooks;
using StoreDelivery = SyncKit.Testing.WooCommerce.WebhookDelivery;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class WebDoorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_shop_delivers_to_one_host_is_posted_by_another_and_the_echo_of_it_causes_no_read()
    {
        await using World world = await World.StartAsync();
        await using WebDoor door = await world.OpenDoorAsync();
        WebhookEndpoint endpoint = await door.Endpoints.CreateAsync(world.Merchant.Source, door.Base, Cancellation);
        world.Merchant.Store.Webhooks.RegisterForOrders(endpoint.DeliveryUrl!);
        world.Merchant.Sell(3);
        IReadOnlyList<StoreDelivery> deliveries = world.Merchant.Store.Webhooks.Take();

        foreach (StoreDelivery delivery in deliveries.Concat(deliveries))
        {
            (await delivery.SendAsync(door.Client, cancellationToken: Cancellation)).Should().BeTrue();
        }

        FlowCounts counts = await world.CountAsync();
        counts.Entered.Should().Be(deliveries.Count, "the second round was replays");
        await world.DrainAsync();
        world.Merchant.Company.Count("SalesReceipt").Should().Be(3);

        int reads = world.Books.CountCalls(IsChangesCall);
        QuickBooksWebhookDelivery echo = world.Books.TakeWebhookDelivery(WebDoor.VerifierToken)!;
        echo.Events.Should().BeGreaterThanOrEqualTo(3);
        (await echo.SendAsync(door.Client, new Uri($"{door.Base}/app/quickbooks"), Cancellation)).Should().Be(200);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.DrainAsync();
        world.Books.CountCalls(IsChangesCall).Should().Be(reads);
        await world.AgreesAsync();
    }

    private static bool IsChangesCall(SyncKit.Testing.Loopback.SimulatedRequest request) =>
        request.Path.EndsWith("/cdc", StringComparison.Ordinal);
}
