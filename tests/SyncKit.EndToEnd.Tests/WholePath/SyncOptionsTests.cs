using SyncKit.Discovery;
using SyncKit.Ledger;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class SyncOptionsTests
{
    [Fact]
    public async Task A_window_brings_what_changed_within_it_and_moves_no_cursor()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> early = merchant.Sell(3);
        world.Clock.Advance(TimeSpan.FromHours(1));
        DateTimeOffset from = world.Clock.GetUtcNow();
        IReadOnlyList<long> within = merchant.Sell(4);
        world.Clock.Advance(TimeSpan.FromHours(1));
        DateTimeOffset to = world.Clock.GetUtcNow();
        IReadOnlyList<long> late = merchant.Sell(5);

        DiscoveryReport report = (await world.DiscoverAsync(new SyncOptions { Mode = SyncMode.Window, Window = new DateRange(from, to) })).Single();
        await world.DrainAsync();

        report.Read.Should().Be(within.Count);
        Posted(merchant).Should().BeEquivalentTo(within);
        await world.SyncAsync();
        Posted(merchant).Should().BeEquivalentTo([.. early, .. within, .. late]);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_single_run_brings_the_named_orders_only()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(6);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        await world.DiscoverAsync(new SyncOptions { Mode = SyncMode.Single, Ids = [$"{ids[1]}", $"{ids[4]}"] });
        await world.DrainAsync();

        Posted(merchant).Should().BeEquivalentTo([ids[1], ids[4]]);
        await world.SyncAsync();
        Posted(merchant).Should().BeEquivalentTo(ids);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_full_run_beside_the_cursor_finds_what_changed_behind_the_shops_back_and_the_cursor_stays()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(25);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.SyncAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        long refund = merchant.Store.RefundAmount(ids[3], 4.00m, "Late");
        world.Clock.Advance(TimeSpan.FromHours(1));
        merchant.Sell(1);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.SyncAsync();

        // A deleted refund moves no date, so no incremental run can see it.
        merchant.Store.DeleteRefund(ids[3], refund);
        await world.SyncAsync();
        merchant.Company.Documents("RefundReceipt").Should().ContainSingle().Which.Voided.Should().BeFalse();
        DiscoveryReport report = await FullAsync(world);
        await world.DrainAsync();

        report.Read.Should().Be(26);
        await world.AgreesAsync();
        merchant.Company.Documents("RefundReceipt").Should().ContainSingle().Which.Voided.Should().BeTrue();
        (await world.DiscoverAsync(new SyncOptions())).Single().Read.Should().BeLessThanOrEqualTo(1, "the cursor stands at the last order");
    }

    [Fact]
    public async Task A_full_run_in_parts_goes_on_where_it_stopped()
    {
        await using World world = await World.StartAsync(new WorldOptions { WooCommerce = static options => options.PageSize = 10 });
        Merchant merchant = world.Merchant;
        for (int minute = 0; minute < 45; minute++)
        {
            merchant.Sell(1);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        SyncOptions full = new() { Mode = SyncMode.Full, BatchLimit = 12 };
        int runs = 0;
        bool more = true;
        while (more)
        {
            runs++;
            more = (await world.DiscoverAsync(full)).Single().More;
            await world.DrainAsync();
        }

        runs.Should().BeInRange(3, 5);
        await world.AgreesAsync();
        (await world.DiscoverAsync(new SyncOptions())).Single().Receipt.Waiting.Should().Be(0, "the full run left its mark to the incremental one");
    }

    [Fact]
    public async Task A_status_filter_lets_only_its_statuses_in_and_moves_no_cursor()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> processing = merchant.Sell(4);
        IReadOnlyList<long> completed = merchant.Sell(3, "completed");
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        await world.DiscoverAsync(new SyncOptions { Filter = new RecordFilter { Statuses = ["completed"] } });
        await world.DrainAsync();

        Posted(merchant).Should().BeEquivalentTo(completed);
        await world.SyncAsync();
        Posted(merchant).Should().BeEquivalentTo([.. processing, .. completed]);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_run_stops_at_its_limit_says_that_there_is_more_and_the_next_one_goes_on()
    {
        await using World world = await World.StartAsync(new WorldOptions { WooCommerce = static options => options.PageSize = 10 });
        Merchant merchant = world.Merchant;
        for (int second = 0; second < 5; second++)
        {
            merchant.Sell(10);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        List<DiscoveryReport> reports = [];
        do
        {
            reports.Add((await world.DiscoverAsync(new SyncOptions { BatchLimit = 20 })).Single());
        }
        while (reports[^1].More);

        reports.Count.Should().BeInRange(2, 4);
        reports[0].Receipt.Waiting.Should().BeInRange(20, 29);
        reports.Sum(report => report.Receipt.Waiting).Should().Be(50);
        await world.DrainAsync();
        (await world.CountAsync()).Written.Should().Be(50);
        await world.AgreesAsync();
    }

    private static async Task<DiscoveryReport> FullAsync(World world)
    {
        DiscoveryReport report = (await world.DiscoverAsync(new SyncOptions { Mode = SyncMode.Full })).Single();
        report.More.Should().BeFalse();
        return report;
    }

    private static IEnumerable<long> Posted(Merchant merchant) => merchant.Company.Documents("SalesReceipt")
        .Select(static (BookedDocument receipt) => long.Parse(receipt.PrivateNote!.Split("/order/")[1].TakeWhile(char.IsAsciiDigit).ToArray(), null));
}
