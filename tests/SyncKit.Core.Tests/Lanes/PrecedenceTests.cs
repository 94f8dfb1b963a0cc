using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Intents;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Lanes;

/// <summary>Within a lane, what somebody waits for does not wait behind a back-fill.</summary>
public sealed class PrecedenceTests
{
    private const int Concurrency = 4;

    private readonly Scene scene = new();
    private readonly List<IReadOnlyList<string>> calls = [];
    private readonly Lock opening = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    [Fact]
    public async Task A_webhook_overtakes_the_batch_that_is_being_written()
    {
        await using Host host = await StartBackfillAsync(200);
        OnCall(call =>
        {
            if (call == 10)
            {
                ComesIn(host, "urgent");
            }
        });

        await host.DrainAsync();

        calls.FindIndex(call => call.Contains("urgent")).Should().BeInRange(10, 10 + Concurrency);
        await EverythingIsWrittenOnceAsync(host, 201);
    }

    [Fact]
    public async Task A_webhook_does_not_wait_for_calls_that_wait_for_the_accounts_limits()
    {
        await using Host host = await StartBackfillAsync(200);
        DateTimeOffset opens = scene.Time.GetUtcNow().AddMinutes(1);
        DateTimeOffset? asked = null;
        DateTimeOffset? written = null;
        OnCall(_ => written ??= calls[^1].Contains("urgent") ? scene.Time.GetUtcNow() : null);
        scene.Books.OnTimeToStart = _ =>
        {
            lock (opening)
            {
                if (calls.Count >= 10 && asked is null)
                {
                    asked = scene.Time.GetUtcNow();
                    ComesIn(host, "urgent");
                }

                return calls.Count < 10 ? TimeSpan.Zero : opens - scene.Time.GetUtcNow();
            }
        };

        await host.DrainAsync(TimeSpan.FromMinutes(5));

        (written!.Value - asked!.Value).Should().BeLessThan(TimeSpan.FromSeconds(10));
        await EverythingIsWrittenOnceAsync(host, 201);
    }

    [Fact]
    public async Task Webhooks_that_keep_coming_do_not_stop_the_backfill()
    {
        await using Host host = await StartBackfillAsync(100);
        OnCall(call =>
        {
            if (call <= 60)
            {
                ComesIn(host, $"urgent-{call}");
            }
        });

        await host.DrainAsync();

        calls.Take(60).Count(call => !call.Any(id => id.StartsWith("urgent", StringComparison.Ordinal)))
            .Should().BeGreaterThan(10, "what is under way when something urgent comes in is not lost");
        await EverythingIsWrittenOnceAsync(host, 160);
    }

    [Fact]
    public async Task What_gave_way_leaves_no_call_behind()
    {
        await using Host host = await StartBackfillAsync(40);
        OnCall(call =>
        {
            if (call == 3)
            {
                ComesIn(host, "urgent");
            }
        });

        await host.DrainAsync();
        SyncKit.Lanes.LaneLease lease = (await host.Lanes.AcquireLaneAsync(Lane, "test", TimeSpan.FromMinutes(1), Cancel))!;
        (await host.Lanes.ListIntentsAsync(lease, Cancel)).Should().BeEmpty();
        scene.Books.LookUps.Should().Be(0, "a call that was withdrawn is known not to have been sent");
        await EverythingIsWrittenOnceAsync(host, 41);
    }

    private async Task<Host> StartBackfillAsync(int orders)
    {
        Host host = await scene.StartConnectedAsync(options => options.LaneConcurrency = Concurrency);
        scene.Shop.PageSize = 1000;
        scene.Shop.PutMany(orders);
        await host.DiscoverAsync(Scene.Acme, new SyncOptions { Mode = SyncMode.Full });
        return host;
    }

    /// <summary>Notes each call that has documents, and does something with its number before any other call is answered.</summary>
    private void OnCall(Action<int> act) => scene.Books.OnSend = (_, intent) =>
    {
        string[] ids = [.. intent.Targets.Where(target => target.Document is not null).Select(target => target.Document!.Record.Id)];
        if (ids.Length > 0)
        {
            lock (opening)
            {
                calls.Add(ids);
                act(calls.Count);
            }
        }

        return null;
    };

    private void ComesIn(Host host, string id)
    {
        scene.Shop.Put(new ShopOrder { Id = id });
        Task.Run(() => host.DiscoverAsync(Scene.Acme, new SyncOptions { Mode = SyncMode.Single, Ids = [id] }), Cancel).GetAwaiter().GetResult();
    }

    private async Task EverythingIsWrittenOnceAsync(Host host, int orders)
    {
        await scene.ShouldAgreeAsync(host);
        FlowCounts counts = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);
        (counts.Written, counts.Waiting, counts.Dead).Should().Be((orders, 0, 0));
        calls.SelectMany(call => call).Should().OnlyHaveUniqueItems();
    }
}
