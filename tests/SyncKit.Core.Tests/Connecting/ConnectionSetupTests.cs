using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Discovery;

namespace SyncKit.Core.Tests.Connecting;

public sealed class ConnectionSetupTests
{
    private static readonly Finding Error = new(FindingSeverity.Error, "term", "There is no such term.");
    private static readonly Finding Warning = new(FindingSeverity.Warning, "prefix", "The prefix is long.");
    private static readonly Finding Unasked = new(FindingSeverity.Error, Finding.OfConnection, "The account could not be asked.");

    [Fact]
    public async Task Credentials_by_hand_are_stored_only_when_the_check_has_nothing_against_them()
    {
        await using Desk desk = Desk.Open();
        desk.Flow.Findings.Add(Error);

        ConnectOutcome refused = await ByHand(desk);

        refused.Refusal!.Message.Should().Be(Error.Message);
        refused.Findings.Should().Equal(Error);
        (await desk.FindAsync()).Should().BeNull();
        (await desk.TokenAsync()).Should().BeNull();

        desk.Flow.Findings[0] = Warning;
        ConnectOutcome taken = await ByHand(desk);
        (taken.IsConnected, taken.AccountName).Should().Be((true, "The first company"));
        taken.Findings.Should().Equal(Warning);
        (await desk.TokenAsync()).Should().Be("by hand");
        desk.Flow.Calls.Should().NotContain(call => call.StartsWith("revoke", StringComparison.Ordinal), "what a person entered is not given up");
    }

    [Fact]
    public async Task Credentials_by_hand_of_another_account_are_refused()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();

        ConnectOutcome outcome = await ByHand(desk, "second");

