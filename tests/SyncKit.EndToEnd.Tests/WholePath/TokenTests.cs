using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.QuickBooks;
using SyncKit.Testing.Faults;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class TokenTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hosts_that_need_a_token_at_once_refresh_it_once()
    {
        await using World world = await World.StartAsync(new WorldOptions { Intuit = static intuit => intuit.RefreshRotation = RefreshRotation.EveryRefresh });
        SyncHost other = await world.AddHostAsync();
        Merchant merchant = world.Merchant;

        // One call each, so that the company's limit, which two hosts outside the lane do not share, stays out of it.
        await world.Clock.RunAsync(() => Task.WhenAll(
            world.Host.ReadChangesAsync(merchant, Cancellation),
            other.ReadChangesAsync(merchant, Cancellation)));

        world.Books.CountCalls(World.IsTokenCall).Should().Be(1);
        merchant.Sell(3);
        await world.SyncAsync();
        await world.AgreesAsync();
    }

    [Fact]
    public async Task Two_hosts_refresh_once_each_time_the_token_ends()
    {
        await using World world = await World.StartAsync(new WorldOptions { Intuit = static intuit => intuit.RefreshRotation = RefreshRotation.EveryRefresh });
        SyncHost other = await world.AddHostAsync();
        Merchant merchant = world.Merchant;
        for (int hour = 1; hour <= 5; hour++)
        {
            // Two looks of the books at changes, at the same moment: each is one call, so the company's limit stays out of it.
            await world.Clock.RunAsync(() => Task.WhenAll(
                other.ReadChangesAsync(merchant, Cancellation),
                world.Host.ReadChangesAsync(merchant, Cancellation)));
            world.Books.CountCalls(World.IsTokenCall).Should().Be(hour);
            world.Clock.Advance(TimeSpan.FromHours(1));
        }

        await world.AgreesAsync();
    }

    [Fact]
    public async Task An_access_token_that_ends_in_mid_run_is_replaced_and_nothing_is_doubled()
    {
        await using World world = await World.StartAsync(new WorldOptions { QuickBooks = static options => options.BatchSize = 5 });
        Merchant merchant = world.Merchant;
        merchant.Sell(40);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        int writes = 0;
        world.Books.Faults.Always(Fault.Drop(), request =>
        {
            if (World.IsWriteCall(request) && Interlocked.Increment(ref writes) is 3 or 7)
            {
                merchant.Company.ExpireAccessTokens();
            }

            return false;
        });

        await world.SyncAsync();

        writes.Should().BeGreaterThan(8);
        world.Books.CountCalls(World.IsTokenCall).Should().BeInRange(2, 3, "calls under way together share a refresh");
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_refresh_whose_answer_is_lost_heals_by_itself_while_the_value_stays()
    {
        await using World world = await World.StartAsync();
        world.Merchant.Sell(5);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Books.Faults.OnCall(1, Fault.CommitThenDrop(), World.IsTokenCall);

        await world.SyncAsync();

        await world.AgreesAsync();
        (await StateAsync(world, world.Merchant)).Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task A_refresh_whose_rotated_value_is_lost_asks_a_person_once_and_reconnecting_heals_it()
    {
        await using World world = await World.StartAsync(new WorldOptions { Intuit = static intuit => intuit.RefreshRotation = RefreshRotation.EveryRefresh });
        Merchant merchant = world.Merchant;
        merchant.Sell(5);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Books.Faults.OnCall(1, Fault.CommitThenDrop(), World.IsTokenCall);

        await world.SyncAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        await world.SyncAsync();

        (await StateAsync(world, merchant)).Should().Be(ConnectionState.NeedsAttention);
        (await NoticesAsync(world, merchant)).Should().Be(1);
        await ReconnectAsync(world, merchant);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_revoked_grant_parks_its_tenant_only_and_reconnecting_brings_the_rest()
    {
        await using World world = await World.StartAsync();
        Merchant lost = world.Merchant;
        Merchant well = await world.AddMerchantAsync("well");
        lost.Sell(10);
        well.Sell(10);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();
        lost.Company.RevokeGrant();
        lost.Sell(10);
        well.Sell(10);
        for (int round = 0; round < 4; round++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(16));
            await world.SyncAsync();
        }

        (await StateAsync(world, lost)).Should().Be(ConnectionState.NeedsAttention);
        (await NoticesAsync(world, lost)).Should().Be(1);
        (await world.CountAsync(lost)).Waiting.Should().Be(10);
        lost.Company.Count("SalesReceipt").Should().Be(10);
        await world.AgreesAsync(well);
        await ReconnectAsync(world, lost);
        await world.AgreesAsync(lost);
        (await StateAsync(world, lost)).Should().Be(ConnectionState.Connected);
    }

    private static async Task ReconnectAsync(World world, Merchant merchant)
    {
        CredentialSet fresh = CredentialSet.Of((QuickBooksCredentials.RefreshToken, merchant.Company.Reconnect()));
        await world.Host.Setup.ReconnectAsync(merchant.Books, fresh, Cancellation);
        await world.DrainAsync();
    }

    private static async Task<ConnectionState> StateAsync(World world, Merchant merchant) =>
        (await world.Host.Connections.FindAsync(merchant.Books, Cancellation))!.Status.State;

    private static async Task<int> NoticesAsync(World world, Merchant merchant) =>
        (await world.Host.Audit.ListAsync(merchant.Tenant, 1000, Cancellation)).Count(entry => entry.Action == "connection.needs-attention");
}
