using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Intents;

namespace SyncKit.Core.Tests.Lanes;

public sealed class RecoveryTests
{
    private readonly Scene scene = new();

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    [Fact]
    public async Task A_lost_answer_is_the_same_bytes_and_key_again_before_any_new_work()
    {
        await using Host host = await scene.StartConnectedAsync(options => options.LaneConcurrency = 1);
        scene.Shop.PutMany(1);
        bool lost = false;
        scene.Books.OnSend = (_, intent) =>
        {
            if (lost || intent.Targets[0].Document is null)
            {
                return null;
            }

            lost = true;
            scene.Shop.PutMany(1, first: 2);
            return Failing.LosesAnswer;
        };
        await host.SyncAsync(Scene.Acme);
        await host.SyncAsync(Scene.Acme);
        scene.Books.Calls[2].Should().Be(scene.Books.Calls[1]);
        await scene.ShouldAgreeAsync(host);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_stays_unanswered_is_decided_by_looking_it_up(bool arrived)
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        Mishap? mishap = arrived ? Failing.LosesAnswer : Failing.LosesCall;
        scene.Books.OnSend = (_, intent) => intent.Targets[0].Document is null ? null : mishap;
        scene.Books.OnLookUp = (_, _) =>
        {
            mishap = null;
            return null;
        };
        await host.SyncAsync(Scene.Acme, TimeSpan.FromHours(1));
        scene.Books.LookUps.Should().Be(1);
        scene.Books.Calls.Count(call => call.RequestId == scene.Books.Calls[1].RequestId).Should().BeGreaterThan(3);
        await scene.ShouldAgreeAsync(host);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_update_that_stays_unanswered_is_decided_by_its_version(bool arrived)
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "20.00" });
        Mishap? mishap = arrived ? Failing.LosesAnswer : Failing.LosesCall;
        scene.Books.OnSend = (_, _) => mishap;
        scene.Books.OnLookUp = (_, _) =>
        {
            mishap = null;
            return null;
        };
        await host.SyncAsync(Scene.Acme, TimeSpan.FromHours(1));
        scene.Books.LookUps.Should().Be(1);
        await scene.ShouldAgreeAsync(host);
    }

    [Theory]
    [InlineData(FailureKind.Transient)]
    [InlineData(FailureKind.NeedsAttention)]
    [InlineData(FailureKind.RateLimited)]
    [InlineData(FailureKind.Permanent)]
    [InlineData(FailureKind.Stale)]
    public async Task A_resend_that_is_refused_says_nothing_of_the_first_call(FailureKind kind)
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        int calls = 0;
        scene.Books.OnSend = (_, intent) => intent.Targets[0].Document is null ? null : ++calls switch
        {
            1 => Failing.LosesAnswer,
            2 => new Mishap(Failing.With(kind, "books.refused", TimeSpan.FromSeconds(5)), IsLost: true),
            _ => null,
        };
        await host.DiscoverAsync(Scene.Acme);
        await host.DrainAsync(TimeSpan.FromSeconds(30));

        // Another batch makes another call: only the intent knows what the first one wrote.
        scene.Shop.PutMany(3, first: 2);
        scene.Books.BatchSize = 4;
        await host.SyncAsync(Scene.Acme, TimeSpan.FromHours(1));
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task An_old_intent_is_never_sent_again_while_nothing_can_be_looked_up()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        scene.Books.OnSend = (_, intent) => intent.Targets[0].Document is null ? null : Failing.LosesAnswer;
        await host.DiscoverAsync(Scene.Acme);
        await host.DrainAsync(TimeSpan.Zero);
        scene.Time.Advance(TimeSpan.FromHours(13));
        scene.Books.OnSend = null;
        scene.Books.RemembersKeys = false;
        int away = 2;
        scene.Books.OnLookUp = (_, _) => away-- > 0 ? Failing.With(FailureKind.Transient, "books.away") : null;
        await host.DrainAsync();
        away.Should().Be(-1);
        scene.Books.Of(Lane).Should().ContainSingle();
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task The_intent_is_durable_before_the_first_byte_leaves()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(5);
        int checkedCalls = 0;
        scene.Books.OnSend = (_, intent) =>
        {
            Durable().Should().Contain((intent.RequestId, Convert.ToHexString(intent.Content.Span)));
            checkedCalls++;
            return null;
        };
        await host.SyncAsync(Scene.Acme);
        checkedCalls.Should().Be(4);
    }

    [Fact]
    public async Task New_work_waits_while_a_write_is_uncertain()
    {
        await using Host host = await scene.StartConnectedAsync(options => options.LaneConcurrency = 1);
        scene.Shop.PutMany(6);
        string? uncertain = null;
        scene.Books.OnSend = (_, intent) =>
        {
            if (intent.Targets[0].Document is null)
            {
                return null;
            }

            uncertain ??= intent.RequestId;
            return intent.RequestId == uncertain ? Failing.LosesAnswer : null;
        };
        await host.DiscoverAsync(Scene.Acme);
        await host.DrainAsync(TimeSpan.FromSeconds(20));
        scene.Books.Calls.Skip(1).Should().OnlyContain(call => call.RequestId == uncertain);
        scene.Books.OnSend = null;
        await host.DrainAsync(TimeSpan.FromHours(1));
        await scene.ShouldAgreeAsync(host);
    }

    private List<(string RequestId, string Content)> Durable()
    {
        object rows = typeof(Testing.InMemory.InMemoryStorage)
            .GetProperty("Intents", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
            .GetValue(scene.Storage)!;
        return [.. ((List<(ConnectionId Lane, Intent Intent)>)rows).Select(row => (row.Intent.RequestId, Convert.ToHexString(row.Intent.Content.Span)))];
    }
}
