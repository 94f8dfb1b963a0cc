using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Lanes;

public sealed class LaneTests
{
    private static readonly TenantId Small = new("small");

    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    [Fact]
    public async Task An_owner_that_lost_its_lease_settles_nothing()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        IReadOnlyList<LaneLease> taken = [];
        scene.Books.OnSend = (_, intent) =>
        {
            if (intent.Targets[0].Document is not null && taken.Count == 0)
            {
                TakeOver();
            }

            return null;
        };
        await host.DiscoverAsync(Scene.Acme);
        await host.DrainAsync(TimeSpan.Zero);
        taken.Should().ContainSingle();
        host.Log.Lines.Should().Contain(line => line.Id == 102);
        LedgerPage<LedgerDocument> documents = await host.Ledger.ListDocumentsAsync(Scene.Acme, new LedgerQuery { Flow = Scene.Flow }, Cancel);
        documents.Rows.Should().BeEmpty("its answer came after the lease went to another owner");
        await host.Lanes.ReleaseAsync(taken[0], new LaneRelease(), Cancel);
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);

        // The lease ends in the store while its owner waits for an answer.
        void TakeOver()
        {
            scene.EndLease(Lane);
            taken = host.Lanes.AcquireAsync("another", 1, TimeSpan.FromHours(1), Cancel).GetAwaiter().GetResult();
        }
    }

    [Fact]
    public async Task Two_hosts_on_one_storage_never_work_on_one_lane_at_once()
    {
        TenantId[] tenants = [.. Enumerable.Range(1, 6).Select(i => new TenantId($"t{i}"))];
        await using Host first = await scene.StartConnectedAsync(Hop, tenants);
        await using Host second = scene.Start(configure: Hop);
        scene.Books.OnSend = (_, _) =>
        {
            scene.Time.Advance(TimeSpan.FromMilliseconds(60));
            return null;
        };
        foreach (TenantId tenant in tenants)
        {
            scene.Shops.Of(tenant).PutMany(9);
            await first.DiscoverAsync(tenant);
        }

        await scene.Time.DriveAsync(Task.WhenAll(
            Task.Run(() => first.Engine.DrainAsync(TimeSpan.FromMinutes(2)), Cancel),
            Task.Run(() => second.Engine.DrainAsync(TimeSpan.FromMinutes(2)), Cancel)));
        scene.Books.Overlaps.Should().Be(0);
        foreach (TenantId tenant in tenants)
        {
            await scene.ShouldAgreeAsync(second, tenant);
        }

        static void Hop(SyncKit.Hosting.SyncKitOptions options)
        {
            options.Parallelism = 1;
            options.LaneBatch = 1;
            options.LaneQuantum = TimeSpan.FromMilliseconds(100);
            options.LeaseLife = WatchedTime.LongLeaseLife;
        }
    }

    [Fact]
    public async Task A_limit_pauses_the_lane_and_counts_no_attempt()
    {
        await using Host host = await scene.StartConnectedAsync(options => options.MaxAttempts = 1);
        scene.Shop.PutMany(4);
        List<DateTimeOffset> calls = [];
        scene.Books.OnSend = (_, _) =>
        {
            calls.Add(scene.Time.GetUtcNow());
            return calls.Count is > 1 and <= 3
                ? new Mishap(Failing.With(FailureKind.RateLimited, "books.throttled", TimeSpan.FromSeconds(17)), IsLost: true)
                : null;
        };
        await host.SyncAsync(Scene.Acme);
        (calls[^1] - calls[0]).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(17));
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Dead.Should().Be(0);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_connection_that_needs_a_person_is_noted_once_and_others_go_on()
    {
        await using Host host = await scene.StartConnectedAsync(null, Scene.Acme, Small);
        scene.Shop.PutMany(3);
        scene.Shops.Of(Small).PutMany(3);
        scene.Books.OnSend = (lane, _) =>
            lane == Lane ? new Mishap(Failing.With(FailureKind.NeedsAttention, "books.revoked"), IsLost: true) : null;
        await host.DiscoverAsync(Scene.Acme);
        await host.DiscoverAsync(Small);
        await host.DrainAsync(TimeSpan.FromMinutes(10));
        await scene.ShouldAgreeAsync(host, Small);
        scene.Time.Advance(TimeSpan.FromMinutes(16));
        await host.DrainAsync(TimeSpan.FromMinutes(10));
        host.Log.Lines.Count(line => line.Id == 105).Should().Be(1);
        IReadOnlyList<AuditEntry> audit = await host.Audit.ListAsync(Scene.Acme, 100, Cancel);
        audit.Count(entry => entry.Action == "connection.needs-attention").Should().Be(1);
        (await host.Connections.FindAsync(Lane, Cancel))!.Status.State.Should().Be(ConnectionState.NeedsAttention);
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Waiting.Should().Be(3);
        scene.Books.OnSend = null;
        await host.Setup.ReconnectAsync(Lane, CredentialSet.Of(("token", "new")), Cancel);
        await host.DrainAsync(TimeSpan.Zero);
        await scene.ShouldAgreeAsync(host);
        (await host.Connections.FindAsync(Lane, Cancel))!.Status.State.Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task A_tenant_with_much_delays_one_with_little_by_a_quantum_at_most()
    {
        await using Host host = await scene.StartConnectedAsync(
            options =>
            {
                options.Parallelism = 1;
                options.LaneBatch = 50;
                options.LaneQuantum = TimeSpan.FromSeconds(5);
            },
            Scene.Acme,
            Small);
        scene.Shop.PageSize = 1000;
        scene.Shop.PutMany(10_000);
        scene.Shops.Of(Small).PutMany(3);
        scene.Books.BatchSize = 30;
        DateTimeOffset begun = scene.Time.GetUtcNow();
        DateTimeOffset? served = null;
        DateTimeOffset last = begun;
        scene.Books.OnSend = (lane, _) =>
        {
            scene.Time.Advance(TimeSpan.FromMilliseconds(250));
            served ??= lane.Tenant == Small ? scene.Time.GetUtcNow() : null;
            last = scene.Time.GetUtcNow();
            return null;
        };
        await host.DiscoverAsync(Scene.Acme, new SyncKit.Discovery.SyncOptions { BatchLimit = 20_000 });
        await host.DiscoverAsync(Small);
        await host.DrainAsync();
        (served!.Value - begun).Should().BeLessThan(TimeSpan.FromSeconds(7));
        (last - begun).Should().BeGreaterThan(TimeSpan.FromSeconds(80));
        await scene.ShouldAgreeAsync(host, Small);
        scene.Books.Counting(Lane).Should().HaveCount(10_000);
    }

    [Fact]
    public async Task References_are_resolved_once_and_again_when_they_expire()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Books.ReferencesExpire = () => scene.Time.GetUtcNow().AddHours(1);
        scene.Shop.PutMany(4);
        await host.SyncAsync(Scene.Acme);
        scene.Books.CustomerLookUps.Should().Be(1);
        scene.Shop.PutMany(4, first: 5);
        await host.SyncAsync(Scene.Acme);
        await using Host second = scene.Start();
        scene.Shop.PutMany(4, first: 9);
        await second.SyncAsync(Scene.Acme);
        scene.Books.CustomerLookUps.Should().Be(1, "what is stored is not looked up, after a restart neither");
        scene.Time.Advance(TimeSpan.FromHours(2));
        scene.Shop.PutMany(1, first: 13);
        await second.SyncAsync(Scene.Acme);
        scene.Books.CustomerLookUps.Should().Be(2);
        await scene.ShouldAgreeAsync(second);
    }

    [Fact]
    public async Task Documents_that_need_each_other_follow_one_another()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Method = "invoice" });
        scene.Shop.Put(new ShopOrder { Id = "2" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.Of(Lane).Select(document => document.Kind).Should().BeEquivalentTo(["Invoice", "Fee", "Sale"]);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_cancelled_order_is_voided_and_written_anew_when_it_comes_back()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1" });
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "1", Status = "cancelled" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.Of(Lane).Should().ContainSingle().Which.IsVoided.Should().BeTrue();
        await scene.ShouldAgreeAsync(host);
        scene.Shop.Put(new ShopOrder { Id = "1" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.Of(Lane).Should().HaveCount(2);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Draining_with_endless_patience_ends_when_nothing_waits()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(2);
        await host.SyncAsync(Scene.Acme, TimeSpan.MaxValue);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Used_limits_are_taken_over_from_another_host_but_not_counted_twice_by_the_same_one()
    {
        await using Host host = await scene.StartConnectedAsync();
        for (int order = 1; order <= 3; order++)
        {
            scene.Shop.PutMany(1, first: order);
            await host.SyncAsync(Scene.Acme);
        }

        scene.Books.BudgetsImported.Should().Be(0);
        await using Host successor = scene.Start();
        scene.Shop.PutMany(1, first: 4);
        await successor.SyncAsync(Scene.Acme);
        scene.Books.BudgetsImported.Should().Be(1);
    }
}
