using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Lanes;

/// <summary>Dead letters whose cause lies in the books are tried again by themselves.</summary>
public sealed class RecheckTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly Scene scene = new();

    public RecheckTests() => scene.Books.CurableCodes.UnionWith(["books.closed", "books.changed"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_lay_in_the_books_is_written_once_it_passed()
    {
        await using Host host = await scene.StartConnectedAsync(options =>
        {
            options.RunInBackground = true;
            options.RecheckInterval = Interval;
        });
        await KillAsync(host, "books.closed");
        scene.Books.Refuse = null;
        DateTimeOffset begun = scene.Time.GetUtcNow();
        await host.StartServicesAsync();
        await scene.Time.DriveAsync(UntilAsync(() => scene.Books.Counting(Scene.Lane(Scene.Acme)).Count == 1));
        await scene.Time.DriveAsync(host.StopServicesAsync());
        await host.DrainAsync();
        (scene.Time.GetUtcNow() - begun).Should().BeGreaterThanOrEqualTo(Interval);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_cause_that_persists_makes_the_dead_letter_again_without_another_notice()
    {
        await using Host host = await scene.StartConnectedAsync();
        await KillAsync(host, "books.closed");
        for (int i = 0; i < 3; i++)
        {
            (await host.Engine.RecheckAsync(Scene.Acme, Cancel)).Should().Be(1);
            await host.DrainAsync();
        }

        (await DeadAsync(host)).Code.Should().Be("books.closed");
        (await CountAsync(host)).Should().Be(FlowCounts.Zero with { Entered = 1, Dead = 1 });
        (await NoticesAsync(host)).Should().Be(1);
    }

    [Fact]
    public async Task A_new_cause_is_a_new_notice()
    {
        await using Host host = await scene.StartConnectedAsync();
        await KillAsync(host, "books.closed");
        scene.Books.Refuse = document => document.Kind == "Customer" ? null : Failing.With(FailureKind.Permanent, "books.account-gone");
        await host.Engine.RecheckAsync(Scene.Acme, Cancel);
        await host.DrainAsync();
        (await DeadAsync(host)).Code.Should().Be("books.account-gone");
        (await NoticesAsync(host)).Should().Be(2);
        (await host.Engine.RecheckAsync(Scene.Acme, Cancel)).Should().Be(0, "it is not among those that pass");
    }

    [Fact]
    public async Task What_a_person_changed_is_never_decided_by_time()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        scene.Books.ChangeByHand(Scene.Lane(Scene.Acme), scene.Books.Of(Scene.Lane(Scene.Acme)).Single().Id, total: 15m);
        await host.Engine.CheckBooksAsync(Scene.Acme, Cancel);
        (await DeadAsync(host)).Code.Should().Be("books.changed");
        (await host.Engine.RecheckAsync(Scene.Acme, Cancel)).Should().Be(0);
    }

    [Fact]
    public async Task Many_are_put_back_page_by_page()
    {
        await using Host host = await scene.StartConnectedAsync(options => options.LaneBatch = 1000);
        scene.Shop.PageSize = 1000;
        scene.Books.BatchSize = 100;
        scene.Books.Refuse = document => document.Kind == "Customer" ? null : Failing.With(FailureKind.Permanent, "books.closed");
        scene.Shop.PutMany(600);
        await host.SyncAsync(Scene.Acme);
        (await CountAsync(host)).Dead.Should().Be(600);
        scene.Books.Refuse = null;
        (await host.Engine.RecheckAsync(Scene.Acme, Cancel)).Should().Be(600);
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Once_an_interval_whichever_host_asks()
    {
        await using Host host = await scene.StartConnectedAsync(options => options.RecheckInterval = Interval);
        await using Host other = scene.Start(configure: options => options.RecheckInterval = Interval);
        await KillAsync(host, "books.closed");
        List<double> retried = [];
        for (int minute = 0; minute <= 25; minute++)
        {
            Host asks = minute % 2 == 0 ? host : other;
            await asks.Recheck.RunIfDueAsync(Scene.Lane(Scene.Acme), Cancel);
            if ((await CountAsync(host)).Waiting == 1)
            {
                retried.Add(minute);
                await asks.DrainAsync();
            }

            scene.Time.Advance(TimeSpan.FromMinutes(1));
        }

        retried.Should().Equal(10, 20);
    }

    [Fact]
    public async Task Zero_switches_it_off()
    {
        await using Host host = await scene.StartConnectedAsync(options => options.RecheckInterval = TimeSpan.Zero);
        await KillAsync(host, "books.closed");
        for (int i = 0; i < 3; i++)
        {
            await host.Recheck.RunIfDueAsync(Scene.Lane(Scene.Acme), Cancel);
            scene.Time.Advance(TimeSpan.FromDays(1));
        }

        (await CountAsync(host)).Dead.Should().Be(1);
    }

    private async Task KillAsync(Host host, string code)
    {
        scene.Shop.PutMany(1);
        scene.Books.Refuse = document => document.Kind == "Customer" ? null : Failing.With(FailureKind.Permanent, code);
        await host.SyncAsync(Scene.Acme);
        (await DeadAsync(host)).Code.Should().Be(code);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<FlowCounts> CountAsync(Host host) => host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);

    private static async Task<int> NoticesAsync(Host host) =>
        (await host.Audit.ListAsync(Scene.Acme, 100, Cancel)).Count(entry => entry.Action == "items.dead-lettered");

    private static async Task<LedgerRecord> DeadAsync(Host host) =>
        (await host.Ledger.ListRecordsAsync(Scene.Acme, new LedgerQuery { Flow = Scene.Flow, State = LedgerState.Dead }, Cancel))
            .Rows.Should().ContainSingle().Subject;
}
