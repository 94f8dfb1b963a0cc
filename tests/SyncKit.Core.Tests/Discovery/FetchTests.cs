using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Discovery;

public sealed class FetchTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thin_records_are_fetched_in_bulk_when_their_turn_comes()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.SendsThin = true;
        scene.Shop.PutMany(5);
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Fetches.Should().Be(1);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_record_that_is_still_being_written_is_fetched_once_it_is_at_rest()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.UnsettledUntil = scene.Time.GetUtcNow().AddSeconds(30);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "1.00" });
        await host.DiscoverAsync(Scene.Acme);
        await host.DrainAsync(TimeSpan.FromSeconds(10));
        scene.Shop.Fetches.Should().Be(0);
        scene.Books.Calls.Should().BeEmpty();
        scene.Shop.UnsettledUntil = scene.Time.GetUtcNow().AddSeconds(60);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "2.00" });
        await host.DrainAsync();
        scene.Shop.Fetches.Should().Be(2, "the shop still wrote at the first fetch");
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Waiting.Should().Be(0);
        scene.Books.Of(Scene.Lane(Scene.Acme)).Should().ContainSingle().Which.Total.Should().Be(2m);
    }

    [Fact]
    public async Task A_source_that_is_away_costs_a_thin_item_no_attempt()
    {
        await using Host host = await scene.StartConnectedAsync(options => options.MaxAttempts = 1);
        scene.Shop.SendsThin = true;
        scene.Shop.PutMany(1);
        int away = 3;
        scene.Shop.BeforeFetch = () => _ = away-- > 0 ? throw Failing.Throws(FailureKind.Transient, "shop.away", TimeSpan.FromSeconds(7)) : 0;
        await host.SyncAsync(Scene.Acme);
        away.Should().Be(-1);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_sweep_finds_what_vanished_and_voids_it()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(5);
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Remove("2");
        scene.Shop.Remove("4");
        await host.SyncAsync(Scene.Acme);
        scene.Books.Counting(Scene.Lane(Scene.Acme)).Should().HaveCount(5, "nothing says that they are gone");
        DiscoveryReport report = (await host.Engine.SweepAsync(Scene.Acme, Cancel)).Single();
        report.Read.Should().Be(2);
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
        (await host.Engine.SweepAsync(Scene.Acme, Cancel)).Single().Read.Should().Be(0, "what is settled as deleted is no longer looked for");
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Updated.Should().Be(2);
    }

    [Fact]
    public async Task A_thin_record_that_is_gone_by_its_turn_is_a_deletion()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.SendsThin = true;
        scene.Shop.PutMany(2);
        await host.DiscoverAsync(Scene.Acme);
        scene.Shop.Remove("1");
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
        LedgerPage<LedgerRecord> skipped = await host.Ledger.ListRecordsAsync(
            Scene.Acme, new LedgerQuery { Flow = Scene.Flow, State = LedgerState.Skipped }, Cancel);
        skipped.Rows.Should().ContainSingle().Which.Code.Should().Be("deleted");
    }
}
