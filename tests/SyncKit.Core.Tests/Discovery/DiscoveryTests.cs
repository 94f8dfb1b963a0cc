using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Discovery;

public sealed class DiscoveryTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_that_dies_in_mid_run_skips_nothing()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(8);
        scene.Shop.BeforePage = page => _ = page == 3 ? throw Failing.Throws(FailureKind.Transient, "shop.away") : 0;
        (await host.Engine.DiscoverAsync(Scene.Acme, new SyncOptions(), cancellationToken: Cancel)).Should().BeEmpty();
        await host.DrainAsync();
        scene.Books.Of(Scene.Lane(Scene.Acme)).Should().HaveCount(6, "two pages were committed with their cursor");
        scene.Shop.BeforePage = null;
        int sent = scene.Shop.RecordsSent;
        await host.SyncAsync(Scene.Acme);
        (scene.Shop.RecordsSent - sent).Should().Be(2, "the run goes on where the last committed page ended");
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_page_and_its_cursor_are_one_transaction()
    {
        scene.Shop.PutMany(9);
        await using Host first = await scene.StartConnectedAsync();
        for (int at = 1; ; at++)
        {
            Crash crash = new(at);
            await using Host host = scene.Start(crash);
            try
            {
                await host.DiscoverAsync(Scene.Acme);
            }
            catch (CrashException)
            {
                StreamPosition? position = await first.State.FindPositionAsync(new StreamId(Scene.Source(Scene.Acme), "order"), Cancel);
                int reached = position is null
                    ? 0
                    : scene.Shop.Orders.Count(order => order.ModifiedAt <= DateTimeOffset.Parse(position.Cursor, System.Globalization.CultureInfo.InvariantCulture));
                (await first.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Waiting.Should().Be(reached);
                continue;
            }

            at.Should().BeGreaterThan(4);
            break;
        }

        (await first.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Waiting.Should().Be(9);
    }

    [Fact]
    public async Task An_incremental_run_reads_only_what_changed_since()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(5);
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "2", Total = "99.00" });
        DiscoveryReport report = await host.DiscoverAsync(Scene.Acme);
        report.Read.Should().Be(1);
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
        FlowCounts counts = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);
        counts.Written.Should().Be(5);
        counts.Updated.Should().Be(1);
    }

    [Fact]
    public async Task A_run_ends_at_its_limit_and_says_that_there_is_more()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(7);
        SyncOptions options = new() { BatchLimit = 4 };
        DiscoveryReport report = await host.DiscoverAsync(Scene.Acme, options);
        report.More.Should().BeTrue();
        report.Read.Should().Be(6, "a page is never split");
        report = await host.DiscoverAsync(Scene.Acme, options);
        report.More.Should().BeFalse();
        report.Read.Should().Be(1);
    }

    [Fact]
    public async Task A_run_with_a_filter_moves_no_cursor()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(4);
        scene.Shop.Put(new ShopOrder { Id = "5", Status = "pending" });
        SyncOptions pendingOnly = new() { Filter = new RecordFilter { Statuses = ["PENDING"] } };
        DiscoveryReport report = await host.DiscoverAsync(Scene.Acme, pendingOnly);
        report.Filtered.Should().Be(4);
        report.Receipt.Waiting.Should().Be(1);
        (await host.State.FindPositionAsync(report.Stream, Cancel)).Should().BeNull();
        await host.SyncAsync(Scene.Acme);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task An_incremental_run_with_a_filter_begins_at_the_cursor()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(4);
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "5" });
        SyncOptions completedOnly = new() { Filter = new RecordFilter { Statuses = ["completed"] } };
        (await host.DiscoverAsync(Scene.Acme, completedOnly)).Read.Should().Be(1);
        (await host.DiscoverAsync(Scene.Acme, completedOnly)).Read.Should().Be(1, "the cursor stayed");
    }

    [Fact]
    public async Task A_window_run_reads_its_range_and_moves_no_cursor()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(6);
        SyncOptions window = new()
        {
            Mode = SyncMode.Window,
            Window = new DateRange(Shop.Epoch.AddSeconds(2), Shop.Epoch.AddSeconds(4)),
        };
        DiscoveryReport report = await host.DiscoverAsync(Scene.Acme, window);
        report.Read.Should().Be(2, "the end is not within");
        (await host.State.FindPositionAsync(report.Stream, Cancel)).Should().BeNull();
        await host.DrainAsync();
        scene.Books.Of(Scene.Lane(Scene.Acme)).Select(document => document.Total).Should().BeEquivalentTo([12m, 13m]);
    }

    [Fact]
    public async Task A_single_run_reads_the_named_records()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(6);
        DiscoveryReport report = await host.DiscoverAsync(Scene.Acme, new SyncOptions { Mode = SyncMode.Single, Ids = ["3", "5"] });
        report.Read.Should().Be(2);
        (await host.State.FindPositionAsync(report.Stream, Cancel)).Should().BeNull();
        await host.DrainAsync();
        scene.Books.Of(Scene.Lane(Scene.Acme)).Select(document => document.Total).Should().BeEquivalentTo([13m, 15m]);
    }

    [Fact]
    public async Task A_full_run_resumes_and_leaves_the_cursor_where_it_ended()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(8);
        SyncOptions full = new() { Mode = SyncMode.Full, BatchLimit = 5 };
        DiscoveryReport report = await host.DiscoverAsync(Scene.Acme, full);
        report.More.Should().BeTrue();
        (await host.State.FindPositionAsync(report.Stream, Cancel)).Should().BeNull("the full run goes on beside the cursor");
        report = await host.DiscoverAsync(Scene.Acme, full);
        report.Read.Should().Be(2);
        (await host.DiscoverAsync(Scene.Acme)).Read.Should().Be(0, "an incremental run goes on from where the full one ended");
        report = await host.DiscoverAsync(Scene.Acme, new SyncOptions { Mode = SyncMode.Full });
        report.Read.Should().Be(8, "a finished full run forgets its mark");
        report.Receipt.Waiting.Should().Be(0);
    }

    [Fact]
    public async Task A_second_full_run_finds_what_is_settled_unchanged()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(4);
        await host.SyncAsync(Scene.Acme);
        DiscoveryReport report = await host.DiscoverAsync(Scene.Acme, new SyncOptions { Mode = SyncMode.Full });
        report.Receipt.Unchanged.Should().Be(4);
        int calls = scene.Books.Calls.Count;
        await host.DrainAsync();
        scene.Books.Calls.Should().HaveCount(calls);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Options_that_do_not_fit_are_refused()
    {
        await using Host host = await scene.StartConnectedAsync();
        Func<Task> run = () => host.DiscoverAsync(Scene.Acme, new SyncOptions { Mode = SyncMode.Single });
        await run.Should().ThrowAsync<ArgumentException>().WithMessage("*needs Ids*");
    }

    [Fact]
    public async Task A_source_that_needs_a_person_is_noted_once_and_read_again_after_reconnecting()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(2);
        scene.Shop.BeforePage = _ => throw Failing.Throws(FailureKind.NeedsAttention, "shop.key-refused");
        await host.Engine.DiscoverAsync(Scene.Acme, new SyncOptions(), cancellationToken: Cancel);
        await host.Engine.DiscoverAsync(Scene.Acme, new SyncOptions(), cancellationToken: Cancel);
        host.Log.Lines.Count(line => line.Id == 202).Should().Be(1);
        scene.Shop.BeforePage = null;
        (await host.Engine.DiscoverAsync(Scene.Acme, new SyncOptions(), cancellationToken: Cancel)).Should().BeEmpty("it is parked");
        await host.Setup.ReconnectAsync(Scene.Source(Scene.Acme), CredentialSet.Of(("secret", "new")), Cancel);
        await host.SyncAsync(Scene.Acme);
        await scene.ShouldAgreeAsync(host);
    }
}
