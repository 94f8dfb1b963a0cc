using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Lanes;

public sealed class FailureTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transient_failure_is_tried_again_with_growing_waits()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        List<DateTimeOffset> tries = [];
        Refuse(document => Note() <= 3 ? Failing.With(FailureKind.Transient, "books.busy") : null);
        await host.SyncAsync(Scene.Acme);
        tries.Zip(tries.Skip(1), (one, next) => (next - one).TotalSeconds).Should().Equal(5, 10, 20);
        await scene.ShouldAgreeAsync(host);

        int Note()
        {
            tries.Add(scene.Time.GetUtcNow());
            return tries.Count;
        }
    }

    [Fact]
    public async Task A_failure_that_lasts_becomes_a_dead_letter_at_the_last_attempt()
    {
        await using Host host = await scene.StartConnectedAsync(options => options.MaxAttempts = 4);
        scene.Shop.PutMany(1);
        int tries = 0;
        Refuse(_ =>
        {
            tries++;
            return Failing.With(FailureKind.Transient, "books.busy", TimeSpan.FromSeconds(2));
        });
        await host.SyncAsync(Scene.Acme);
        tries.Should().Be(4);
        LedgerRecord dead = await DeadAsync(host);
        dead.Code.Should().Be("books.busy");
        dead.Attempts.Should().Be(4);
    }

    [Fact]
    public async Task A_permanent_failure_is_a_dead_letter_and_its_neighbours_go_on()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(6);
        Refuse(document => document.Total == 13m ? Failing.With(FailureKind.Permanent, "books.closed") : null);
        await host.SyncAsync(Scene.Acme);
        LedgerRecord dead = await DeadAsync(host);
        dead.Record.Should().Be(Scene.Record("3"));
        dead.Code.Should().Be("books.closed");
        dead.Message.Should().Be("It went wrong: books.closed.");
        dead.Remedy.Should().Be("Do something about it.");
        dead.Total.Should().Be(13m);
        dead.Payload.IsEmpty.Should().BeFalse();
        scene.Books.Counting(Scene.Lane(Scene.Acme)).Should().HaveCount(5);
    }

    [Fact]
    public async Task A_whole_call_that_is_refused_makes_dead_letters_of_its_items_only()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(6);
        bool refused = false;
        scene.Books.OnSend = (_, intent) =>
        {
            if (refused || intent.Targets[0].Document is null)
            {
                return null;
            }

            refused = true;
            return new Mishap(Failing.With(FailureKind.Permanent, "books.unreadable"), IsLost: true);
        };
        await host.SyncAsync(Scene.Acme);
        FlowCounts counts = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);
        counts.Dead.Should().Be(2);
        counts.Written.Should().Be(4);
        counts.AreConserved.Should().BeTrue();
    }

    [Fact]
    public async Task A_malformed_record_is_one_dead_letter_that_names_the_field()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(3);
        scene.Shop.Put(new ShopOrder { Id = "4", Total = "abc" });
        scene.Shop.PutMany(3, first: 5);
        await host.SyncAsync(Scene.Acme);
        LedgerRecord dead = await DeadAsync(host);
        dead.Code.Should().Be("record.malformed");
        dead.Message.Should().Contain("order 4").And.Contain("'total'").And.Contain("\"abc\"");
        scene.Books.Counting(Scene.Lane(Scene.Acme)).Should().HaveCount(6);
    }

    [Theory]
    [InlineData("explosive")]
    [InlineData("endless")]
    public async Task A_record_that_its_transformer_fails_on_is_one_dead_letter(string status)
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(3);
        scene.Shop.Put(new ShopOrder { Id = "4", Status = status });
        scene.Shop.PutMany(3, first: 5);
        await host.SyncAsync(Scene.Acme);
        LedgerRecord dead = await DeadAsync(host);
        dead.Record.Should().Be(Scene.Record("4"));
        dead.Code.Should().StartWith("transform.");
        dead.Message.Should().NotContain("secret of");
        scene.Books.Counting(Scene.Lane(Scene.Acme)).Count(document => document.Kind == "Sale" && document.Marker.EndsWith("sale", StringComparison.Ordinal))
            .Should().Be(6);
    }

    [Fact]
    public async Task A_dead_letter_that_is_retried_is_written_once()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(2);
        bool closed = true;
        Refuse(document => closed && document.Total == 11m ? Failing.With(FailureKind.Permanent, "books.closed") : null);
        await host.SyncAsync(Scene.Acme);
        closed = false;
        (await host.DeadLetters.RetryAsync(Scene.Flow, Scene.Record("1"), scene.Time.GetUtcNow(), Cancel)).Should().BeTrue();
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
        (await host.DeadLetters.RetryAsync(Scene.Flow, Scene.Record("1"), scene.Time.GetUtcNow(), Cancel)).Should().BeFalse();
    }

    [Fact]
    public async Task A_dismissed_dead_letter_stays_away_until_its_record_changes()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Status = "refused" });
        await host.SyncAsync(Scene.Acme);
        (await host.DeadLetters.DismissAsync(Scene.Flow, Scene.Record("1"), Cancel)).Should().BeTrue();
        await host.DiscoverAsync(Scene.Acme, new SyncOptions { Mode = SyncMode.Full });
        await host.DrainAsync();
        FlowCounts counts = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);
        counts.Dismissed.Should().Be(1);
        counts.Dead.Should().Be(0);
        counts.AreConserved.Should().BeTrue();
        scene.Shop.Put(new ShopOrder { Id = "1" });
        await host.SyncAsync(Scene.Acme);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_newer_change_takes_a_dead_letters_place()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Status = "refused" });
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "1" });
        await host.SyncAsync(Scene.Acme);
        await scene.ShouldAgreeAsync(host);
        FlowCounts counts = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);
        counts.Should().Be(FlowCounts.Zero with { Entered = 2, Superseded = 1, Written = 1 });
    }

    [Fact]
    public async Task A_total_that_comes_back_different_is_held_with_both_figures()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        scene.Books.Rounding = 0.01m;
        await host.SyncAsync(Scene.Acme);
        LedgerRecord dead = await DeadAsync(host);
        dead.Code.Should().Be("total.differs");
        dead.Message.Should().Contain("11.01 USD").And.Contain("11.00 USD");
        await host.DeadLetters.RetryAsync(Scene.Flow, Scene.Record("1"), scene.Time.GetUtcNow(), Cancel);
        await host.DrainAsync();
        (await DeadAsync(host)).Code.Should().Be("total.differs");
        scene.Books.Of(Scene.Lane(Scene.Acme)).Should().ContainSingle("a retry changes the document that is there");
        scene.Books.Rounding = 0;
        await host.DeadLetters.RetryAsync(Scene.Flow, Scene.Record("1"), scene.Time.GetUtcNow(), Cancel);
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_new_document_that_comes_out_otherwise_is_put_right_by_one_more_write()
    {
        await using Host host = await scene.StartConnectedAsync();
        int writes = 0;
        scene.Books.OnSend = (_, intent) =>
        {
            bool isSale = intent.Targets.Any(static target => target.Document is not null);
            writes += isSale ? 1 : 0;
            scene.Books.Rounding = isSale && intent.Targets.Any(static target => target.Document!.DestinationId.Length == 0) ? 0.01m : 0m;
            return null;
        };
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        writes.Should().Be(2);
        scene.Books.Of(Scene.Lane(Scene.Acme)).Should().ContainSingle().Which.Version.Should().Be("1");
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Another_currency_in_the_answer_is_held()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        scene.Books.AnswersCurrency = "EUR";
        await host.SyncAsync(Scene.Acme);
        LedgerRecord dead = await DeadAsync(host);
        dead.Code.Should().Be("total.differs");
        dead.Message.Should().Contain("11.00 EUR").And.Contain("11.00 USD");
    }

    private void Refuse(Func<BookDocument, Failure?> why) => scene.Books.Refuse = document => document.Kind == "Customer" ? null : why(document);

    private static async Task<LedgerRecord> DeadAsync(Host host)
    {
        LedgerPage<LedgerRecord> page = await host.Ledger.ListRecordsAsync(
            Scene.Acme, new LedgerQuery { Flow = Scene.Flow, State = LedgerState.Dead }, Cancel);
        FlowCounts counts = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);
        counts.AreConserved.Should().BeTrue();
        return page.Rows.Should().ContainSingle().Subject;
    }
}
