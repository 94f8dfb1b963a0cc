using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Reconciling;

/// <summary>A look at the books that fails, loses its lane or is killed finds later what it did not settle.</summary>
public sealed class BooksWatchFailureTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly Scene scene = new();

    public BooksWatchFailureTests() => scene.Books.GivesFingerprints = true;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    [Fact]
    public async Task A_look_that_fails_delays_no_order_and_begins_anew_where_it_began()
    {
        await using Host host = await scene.StartConnectedAsync();
        string id = await WriteAsync(host);
        scene.Books.ChangeByHand(Lane, id, edit: ", edited");
        scene.Time.Advance(Interval);
        scene.Books.OnListChanges = _ => Failing.With(FailureKind.Transient, "books.busy");
        scene.Shop.PutMany(1, first: 3);
        await host.SyncAsync(Scene.Acme, TimeSpan.Zero);
        scene.Books.Counting(Lane).Should().HaveCount(3);
        (await host.Connections.FindAsync(Lane, Cancel))!.Status.State.Should().Be(ConnectionState.Connected);
        scene.Books.OnListChanges = null;
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        scene.Shop.PutMany(1, first: 4);
        await host.SyncAsync(Scene.Acme);
        scene.Books.ChangesAsked.Should().HaveCount(2);
        scene.Books.ChangesAsked[1].Should().Be(scene.Books.ChangesAsked[0]);
        (await DeadAsync(host)).Should().ContainSingle();
    }

    [Fact]
    public async Task An_account_out_of_reach_is_noted_once_and_well_again_only_when_it_answers()
    {
        await using Host host = await scene.StartConnectedAsync();
        await WriteAsync(host);
        scene.Books.OnListChanges = _ => Failing.With(FailureKind.NeedsAttention, "books.access");
        for (int i = 0; i < 3; i++)
        {
            (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Should().BeEmpty();
            scene.Time.Advance(TimeSpan.FromMinutes(15));
        }

        (await host.Connections.FindAsync(Lane, Cancel))!.Status.Code.Should().Be("books.access");
        (await host.Audit.ListAsync(Scene.Acme, 100, Cancel)).Should().ContainSingle(entry => entry.Action == "connection.needs-attention");
        scene.Books.OnListChanges = null;
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Should().ContainSingle();
        (await host.Connections.FindAsync(Lane, Cancel))!.Status.State.Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task Nothing_is_held_by_one_who_lost_the_lane_and_the_next_owner_finds_it()
    {
        await using Host host = await scene.StartConnectedAsync();
        string id = await WriteAsync(host);
        scene.Books.ChangeByHand(Lane, id, edit: ", edited");
        LaneLease? taken = null;
        scene.Books.OnListChanges = _ =>
        {
            scene.EndLease(Lane);
            taken = host.Lanes.AcquireLaneAsync(Lane, "another", TimeSpan.FromHours(1), Cancel).GetAwaiter().GetResult();
            return null;
        };
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Should().BeEmpty();
        (await DeadAsync(host)).Should().BeEmpty();
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Should().BeEmpty("another one holds the lane");
        scene.Books.OnListChanges = null;
        await host.Lanes.ReleaseAsync(taken!, new LaneRelease(), Cancel);
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Single().Held.Should().Be(1);
    }

    [Fact]
    public async Task Killed_at_any_step_the_change_is_held_once()
    {
        int deaths = 0;
        for (int at = 1; ; at++)
        {
            Scene world = new();
            world.Books.GivesFingerprints = true;
            await using Host first = await world.StartConnectedAsync();
            world.Shop.PutMany(2);
            await first.SyncAsync(Scene.Acme);
            string[] ids = [.. world.Books.Of(Lane).Select(document => document.Id)];
            world.Books.ChangeByHand(Lane, ids[0], edit: ", edited");
            world.Books.DeleteByHand(Lane, ids[1]);
            Crash crash = new(at);
            await CheckAsync(world, crash);
            world.Time.Advance(WatchedTime.LeaseLife);
            await using Host next = world.Start();
            (await next.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Should().ContainSingle();
            FlowCounts counts = await CountAsync(next);
            counts.Should().Be(FlowCounts.Zero with { Entered = 4, Written = 2, Dead = 2 }, "killed at step {0}", at);
            if (!crash.Happened)
            {
                break;
            }

            deaths++;
        }

        deaths.Should().BeGreaterThan(8);
    }

    private static async Task CheckAsync(Scene world, Crash crash)
    {
        await using Host host = world.Start(crash);
        try
        {
            await host.Engine.CheckBooksAsync(Scene.Acme, Cancel);
        }
        catch (CrashException)
        {
            crash.Happened.Should().BeTrue();
        }
    }

    /// <summary>Writes two orders, and gives the first one's document.</summary>
    private async Task<string> WriteAsync(Host host)
    {
        scene.Shop.PutMany(2);
        await host.SyncAsync(Scene.Acme);
        return scene.Books.Of(Lane).Single(document => document.Total == 11m).Id;
    }

    private static Task<FlowCounts> CountAsync(Host host) => host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);

    private static async Task<IReadOnlyList<LedgerRecord>> DeadAsync(Host host) =>
        (await host.Ledger.ListRecordsAsync(Scene.Acme, new LedgerQuery { Flow = Scene.Flow, State = LedgerState.Dead }, Cancel)).Rows;
}
