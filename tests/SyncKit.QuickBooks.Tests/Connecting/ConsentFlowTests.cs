using System.Web;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.Faults;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.QuickBooks.Tests.Connecting;

public sealed class ConsentFlowTests
{
    private static readonly Uri Callback = new("https://sync.example/connect/quickbooks/callback");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_browser_is_sent_with_what_Intuit_asks_for()
    {
        await using Host host = await StartAsync();

        ConsentStart start = Flow(host).Start(Request(Callback));

        var query = HttpUtility.ParseQueryString(start.Address!.Query);
        start.Address.GetLeftPart(UriPartial.Path).Should().Be(host.Simulator.AuthorizeUrl.ToString());
        query.AllKeys.Should().BeEquivalentTo("client_id", "scope", "redirect_uri", "response_type", "state");
        (query["client_id"], query["scope"], query["redirect_uri"], query["response_type"], query["state"]).Should().Be(
            (host.Simulator.ClientId, "com.intuit.quickbooks.accounting", Callback.ToString(), "code", "the state"));
    }

    [Theory]
    [InlineData("https://sync.example/cb", true)]
    [InlineData("http://localhost:5000/cb", true)]
    [InlineData("http://127.0.0.1:5000/cb", true)]
    [InlineData("http://sync.example/cb", false)]
    [InlineData("http://192.168.0.7/cb", false)]
    [InlineData("https://sync.example/cb#part", false)]
    public async Task A_redirect_address_that_Intuit_does_not_take_is_refused(string address, bool taken)
    {
        await using Host host = await StartAsync();
        Flow(host).Start(Request(new Uri(address))).IsGood.Should().Be(taken);
    }

    [Fact]
    public async Task A_code_is_traded_for_both_tokens_and_their_ends()
    {
        await using Host host = await StartAsync();

        ConsentGrant grant = await Flow(host).RedeemAsync(Back(host, Code(host)), Token);

        grant.Credentials!.Names.Should().Equal(
            "access_token", "access_token_expires_at", "refresh_token", "refresh_token_expires_at", "refresh_token_hard_expires_at");
        grant.SettingsJson.Should().Be($$"""{"realmId":"{{host.Company.RealmId}}"}""");
        host.Simulator.Requests[^1].BodyText.Should().Contain("redirect_uri=https%3A%2F%2Fsync.example");
    }

    [Theory]
    [InlineData("error", "access_denied", "quickbooks.denied")]
    [InlineData("error", "invalid_scope<script>", "quickbooks.consent")]
    [InlineData("code", "", "quickbooks.callback")]
    [InlineData("realmId", "", "quickbooks.callback")]
    [InlineData("realmId", "../../admin", "quickbooks.callback")]
    [InlineData("code", "XAB1used", "quickbooks.code-used")]
    public async Task What_comes_back_wrong_is_refused(string name, string value, string code)
    {
        await using Host host = await StartAsync();
        Dictionary<string, string> query = new() { ["code"] = Code(host), ["state"] = "s", ["realmId"] = host.Company.RealmId, [name] = value };

        ConsentGrant grant = await Flow(host).RedeemAsync(new ConsentReturn(host.Books.Id, null, Callback, new Dictionary<string, string>(), query, null), Token);

        grant.Refusal!.Code.Should().Be(code);
        grant.Refusal.Message.Should().NotContain("<");
    }

    [Fact]
    public async Task The_apps_own_wrong_secret_is_told_from_a_bad_consent()
    {
        await using Host host = await Host.StartAsync(app: options => options.ClientSecret = "wrong");
        ConsentGrant grant = await Flow(host).RedeemAsync(Back(host, Code(host)), Token);
        (grant.Refusal!.Code, grant.Refusal.Remedy).Should().Be(
            ("quickbooks.client-secret", "Correct QuickBooks:ClientId and QuickBooks:ClientSecret; connecting again does not help."));
    }

    [Theory]
    [InlineData(true, "quickbooks.exchange-lost")]
    [InlineData(false, "quickbooks.token-answer")]
    public async Task A_code_is_never_sent_twice(bool lost, string code)
    {
        await using Host host = await StartAsync();
        host.Simulator.Faults.Always(lost ? Fault.CommitThenDrop() : Fault.Fail(400));
        ConsentGrant grant = await Flow(host).RedeemAsync(Back(host, Code(host)), Token);
        grant.Refusal!.Code.Should().Be(code);
        host.Simulator.Calls.Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Settings_that_are_there_stay_and_the_company_is_put_in()
    {
        await using Host host = await StartAsync();
        ConnectionSettings settings = new("{ \"storeName\": \"Main\", // the shop\n \"realmId\": \"1\" }");

        ConsentGrant grant = await Flow(host).RedeemAsync(Back(host, Code(host)) with { Settings = settings }, Token);

        grant.SettingsJson.Should().Contain("\"storeName\":\"Main\"").And.Contain(host.Company.RealmId);
    }

    [Fact]
    public async Task Nobody_refreshes_while_a_code_is_traded()
    {
        await using Host host = await StartAsync();
        host.Credentials.Occupy(host.Books.Id, "another process");
        TaskCompletionSource busy = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Credentials.OnBusy = () => busy.TrySetResult();
        Task<ConsentGrant> trading = Flow(host).RedeemAsync(Back(host, Code(host)), Token);
        await busy.Task;
        host.Simulator.Calls.Should().Be(0);

        TaskCompletionSource claimed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Credentials.OnClaimed = () => claimed.TrySetResult();
        await host.Credentials.EndRefreshAsync(host.Books.Id, "another process", Token);
        while (!claimed.Task.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await trading).IsGood.Should().BeTrue();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(503, "quickbooks.not-revoked")]
    public async Task Access_is_given_up_by_the_refresh_token(int? status, string? code)
    {
        await using Host host = await StartAsync();
        if (status is { } failing)
        {
            host.Simulator.Faults.Always(Fault.Fail(failing));
        }

        Failure? left = await Flow(host).RevokeAsync(host.Books.Id, host.Credentials.Of(host.Books.Id)!, Token);

        left?.Code.Should().Be(code);
        (left is null).Should().Be(code is null);
        if (code is null)
        {
            host.Simulator.Requests.Single().BodyText.Should().Be($$"""{"token":"{{host.Company.RefreshToken}}"}""");
        }
    }

    [Fact]
    public async Task Access_that_Intuit_knows_nothing_of_any_more_is_given_up()
    {
        await using Host host = await StartAsync();
        (await Flow(host).RevokeAsync(host.Books.Id, CredentialSet.Of((QuickBooksCredentials.RefreshToken, "unknown")), Token)).Should().BeNull();
        (await Flow(host).RevokeAsync(host.Books.Id, CredentialSet.Of(), Token)).Should().BeNull();
    }

    private static Task<Host> StartAsync() => Host.StartAsync();

    private static IConsentFlow Flow(Host host) => host.Get<IServiceProvider>().GetRequiredKeyedService<IConsentFlow>("quickbooks");

    private static ConsentRequest Request(Uri callback) =>
        new(Shop.Books("{}").Id, null, "the state", callback, new Uri("https://sync.example/keys"), new Dictionary<string, string>());

    private static string Code(Host host) => host.Company.IssueAuthorizationCode();

    private static ConsentReturn Back(Host host, string code) => new(
        host.Books.Id,
        null,
        Callback,
        new Dictionary<string, string>(),
        new Dictionary<string, string> { ["code"] = code, ["state"] = "s", ["realmId"] = host.Company.RealmId },
        null);
}