        outcome.Refusal!.Code.Should().Be("connect.other-account");
        (await desk.TokenAsync()).Should().Be("grant of first");
    }

    [Fact]
    public async Task Settings_with_an_error_are_refused_and_others_are_taken()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();
        const string Changed = """{"account":"first","term":"Net 30"}""";
        desk.Flow.Findings.Add(Error);
        (await desk.Host.Setup.UpdateSettingsAsync(desk.Books, Changed, cancellationToken: Desk.Cancel)).Should().BeEquivalentTo(new { IsAccepted = false, Findings = new[] { Error } });
        (await desk.FindAsync())!.Settings.Version.Should().Be(1);

        desk.Flow.Findings[0] = Unasked;
        SettingsChange taken = await desk.Host.Setup.UpdateSettingsAsync(desk.Books, Changed, cancellationToken: Desk.Cancel);

        taken.Connection!.Settings.Version.Should().Be(2);
        taken.Findings.Should().Equal(Unasked);
    }

    [Fact]
    public async Task Settings_that_name_another_account_are_refused_once_the_ledger_knows_the_first()
    {
        Scene scene = new();
        await using Desk desk = Desk.Open(scene);
        await desk.ConnectAsync();
        (await desk.Host.Setup.UpdateSettingsAsync(desk.Books, FakeConsent.Settings("second"), cancellationToken: Desk.Cancel)).IsAccepted.Should().BeTrue();
        await BookAsync(desk, scene);

        SettingsChange refused = await desk.Host.Setup.UpdateSettingsAsync(desk.Books, FakeConsent.Settings("third"), cancellationToken: Desk.Cancel);
        SettingsChange moved = await desk.Host.Setup.UpdateSettingsAsync(desk.Books, FakeConsent.Settings("third"), accountMoved: true, cancellationToken: Desk.Cancel);

        refused.Findings.Should().ContainSingle(finding => finding.Setting == "account");
        moved.IsAccepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_paused_connection_does_no_work_until_it_is_resumed()
    {
        Scene scene = new();
        await using Desk desk = Desk.Open(scene);
        await desk.ConnectAsync();
        await BookAsync(desk, scene);

        await desk.Host.Setup.PauseAsync(desk.Books, Desk.Cancel);
        scene.Shop.PutMany(2, first: 2);
        await desk.Host.SyncAsync(Scene.Acme);
        (await desk.Host.WaitingAsync(Scene.Acme)).Should().Be(2);
        (await desk.FindAsync())!.Status.Code.Should().Be("paused");

        await desk.Host.Setup.ResumeAsync(desk.Books, Desk.Cancel);
        await desk.Host.DrainAsync();
        (await desk.Host.WaitingAsync(Scene.Acme)).Should().Be(0);
        await desk.Host.Setup.ResumeAsync(desk.Books, Desk.Cancel);
    }

    [Fact]
    public async Task A_disconnected_connection_has_no_secrets_does_no_work_and_is_not_resumed()
    {
        Scene scene = new();
        await using Desk desk = Desk.Open(scene);
        await desk.ConnectAsync();
        await BookAsync(desk, scene);

        (await desk.Host.Setup.DisconnectAsync(desk.Books, Desk.Cancel)).Should().BeNull();
        scene.Shop.PutMany(1, first: 2);
        await desk.Host.SyncAsync(Scene.Acme);

        desk.Flow.Calls.Should().Contain("revoke grant of first");
        (await desk.TokenAsync()).Should().BeNull();
        (await desk.Host.WaitingAsync(Scene.Acme)).Should().Be(1);
        await desk.Host.Setup.Awaiting(setup => setup.ResumeAsync(desk.Books, Desk.Cancel)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*connect it again*");
        (await desk.ConnectAsync()).IsConnected.Should().BeTrue();
        await desk.Host.DrainAsync();
        (await desk.Host.WaitingAsync(Scene.Acme)).Should().Be(0);
    }

    [Fact]
    public async Task A_shared_account_is_disconnected_here_and_not_at_the_system()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();
        await desk.ConnectAsync(connection: new ConnectionId(new TenantId("other"), "books", "main"));

        (await desk.Host.Setup.DisconnectAsync(desk.Books, Desk.Cancel))!.Code.Should().Be("disconnect.shared");

        desk.Flow.Calls.Should().NotContain("revoke grant of first");
        (await desk.TokenAsync()).Should().BeNull();
    }

    [Fact]
    public async Task A_connection_is_removed_with_its_work_only_when_that_is_wanted()
    {
        Scene scene = new();
        await using Desk desk = Desk.Open(scene);
        await desk.ConnectAsync();
        await BookAsync(desk, scene);
        scene.Shop.PutMany(2, first: 2);
        await desk.Host.DiscoverAsync(Scene.Acme);

        (await desk.Host.Setup.RemoveAsync(desk.Books, cancellationToken: Desk.Cancel)).Should().BeFalse();
        (await desk.TokenAsync()).Should().NotBeNull("nothing was touched");
        (await desk.Host.Setup.RemoveAsync(desk.Books, evenWithWork: true, Desk.Cancel)).Should().BeTrue();

        (await desk.FindAsync()).Should().BeNull();
        (await desk.Host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Desk.Cancel)).Should().BeEquivalentTo(new { Written = 1, Dismissed = 2, Waiting = 0, AreConserved = true });
    }

    [Fact]
    public async Task A_flow_that_is_switched_off_takes_nothing_more_in()
    {
        Scene scene = new();
        await using Desk desk = Desk.Open(scene);
        await desk.ConnectAsync();
        await BookAsync(desk, scene);

        (await desk.Host.Setup.SwitchOffAsync(Scene.Flow, Scene.Source(Scene.Acme), desk.Books, Desk.Cancel)).Should().BeTrue();

        scene.Shop.PutMany(1, first: 2);
        await desk.Host.Engine.DiscoverAsync(Scene.Acme, new SyncOptions(), cancellationToken: Desk.Cancel);
        (await desk.Host.WaitingAsync(Scene.Acme)).Should().Be(0);
        (await desk.Host.Audit.ListAsync(Scene.Acme, 100, Desk.Cancel)).Select(entry => entry.Action).Should().Contain("flow.on").And.Contain("flow.off");
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_changed()
    {
        await using Desk desk = Desk.Open();
        await desk.Host.Setup.Awaiting(setup => setup.PauseAsync(desk.Books, Desk.Cancel)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*acme/books/main*");
        await desk.Host.Setup.Awaiting(setup => setup.DisconnectAsync(desk.Books, Desk.Cancel)).Should().ThrowAsync<InvalidOperationException>();
    }

    private static Task<ConnectOutcome> ByHand(Desk desk, string account = "first") => desk.Host.Setup.ConnectByHandAsync(
        desk.Books, FakeConsent.Settings(account), CredentialSet.Of(("token", "by hand")), Desk.Cancel);

    private static async Task BookAsync(Desk desk, Scene scene)
    {
        await desk.Host.Connections.SaveAsync(Scene.Source(Scene.Acme), "{}", Desk.Cancel);
        await desk.Host.Setup.SwitchOnAsync(Scene.Flow, Scene.Source(Scene.Acme), desk.Books, Desk.Cancel);
        scene.Shop.PutMany(1);
        await desk.Host.SyncAsync(Scene.Acme);
        (await desk.Host.WaitingAsync(Scene.Acme)).Should().Be(0);
    }
}
