using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Reconciling;

namespace SyncKit.Core.Tests.Reconciling;

/// <summary>What a person does in the books is found without an order having to meet it.</summary>
public sealed class BooksWatchTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly Scene scene = new();

    public BooksWatchTests() => scene.Books.GivesFingerprints = true;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    [Theory]
    [InlineData("edit", "the books now hold \"Sale over 11.00, edited\" (11.00 USD).")]
    [InlineData("void", "the books now hold a voided document.")]
    [InlineData("delete", "the books now hold nothing: it is no longer there.")]
    public async Task What_a_person_did_is_held_with_both_versions_and_a_retry_writes_the_shops(string act, string message)
    {
        await using Host host = await scene.StartConnectedAsync();
        string id = await WriteAsync(host);
        Act(act, id);
        BooksWatchReport check = (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Should().ContainSingle().Subject;
        check.Held.Should().Be(1);
        LedgerRecord dead = (await DeadAsync(host)).Should().ContainSingle().Subject;
        dead.Code.Should().Be("books.changed");
        dead.Message.Should().Be($"Sale {id} of order 1 was written as \"Sale over 11.00\" (11.00 USD); {message}");
        dead.Total.Should().Be(11m);
        FlowCounts counts = await CountAsync(host);
        counts.Should().Be(FlowCounts.Zero with { Entered = 3, Written = 2, Dead = 1 });
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Single().Held.Should().Be(0, "what is held is not found again");

        await host.DeadLetters.RetryAsync(Scene.Flow, Scene.Record("1"), scene.Time.GetUtcNow(), Cancel);
        await host.DrainAsync();

        scene.Books.Counting(Lane).Should().HaveCount(2).And.OnlyContain(document => document.Edit.Length == 0);
        await scene.ShouldAgreeAsync(host);
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Single().Held.Should().Be(0, "that was our own write");
    }

    [Fact]
    public async Task Own_writes_are_echoes_and_a_document_that_only_moved_gives_its_new_version()
    {
        await using Host host = await scene.StartConnectedAsync();
        string id = await WriteAsync(host);
        scene.Books.ChangeByHand(Lane, id);
        BooksWatchReport check = (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Single();
        check.Should().Be(new BooksWatchReport(Lane, Read: 2, Held: 0, ListedAll: false));
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "20.00" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.LookUps.Should().Be(0, "the version was known");
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Without_fingerprints_the_amounts_tell()
    {
        scene.Books.GivesFingerprints = false;
        await using Host host = await scene.StartConnectedAsync();
        string id = await WriteAsync(host);
        scene.Books.ChangeByHand(Lane, id, edit: ", not seen");
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Single().Held.Should().Be(0);
        scene.Books.ChangeByHand(Lane, id, total: 15m);
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Single().Held.Should().Be(1);
        (await DeadAsync(host)).Single().Message.Should().Contain("11.00 USD").And.Contain("15.00 USD");
    }

    [Fact]
    public async Task A_list_that_lags_behind_a_write_says_nothing()
    {
        await using Host host = await scene.StartConnectedAsync();
        string id = await WriteAsync(host);
        scene.Books.ChangeByHand(Lane, id);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "20.00" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.ListsBehind = true;
        BooksWatchReport check = (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Single();
        (check.Read, check.Held).Should().Be((2, 0));
        (await DeadAsync(host)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_idle_lane_is_looked_at_by_itself()
    {
        await using Host host = await scene.StartConnectedAsync(options =>
        {
            options.RunInBackground = true;
            options.BooksCheckInterval = TimeSpan.FromMinutes(5);
        });
        string id = await WriteAsync(host);
        scene.Books.ChangeByHand(Lane, id, edit: ", edited");
        await host.StartServicesAsync();
        await scene.Time.DriveAsync(UntilAsync(async () => (await DeadAsync(host)).Count == 1));
        await scene.Time.DriveAsync(host.StopServicesAsync());
        (await CountAsync(host)).AreConserved.Should().BeTrue();
    }

    [Fact]
    public async Task A_lane_at_work_is_looked_at_once_an_interval()
    {
        await using Host host = await scene.StartConnectedAsync();
        string id = await WriteAsync(host);
        DateTimeOffset begun = scene.Time.GetUtcNow();
        scene.Books.ChangesAsked.Should().BeEmpty("what lies before the first look is the comparison's to find");
        scene.Books.ChangeByHand(Lane, id, edit: ", edited");
        for (int i = 3; i < 7; i++)
        {
            scene.Time.Advance(Interval / 2);
            scene.Shop.PutMany(1, first: i);
            await host.SyncAsync(Scene.Acme);
        }

        scene.Books.ChangesAsked.Should().HaveCount(2);
        scene.Books.ChangesAsked[0].Should().BeOnOrBefore(begun);
        scene.Books.ChangesAsked[1].Should().BeAfter(begun).And.BeOnOrBefore(begun + Interval);
        (await DeadAsync(host)).Should().ContainSingle();
    }

    [Fact]
    public async Task Zero_switches_the_look_off()
    {
        await using Host host = await scene.StartConnectedAsync(options => options.BooksCheckInterval = TimeSpan.Zero);
        await WriteAsync(host);
        scene.Time.Advance(Interval * 10);
        scene.Shop.PutMany(1, first: 3);
        await host.SyncAsync(Scene.Acme);
        scene.Books.ChangesAsked.Should().BeEmpty();
        (await host.State.FindPositionAsync(new StreamId(Lane, "books"), Cancel)).Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_is_listed_when_the_books_forgot_and_when_nobody_ever_looked(bool looked)
    {
        await using Host host = await scene.StartConnectedAsync(options => options.BooksCheckInterval = looked ? Interval : TimeSpan.Zero);
        string id = await WriteAsync(host);
        scene.Books.ChangeByHand(Lane, id, edit: ", edited");
        scene.Time.Advance(TimeSpan.FromDays(40));
        scene.Books.ForgotChangesBefore = scene.Time.GetUtcNow() - TimeSpan.FromDays(30);
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Should().Equal(new BooksWatchReport(Lane, Read: 2, Held: 1, ListedAll: true));
        (await host.Engine.CheckBooksAsync(Scene.Acme, Cancel)).Single().ListedAll.Should().BeFalse();
    }

    [Fact]
    public async Task A_waiting_retry_meets_what_was_done_meanwhile()
    {
        await using Host host = await scene.StartConnectedAsync();
        string id = await WriteAsync(host);
        scene.Books.ChangeByHand(Lane, id, edit: ", edited");
        await host.Engine.CheckBooksAsync(Scene.Acme, Cancel);
        await host.DeadLetters.RetryAsync(Scene.Flow, Scene.Record("1"), scene.Time.GetUtcNow(), Cancel);
        scene.Books.ChangeByHand(Lane, id, edit: ", edited twice");
        await host.Engine.CheckBooksAsync(Scene.Acme, Cancel);
        await host.DrainAsync();
        (await DeadAsync(host)).Should().ContainSingle().Which.Message.Should().Contain("edited twice");
        scene.Books.Of(Lane).Should().ContainSingle(document => document.Edit == ", edited twice", "nobody decided about that one");
        (await CountAsync(host)).AreConserved.Should().BeTrue();
    }

    private void Act(string act, string id)
    {
        switch (act)
        {
            case "edit":
                scene.Books.ChangeByHand(Lane, id, edit: ", edited");
                break;
            case "void":
                scene.Books.ChangeByHand(Lane, id, total: 0m, voided: true);
                break;
            default:
                scene.Books.DeleteByHand(Lane, id);
                break;
        }
    }

    /// <summary>Writes two orders, and gives the first one's document.</summary>
    private async Task<string> WriteAsync(Host host)
    {
        scene.Shop.PutMany(2);
        await host.SyncAsync(Scene.Acme);
        return scene.Books.Of(Lane).Single(document => document.Total == 11m).Id;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<FlowCounts> CountAsync(Host host) => host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);

    private static async Task<IReadOnlyList<LedgerRecord>> DeadAsync(Host host) =>
        (await host.Ledger.ListRecordsAsync(Scene.Acme, new LedgerQuery { Flow = Scene.Flow, State = LedgerState.Dead }, Cancel)).Rows;
}
