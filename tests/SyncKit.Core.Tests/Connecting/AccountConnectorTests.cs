using SyncKit.Auditing;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.Core.Tests.Connecting;

public sealed class AccountConnectorTests
{
    private static readonly Failure Unwell = Failing.With(FailureKind.Permanent, "books.unwell");

    [Fact]
    public async Task A_grant_is_durable_before_it_is_used_and_the_connection_gets_it_afterwards()
    {
        await using Desk desk = Desk.Open();

        ConnectOutcome outcome = await desk.ConnectAsync();

        desk.Flow.Calls.Should().Equal("redeem", "look with grant of first");
        (outcome.IsConnected, outcome.AccountName, outcome.ReturnTo).Should().Be((true, "The first company", "/done"));
        (await desk.TokenAsync()).Should().Be("grant of first");
        desk.Flow.Forgotten.Should().Contain(desk.Books);
    }

    [Fact]
    public async Task Neither_state_nor_session_is_stored_as_it_is()
    {
        await using Desk desk = Desk.Open();
        string state = await desk.BeginAsync();

        ConnectAttempt attempt = (await desk.Get<IConnectAttemptStore>().ListLeftAsync(TimeSpan.FromDays(-1), 10, Desk.Cancel)).Single().Attempt;

        state.Length.Should().Be(64, "it is 256 random bits");
        attempt.StateHash.Should().NotBe(state).And.HaveLength(64);
        attempt.SessionHash.Should().NotBe(Desk.Session).And.HaveLength(64);
    }

    [Fact]
    public async Task Another_session_ends_the_attempt_unused()
    {
        await using Desk desk = Desk.Open();
        string state = await desk.BeginAsync();

        (await desk.CompleteAsync(state, "another")).Refusal!.Code.Should().Be("connect.other-browser");
        (await desk.CompleteAsync(state)).Refusal!.Code.Should().Be("connect.unknown-attempt");
        desk.Flow.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task An_account_that_cannot_be_looked_at_is_not_connected_and_its_grant_is_given_up()
    {
        await using Desk desk = Desk.Open();
        desk.Flow.LookRefusal = Unwell;
        desk.Flow.RevokeFailure = Failing.With(FailureKind.Permanent, "books.not-told");

        ConnectOutcome outcome = await desk.ConnectAsync();

        outcome.Refusal.Should().Be(Unwell);
        outcome.Note.Should().Contain("books.not-told", "the person has to take the access back himself");
        desk.Flow.Calls.Should().Equal("redeem", "look with grant of first", "revoke grant of first");
        (await desk.FindAsync()).Should().BeNull();
    }

    [Fact]
    public async Task A_connection_with_history_does_not_go_over_to_another_account_even_when_that_is_asked_for()
    {
        Scene scene = new();
        await using Desk desk = Desk.Open(scene);
        await desk.ConnectAsync();
        await desk.Host.Connections.SaveAsync(Scene.Source(Scene.Acme), "{}", Desk.Cancel);
        await desk.Host.Setup.SwitchOnAsync(Scene.Flow, Scene.Source(Scene.Acme), desk.Books, Desk.Cancel);
        scene.Shop.PutMany(1);
        await desk.Host.SyncAsync(Scene.Acme);

        ConnectOutcome outcome = await desk.ConnectAsync("second", remap: true);

        outcome.Refusal!.Code.Should().Be("connect.has-history");
        outcome.Refusal.Remedy.Should().Contain("a name of its own");
        desk.Flow.Calls.Should().EndWith("revoke grant of second");
        (await desk.TokenAsync()).Should().Be("grant of first");
        (await desk.FindAsync())!.Settings.Json.Should().Be(FakeConsent.Settings("first"));
    }

    [Fact]
    public async Task A_removed_connections_name_stays_with_its_account()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();
        (await desk.Host.Setup.RemoveAsync(desk.Books, cancellationToken: Desk.Cancel)).Should().BeTrue();

        (await desk.ConnectAsync("second")).Refusal!.Code.Should().Be("connect.other-account");
        (await desk.ConnectAsync()).IsConnected.Should().BeTrue();
    }

    [Fact]
    public async Task A_lane_that_was_parked_goes_on_when_its_account_is_connected_again()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();
        await desk.Host.Connections.MarkAsync(desk.Books, new ConnectionStatus(ConnectionState.NeedsAttention, "x", "y", null), Desk.Cancel);
        await desk.Host.Lanes.PauseAsync(desk.Books, desk.Scene.Time.GetUtcNow().AddMinutes(15), Desk.Cancel);

        await desk.ConnectAsync();

        (await desk.FindAsync())!.Status.State.Should().Be(ConnectionState.Connected);
        (await desk.Host.Lanes.AcquireLaneAsync(desk.Books, "owner", TimeSpan.FromMinutes(1), Desk.Cancel)).Should().NotBeNull();
    }

    [Fact]
    public async Task What_a_dead_host_left_over_is_given_up_and_forgotten()
    {
        await using Desk desk = Desk.Open();
        ConnectionId? trial = null;
        desk.Flow.OnLook = tried =>
        {
            trial = tried.Id;
            throw new InvalidOperationException("The host died.");
        };
        await desk.Invoking(dying => dying.ConnectAsync()).Should().ThrowAsync<InvalidOperationException>();
        (await desk.TokenAsync(trial)).Should().Be("grant of first");

        await desk.TendAsync();
        (await desk.TokenAsync(trial)).Should().NotBeNull("another host may be at it");
        desk.Scene.Time.Advance(TimeSpan.FromMinutes(71));
        await desk.TendAsync();

        desk.Flow.Calls.Should().EndWith("revoke grant of first");
        (await desk.TokenAsync(trial)).Should().BeNull();
        (await desk.Get<IConnectAttemptStore>().ListLeftAsync(TimeSpan.Zero, 10, Desk.Cancel)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_left_over_of_an_account_that_is_connected_is_forgotten_and_not_given_up()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();
        desk.Flow.OnLook = _ => throw new InvalidOperationException("The host died.");
        await desk.Invoking(dying => dying.ConnectAsync()).Should().ThrowAsync<InvalidOperationException>();
        desk.Scene.Time.Advance(TimeSpan.FromMinutes(71));

        await desk.TendAsync();

        desk.Flow.Calls.Should().NotContain(call => call.StartsWith("revoke", StringComparison.Ordinal), "the live grant would end with it");
    }

    [Fact]
    public async Task Who_began_it_is_in_the_audit_trail()
    {
        await using Desk desk = Desk.Open();
        string state;
        using (Actor.Begin("user:jane"))
        {
            state = await desk.BeginAsync();
        }

        await desk.CompleteAsync(state);

        IReadOnlyList<AuditEntry> audit = await desk.Host.Audit.ListAsync(Scene.Acme, 100, Desk.Cancel);
        audit.Where(entry => entry.Action is "connect.begun" or "connection.connected").Should().HaveCount(2).And.OnlyContain(entry => entry.Actor == "user:jane");
        audit.Select(entry => entry.Reason).Should().NotContain(reason => reason.Contains("grant of", StringComparison.Ordinal));
    }
}
