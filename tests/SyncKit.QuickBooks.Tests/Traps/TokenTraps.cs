using System.Globalization;
using System.Web;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Authentication;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Tests.Delivery;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>Traps 1 to 10: tokens and the connection.</summary>
public class TokenTraps
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static bool IsTokenCall(SimulatedRequest request) => request.Path.EndsWith("/tokens/bearer", StringComparison.Ordinal);

    private static string SentToken(SimulatedRequest request) => HttpUtility.ParseQueryString(request.BodyText)["refresh_token"]!;

    /// <summary>What another process of the same hosts has: the same store, but nothing in memory.</summary>
    private static AccessTokens AnotherProcess(Host host, string environment = "") => new(
        host.Credentials,
        host.Get<TokenEndpoint>(),
        Options.Create(new QuickBooksOptions { Environment = environment }),
        host.Time);

    [Fact]
    public async Task Trap_01_The_newest_refresh_token_is_stored_whole_and_the_first_is_never_sent_again()
    {
        await using Host host = await Host.StartAsync(configure: options => options.RefreshRotation = RefreshRotation.EveryRefresh);
        for (int i = 0; i < 4; i++)
        {
            await host.PostAsync(Shop.Order(i.ToString(CultureInfo.InvariantCulture)));
            host.Time.Advance(TimeSpan.FromHours(7));
        }

        host.Simulator.Requests.Where(IsTokenCall).Select(SentToken).Should().Equal([host.Company.RefreshToken, .. host.Credentials.Saved.SkipLast(1)])
            .And.OnlyHaveUniqueItems().And.HaveCount(4);
        host.Credentials.Of(host.Books.Id)!.Names.Should().Contain(
            ["access_token", "access_token_expires_at", "refresh_token", "refresh_token_expires_at", "refresh_token_hard_expires_at"]);
        (await AnotherProcess(host).GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue("a restart finds the newest one");
    }

    [Fact]
    public async Task Trap_02_Two_workers_that_refresh_at_once_send_one_refresh()
    {
        await using Host host = await Host.StartAsync(configure: options => options.RefreshRotation = RefreshRotation.EveryRefresh);
        Task<AccessToken> one = host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);
        Task<AccessToken> other = AnotherProcess(host).GetAsync(host.Books.Id, null, Token);
        Task<AccessToken> last = await Task.WhenAny(one, other) == one ? other : one;
        while (!last.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await one).Value!.Reveal().Should().Be((await other).Value!.Reveal());
        host.Simulator.CountCalls(IsTokenCall).Should().Be(1);
        await host.PostAsync(Shop.Order());
    }

    [Fact]
    public async Task Trap_03_A_copy_of_the_database_in_staging_leaves_productions_tokens_alone()
    {
        await using Host production = await Host.StartAsync(
            configure: options => options.RefreshRotation = RefreshRotation.EveryRefresh, app: options => options.Environment = "production");
        await production.PostAsync(Shop.Order("1"));
        production.Time.Advance(TimeSpan.FromHours(2));
        int calls = production.Simulator.Calls;
        AccessToken inStaging = await AnotherProcess(production, "staging").GetAsync(production.Books.Id, null, Token);
        inStaging.Failure!.Code.Should().Be("quickbooks.other-environment");
        inStaging.Failure.Kind.Should().Be(FailureKind.NeedsAttention);
        production.Simulator.Calls.Should().Be(calls, "nothing was asked of Intuit");
        await production.PostAsync(Shop.Order("2"));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task Trap_04_An_invalid_grant_is_never_stored_as_tokens(int status)
    {
        using WireMockServer intuit = WireMockServer.Start();
        intuit.Given(Request.Create().UsingPost()).RespondWith(
            Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody("""{"error":"invalid_grant"}"""));
        await using Host host = await Host.StartAsync(app: options => options.TokenUrl = new Uri(intuit.Url! + "/tokens"));
        Failure failure = (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).Failure!;
        failure.Code.Should().Be("quickbooks.reconnect");
        host.Credentials.Saved.Should().BeEmpty();
        host.Credentials.Of(host.Books.Id)!.Find(QuickBooksCredentials.RefreshToken)!.Reveal().Should().Be(host.Company.RefreshToken);
    }

    [Fact]
    public async Task Trap_05_A_dead_token_asks_to_reconnect_and_a_wrong_secret_of_the_app_does_not()
    {
        await using Host dead = await Host.StartAsync();
        dead.Company.RevokeGrant();
        Failure grant = (await dead.Get<AccessTokens>().GetAsync(dead.Books.Id, null, Token)).Failure!;
        await using Host wrong = await Host.StartAsync(app: options => options.ClientSecret = "of-another-app");
        Failure client = (await wrong.Get<AccessTokens>().GetAsync(wrong.Books.Id, null, Token)).Failure!;
        (grant.Code, client.Code).Should().Be(("quickbooks.reconnect", "quickbooks.client-secret"));
        client.Remedy.Should().Contain("QuickBooks:ClientSecret").And.Contain("connecting again does not help");
    }

    [Fact]
    public async Task Trap_06_The_end_that_no_refresh_moves_is_asked_for_and_the_check_warns_sixty_days_ahead()
    {
        await using Host host = await Host.StartAsync();
        IConnector connector = host.Get<IConnector>();
        (await connector.CheckAsync(host.Books, Token)).Should().NotContain(finding => finding.Setting == "connection");
        host.Simulator.Requests.Single(IsTokenCall).Headers["x-include-refresh-token-hard-expires-in"].Should().Be("true");
        CredentialSet stored = host.Credentials.Of(host.Books.Id)!;
        TokenLife.HardEnd(stored).Should().BeAfter(Shop.Now.AddYears(4));

        host.Credentials.Put(host.Books.Id, stored.With(QuickBooksCredentials.RefreshTokenHardExpiresAt, Shop.Now.AddDays(59).ToString("O")));
        Finding due = (await connector.CheckAsync(host.Books, Token)).Single(finding => finding.Setting == "connection");
        due.Severity.Should().Be(FindingSeverity.Warning);
        due.Message.Should().Contain("2027-01-20").And.Contain("connect it again");
    }

    [Fact]
    public async Task Trap_07_A_person_who_lost_access_is_a_state_of_its_own_though_tokens_refresh_fine()
    {
        await using Host host = await Host.StartAsync();
        Intent intent = await host.AskAsync(Shop.Order());
        host.Company.LoseUserAccess();
        host.Company.ExpireAccessTokens();
        Failure failure = (await host.SendAsync(intent, Token)).Failure!;
        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Code.Should().Be("quickbooks.access-lost");
        failure.Message.Should().Contain("the person who connected");
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue();
        (await host.Get<IConnector>().CheckAsync(host.Books, Token)).Single().Message.Should().Contain("no longer has access");
    }

    [Fact]
    public async Task Trap_08_Keys_that_may_not_use_the_company_are_not_tried_again()
    {
        await using Host host = await Host.StartAsync();
        Intent intent = await host.AskAsync(Shop.Order());
        host.Company.UseWrongEnvironment();
        int calls = host.Simulator.Calls;
        Failure failure = (await host.SendAsync(intent, Token)).Failure!;
        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Message.Should().Contain("development keys");
        failure.Remedy.Should().Contain("QuickBooks:ClientId");
        host.Simulator.Calls.Should().Be(calls + 1, "neither the call nor the token is tried again");
    }

    [Fact]
    public async Task Trap_08_A_reconnection_counts_at_once_although_the_old_token_has_not_run_out()
    {
        await using Host host = await Host.StartAsync();
        Intent intent = await host.AskAsync(Shop.Order());
        host.Company.RevokeGrant();
        (await host.SendAsync(intent, Token)).Failure!.Code.Should().Be("quickbooks.reconnect");
        host.Credentials.Put(host.Books.Id, CredentialSet.Of((QuickBooksCredentials.RefreshToken, host.Company.Reconnect())));
        (await host.SendAsync(intent, Token)).Targets.Single().Written!.Total.Should().Be(39.80m);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Trap_09_A_token_that_an_error_echoes_is_neither_told_nor_logged(int status)
    {
        using WireMockServer intuit = WireMockServer.Start();
        intuit.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(
            """{"fault":{"error":[{"message":"message=Failed; errorCode=002010","detail":"Token expired: AB01echoedTokenOfAConnection","code":"2010"}],"type":"SERVICE"}}"""));
        await using Host host = await Host.StartAsync(app: options => options.ApiUrl = new Uri(intuit.Url! + "/"));
        Intent intent = host.Destination.Plan(host.Books, [Writes.Post("sale", "SalesReceipt", """{"TotalAmt":10}""")], Shop.Now).Single();
        WriteAnswer answer = await host.SendAsync(intent, Token);
        Failure failure = (answer.Failure ?? answer.Targets.Single().Failure)!;
        (failure.Message + failure.Remedy).Should().NotContain("echoedToken");
        host.Logs.Text.Should().Contain("answered").And.NotContain("echoedToken")
            .And.NotContain(host.Credentials.Of(host.Books.Id)!.Find(QuickBooksCredentials.AccessToken)!.Reveal());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Trap_10_A_connection_stays_with_its_first_company_since_its_ids_mean_others_elsewhere(int daysLater)
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        await RememberCompanyAsync(host);
        CredentialSet own = host.Credentials.Of(host.Books.Id)!;
        SimulatedCompany second = host.Simulator.AddCompany();
        host.Credentials.Put(host.Books.Id, CredentialSet.Of((QuickBooksCredentials.RefreshToken, second.RefreshToken)));
        host.Time.Advance(TimeSpan.FromDays(daysLater));
        Connection moved = Shop.Books($$"""{"realmId":"{{second.RealmId}}"}""");

        Intent undo = await host.AskAsync(Shop.Order() with { Status = "cancelled" }, sale);
        Failure failure = (await host.Destination.SendAsync(moved, undo, Token)).Failure!;
        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Code.Should().Be("quickbooks.other-company");
        failure.Message.Should().Contain(host.Company.RealmId).And.Contain(second.RealmId);
        failure.Remedy.Should().Contain("add a connection of another name");
        (await host.Get<IConnector>().CheckAsync(moved, Token)).Should().Contain(finding => finding.Severity == FindingSeverity.Error && finding.Message == $"{failure.Message} {failure.Remedy}");
        host.Simulator.Requests.Should().NotContain(request => request.Path.Contains(second.RealmId, StringComparison.Ordinal));

        host.Credentials.Put(host.Books.Id, own);
        (await host.Destination.SendAsync(host.Books, undo, Token)).Targets.Single().Written!.IsVoided.Should().BeTrue("the first company is still its own");
    }

    [Fact]
    public async Task Trap_10_Tokens_of_another_company_open_nothing()
    {
        await using Host host = await Host.StartAsync();
        SimulatedCompany second = host.Simulator.AddCompany();
        host.Credentials.Put(host.Books.Id, CredentialSet.Of((QuickBooksCredentials.RefreshToken, second.RefreshToken)));
        Intent intent = host.Destination.Plan(host.Books, [Writes.Post("sale", "SalesReceipt", """{"TotalAmt":10}""")], Shop.Now).Single();
        Failure failure = (await host.SendAsync(intent, Token)).Failure!;
        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Message.Should().Contain("another company");
        (host.Company.Writes + second.Writes).Should().Be(0);
    }

    private static async Task RememberCompanyAsync(Host host)
    {
        DeliveryContext context = new(host.Books, host.SendAsync, host.Time.GetUtcNow());
        var known = await host.Destination.ResolveAsync(context, [OrderReferences.Company], Token);
        ILaneStore lanes = host.Get<ILaneStore>();
        LaneLease lease = (await lanes.AcquireLaneAsync(host.Books.Id, "test", TimeSpan.FromMinutes(1), Token))!;
        (await lanes.SettleAsync(lease, new Settlement { References = [known.Single().Resolved!] }, Token)).Should().BeTrue();
    }
}
