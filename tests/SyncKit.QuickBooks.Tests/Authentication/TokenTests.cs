using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.QuickBooks.Authentication;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace SyncKit.QuickBooks.Tests.Authentication;

public class TokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static bool IsTokenCall(SimulatedRequest request) => request.Path.EndsWith("/tokens/bearer", StringComparison.Ordinal);

    [Fact]
    public async Task Many_callers_at_once_refresh_once()
    {
        await using Host host = await Host.StartAsync(configure: options => options.RefreshRotation = RefreshRotation.EveryRefresh);
        AccessToken[] tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)));

        tokens.Select(token => token.Value!.Reveal()).Distinct().Should().ContainSingle();
        host.Simulator.CountCalls(IsTokenCall).Should().Be(1);
        SimulatedRequest call = host.Simulator.Requests.Single(IsTokenCall);
        call.Headers["x-include-refresh-token-hard-expires-in"].Should().Be("true");
    }

    [Fact]
    public async Task Both_tokens_are_stored_before_the_new_one_is_used()
    {
        await using Host host = await Host.StartAsync(configure: options => options.RefreshRotation = RefreshRotation.EveryRefresh);
        string first = host.Company.RefreshToken;
        int callsAtSave = -1;
        host.Credentials.BeforeSave = () => callsAtSave = host.Simulator.Calls;
        await host.PostAsync(Shop.Order());

        callsAtSave.Should().Be(1);
        CredentialSet stored = host.Credentials.Of(host.Books.Id)!;
        stored.Find(QuickBooksCredentials.RefreshToken)!.Reveal().Should().NotBe(first);
        stored.Names.Should().Equal(
            "access_token", "access_token_expires_at", "refresh_token", "refresh_token_expires_at", "refresh_token_hard_expires_at");
    }

    [Fact]
    public async Task A_token_is_renewed_five_minutes_before_its_end_and_the_newest_refresh_token_is_used()
    {
        await using Host host = await Host.StartAsync(configure: options => options.RefreshRotation = RefreshRotation.EveryRefresh);
        AccessTokens tokens = host.Get<AccessTokens>();
        await tokens.GetAsync(host.Books.Id, null, Token);
        host.Time.Advance(TimeSpan.FromMinutes(54));
        await tokens.GetAsync(host.Books.Id, null, Token);
        host.Simulator.CountCalls(IsTokenCall).Should().Be(1);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        (await tokens.GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue();
        host.Simulator.CountCalls(IsTokenCall).Should().Be(2);
        host.Credentials.Saved.Should().OnlyHaveUniqueItems().And.HaveCount(2);
    }

    [Fact]
    public async Task A_rejected_token_is_renewed_once_and_the_same_bytes_are_sent_again()
    {
        await using Host host = await Host.StartAsync();
        await host.PostAsync(Shop.Order("1"));
        host.Company.ExpireAccessTokens();
        await host.PostAsync(Shop.Order("2"));

        SimulatedRequest[] last = [.. host.Simulator.Requests.TakeLast(3)];
        last.Select(IsTokenCall).Should().Equal(false, true, false);
        last[2].BodyText.Should().Be(last[0].BodyText);
        last[2].QueryString.Should().Be(last[0].QueryString);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_once_more()
    {
        await using Host host = await Host.StartAsync(configure: options =>
        {
            options.RefreshRotation = RefreshRotation.EveryRefresh;
            options.OldRefreshTokenGrace = TimeSpan.FromHours(24);
        });
        host.Simulator.Faults.OnCall(1, Fault.CommitThenDrop(), IsTokenCall);
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue();
    }

    [Fact]
    public async Task A_lost_answer_that_took_the_token_with_it_needs_a_person()
    {
        await using Host host = await Host.StartAsync(configure: options => options.RefreshRotation = RefreshRotation.EveryRefresh);
        host.Simulator.Faults.OnCall(1, Fault.CommitThenDrop(), IsTokenCall);
        AccessToken token = await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);

        token.Failure!.Kind.Should().Be(FailureKind.NeedsAttention);
        token.Failure.Code.Should().Be("quickbooks.reconnect");
        host.Simulator.CountCalls(IsTokenCall).Should().Be(2);
    }

    [Fact]
    public async Task A_revoked_grant_needs_a_person_and_a_reconnected_one_works()
    {
        await using Host host = await Host.StartAsync();
        host.Company.RevokeGrant();
        AccessTokens tokens = host.Get<AccessTokens>();
        (await tokens.GetAsync(host.Books.Id, null, Token)).Failure!.Code.Should().Be("quickbooks.reconnect");

        host.Credentials.Put(host.Books.Id, CredentialSet.Of((QuickBooksCredentials.RefreshToken, host.Company.Reconnect())));
        (await tokens.GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue();
    }

    [Fact]
    public async Task Errors_of_the_token_service_are_transient()
    {
        await using Host host = await Host.StartAsync();
        host.Simulator.Faults.Always(Fault.Fail(503), IsTokenCall);
        AccessToken token = await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);
        token.Failure!.Kind.Should().Be(FailureKind.Transient);
        token.Failure.Message.Should().NotContain(host.Company.RefreshToken);
    }

    [Theory]
    [InlineData(true, FailureKind.Transient, "quickbooks.credentials-locked")]
    [InlineData(false, FailureKind.NeedsAttention, "quickbooks.credentials")]
    public async Task Tokens_that_do_not_open_are_no_dead_grant_while_their_key_is_out_of_reach(bool isTransient, FailureKind kind, string code)
    {
        await using Host host = await Host.StartAsync();
        host.Credentials.Closed = new CredentialException("They need the key 'k1'.") { IsTransient = isTransient };
        Failure failure = (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).Failure!;
        (failure.Kind, failure.Code, failure.Message).Should().Be((kind, code, "They need the key 'k1'."));
        host.Simulator.Calls.Should().Be(0);
        host.Credentials.Closed = null;
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue();
    }

    [Fact]
    public async Task A_connection_without_a_token_was_never_connected()
    {
        await using Host host = await Host.StartAsync();
        host.Credentials.Put(host.Books.Id, CredentialSet.Of(("other", "x")));
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).Failure!.Code.Should().Be("quickbooks.reconnect");
        host.Simulator.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Who_does_not_get_the_right_to_refresh_waits_and_takes_what_the_other_stored()
    {
        await using Host host = await Host.StartAsync();
        host.Credentials.Occupy(host.Books.Id, "another process");
        TaskCompletionSource busy = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Credentials.OnBusy = () => busy.TrySetResult();
        Task<AccessToken> waiting = host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);
        await busy.Task;
        CredentialSet others = host.Credentials.Of(host.Books.Id)!
            .With(QuickBooksCredentials.AccessToken, "of-another-process")
            .With(QuickBooksCredentials.AccessTokenExpiresAt, host.Time.GetUtcNow().AddHours(1).ToString("O"));
        host.Credentials.Put(host.Books.Id, others);
        while (!waiting.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await waiting).Value!.Reveal().Should().Be("of-another-process");
        host.Simulator.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_reconnection_during_the_refresh_wins()
    {
        await using Host host = await Host.StartAsync();
        bool once = false;
        host.Credentials.BeforeSave = () =>
        {
            if (!once)
            {
                once = true;
                host.Credentials.Put(host.Books.Id, CredentialSet.Of(
                    (QuickBooksCredentials.RefreshToken, "reconnected"),
                    (QuickBooksCredentials.AccessToken, "newer"),
                    (QuickBooksCredentials.AccessTokenExpiresAt, host.Time.GetUtcNow().AddHours(1).ToString("O"))));
            }
        };
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).Value!.Reveal().Should().Be("newer");
        host.Credentials.Of(host.Books.Id)!.Find(QuickBooksCredentials.RefreshToken)!.Reveal().Should().Be("reconnected");
    }

    [Fact]
    public async Task Another_secret_that_changed_meanwhile_does_not_cost_the_new_tokens()
    {
        await using Host host = await Host.StartAsync();
        bool once = false;
        host.Credentials.BeforeSave = () =>
        {
            if (!once)
            {
                once = true;
                host.Credentials.Put(host.Books.Id, host.Credentials.Of(host.Books.Id)!.With("note", "kept"));
            }
        };
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue();
        host.Credentials.Of(host.Books.Id)!.Names.Should().Contain("note").And.Contain("access_token");
    }

    [Fact]
    public async Task Wrong_keys_of_the_app_are_not_the_tenants_fault()
    {
        await using Host host = await Host.StartAsync(app: options => options.ClientSecret = "wrong");
        Failure failure = (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).Failure!;
        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Code.Should().Be("quickbooks.client-secret");
        failure.Remedy.Should().Contain("ClientSecret");
        host.Credentials.Saved.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"access_token":"a","expires_in":3600}""")]
    [InlineData("""{"refresh_token":"r","expires_in":3600}""")]
    [InlineData("""{"access_token":null,"refresh_token":"r"}""")]
    public async Task An_answer_without_both_tokens_grants_nothing_and_keeps_the_old_ones(string body)
    {
        using WireMockServer intuit = WireMockServer.Start();
        intuit.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithHeader("Content-Type", "application/json").WithBody(body));
        await using Host host = await Host.StartAsync(app: options => options.TokenUrl = new Uri(intuit.Url! + "/tokens"));
        Failure failure = (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).Failure!;
        failure.Kind.Should().Be(FailureKind.Transient);
        failure.Code.Should().Be("quickbooks.token-answer");
        host.Credentials.Saved.Should().BeEmpty();
        host.Credentials.Of(host.Books.Id)!.Find(QuickBooksCredentials.RefreshToken)!.Reveal().Should().Be(host.Company.RefreshToken);
    }
}
