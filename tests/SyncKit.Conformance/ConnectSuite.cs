using FluentAssertions;
using SyncKit.Connecting;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>Attempts to connect accounts, and the ends of grants that were told of.</summary>
public abstract class ConnectSuite : StorageSuite
{
    private static readonly TimeSpan Ten = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task An_attempt_is_kept_as_it_is_and_taken_once()
    {
        ConnectAttempt attempt = Attempt("a") with { AllowOtherAccount = true, ReturnTo = "/done" };
        await Storage.Attempts.AddAsync(attempt, Ten, Token);
        await Storage.ReopenAsync();

        (await Storage.Attempts.FindOpenAsync(attempt.StateHash, Token)).Should().BeEquivalentTo(attempt);
        (await Storage.Attempts.TakeAsync(attempt.StateHash, Token)).Should().BeEquivalentTo(attempt);
        (await Storage.Attempts.TakeAsync(attempt.StateHash, Token)).Should().BeNull();
        (await Storage.Attempts.FindOpenAsync(attempt.StateHash, Token)).Should().BeNull();
    }

    [Fact]
    public async Task Of_many_who_take_an_attempt_one_gets_it()
    {
        ConnectAttempt attempt = Attempt("a");
        await Storage.Attempts.AddAsync(attempt, Ten, Token);

        ConnectAttempt?[] taken = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => Storage.Attempts.TakeAsync(attempt.StateHash, Token), Token)));

        taken.Where(one => one is not null).Should().ContainSingle();
    }

    [Fact]
    public async Task An_attempt_ends_with_its_life_by_the_stores_clock()
    {
        ConnectAttempt attempt = Attempt("a");
        await Storage.Attempts.AddAsync(attempt, Ten, Token);
        Storage.Time.Advance(Ten - TimeSpan.FromSeconds(1));
        (await Storage.Attempts.FindOpenAsync(attempt.StateHash, Token)).Should().NotBeNull();
        Storage.Time.Advance(TimeSpan.FromSeconds(1));

        (await Storage.Attempts.FindOpenAsync(attempt.StateHash, Token)).Should().BeNull();
        (await Storage.Attempts.TakeAsync(attempt.StateHash, Token)).Should().BeNull();
    }

    [Fact]
    public async Task The_same_state_is_not_kept_twice()
    {
        await Storage.Attempts.AddAsync(Attempt("a"), Ten, Token);
        Func<Task> again = () => Storage.Attempts.AddAsync(Attempt("a"), Ten, Token);
        await again.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task What_is_left_over_is_listed_after_its_grace_with_how_far_it_came()
    {
        TimeSpan hour = TimeSpan.FromHours(1);
        foreach (string name in new[] { "open", "taken", "settled", "gone" })
        {
            await Storage.Attempts.AddAsync(Attempt(name), Ten, Token);
            Storage.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await Storage.Attempts.TakeAsync("taken", Token);
        await Storage.Attempts.TakeAsync("settled", Token);
        await Storage.Attempts.SettleAsync("settled", Token);
        await Storage.Attempts.RemoveAsync("gone", Token);
        Storage.Time.Advance(Ten);
        (await Storage.Attempts.ListLeftAsync(hour, 10, Token)).Should().BeEmpty();
        Storage.Time.Advance(hour);

        IReadOnlyList<LeftAttempt> left = await Storage.Attempts.ListLeftAsync(hour, 10, Token);
        left.Select(one => (one.Attempt.StateHash, one.State)).Should().Equal(
            ("open", AttemptState.Open), ("taken", AttemptState.Taken), ("settled", AttemptState.Settled));
        (await Storage.Attempts.ListLeftAsync(hour, 1, Token)).Should().ContainSingle();
    }

    [Fact]
    public async Task An_end_is_told_of_once_for_each_level_and_anew_when_it_moved()
    {
        DateTimeOffset end = Now.AddDays(60);
        (await Note(end, 60)).Should().BeTrue();
        (await Note(end, 60)).Should().BeFalse();
        (await Note(end.AddHours(3), 60)).Should().BeFalse("it is the same end");
        (await Note(end, 30)).Should().BeTrue();
        (await Note(end, 60)).Should().BeFalse("less was told already");
        (await Note(end, 7)).Should().BeTrue();
        (await Note(end.AddYears(5), 60)).Should().BeTrue("it is another end");
        (await Storage.Attempts.TryNoteEdgeAsync(Acme.Books, "rolling", end, 30, Token)).Should().BeTrue();
        (await Storage.Attempts.TryNoteEdgeAsync(Acme.Shop, "hard", end, 30, Token)).Should().BeTrue();
        (await Storage.Attempts.TryNoteEdgeAsync(new Merchant("other").Books, "hard", end, 30, Token)).Should().BeTrue();
    }

    private Task<bool> Note(DateTimeOffset end, int days) => Storage.Attempts.TryNoteEdgeAsync(Acme.Books, "hard", end, days, Token);

    private ConnectAttempt Attempt(string state) => new()
    {
        StateHash = state,
        SessionHash = "session",
        Connection = Acme.Books,
        Callback = new Uri("https://sync.example/connect/quickbooks/callback"),
        Parameters = new Dictionary<string, string> { ["store"] = "https://shop.example" },
        Actor = "user:jane",
    };
}
