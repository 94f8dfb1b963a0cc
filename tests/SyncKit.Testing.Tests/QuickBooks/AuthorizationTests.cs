using System.Net;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

public sealed class AuthorizationTests
{
    [Fact]
    public async Task Refresh_token_stays_the_same_within_a_day_and_changes_after()
    {
        await using Session session = await Session.StartAsync();
        string first = session.Company.RefreshToken;

        (_, JsonObject? early) = await session.RefreshAsync(first);
        session.Clock.Advance(TimeSpan.FromHours(25));
        (_, JsonObject? late) = await session.RefreshAsync(first);

        early.Text("refresh_token").Should().Be(first);
        late.Text("refresh_token").Should().NotBe(first);
        late.Text("expires_in").Should().Be("3600");
        late.Text("x_refresh_token_expires_in").Should().Be("8726400");
    }

    [Fact]
    public async Task Parallel_refresh_kills_the_grant()
    {
        await using Session session = await Session.StartAsync(configure: o => o.RefreshRotation = RefreshRotation.EveryRefresh);
        string used = session.Company.RefreshToken;
        (_, JsonObject? winner) = await Fresh(session);

        (HttpResponseMessage loser, JsonObject? body) = await session.RefreshAsync(used);
        (HttpResponseMessage after, _) = await session.RefreshAsync(winner.Text("refresh_token")!);

        loser.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        loser.Content.Headers.ContentLength.Should().Be(25);
        loser.Headers.GetValues("intuit_tid").Single().Should().MatchRegex("^1-[0-9a-f]{8}-[0-9a-f]{24}$");
        body!.ToJsonString().Should().Be("""{"error":"invalid_grant"}""");
        after.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Old_refresh_token_works_within_its_grace_when_one_is_set()
    {
        await using Session session = await Session.StartAsync(configure: o =>
        {
            o.RefreshRotation = RefreshRotation.EveryRefresh;
            o.OldRefreshTokenGrace = TimeSpan.FromHours(24);
        });

        (HttpResponseMessage within, JsonObject? body) = await session.RefreshAsync(session.Company.RefreshToken);
        session.Clock.Advance(TimeSpan.FromHours(24));
        (HttpResponseMessage past, _) = await session.RefreshAsync(session.Company.RefreshToken);

        within.StatusCode.Should().Be(HttpStatusCode.OK);
        body.Text("refresh_token").Should().NotBe(session.Company.RefreshToken);
        past.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Wrong_secret_is_invalid_client_not_invalid_grant()
    {
        await using Session session = await Session.StartAsync();

        (HttpResponseMessage response, JsonObject? body) = await session.RefreshAsync(session.Company.RefreshToken, secret: "wrong");

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        body.Text("error").Should().Be("invalid_client");
    }

    [Fact]
    public async Task Hard_expiry_is_told_on_request_and_is_not_reset_by_refreshing()
    {
        await using Session session = await Session.StartAsync();
        string token = session.Company.RefreshToken;
        (_, JsonObject? first) = await session.RefreshAsync(token, hardExpiry: true);
        first.Text("x_refresh_token_hard_expires_in").Should().Be("157680000");
        HttpResponseMessage? last = null;
        for (int quarter = 0; quarter < 21; quarter++)
        {
            session.Clock.Advance(TimeSpan.FromDays(90));
            (last, JsonObject? body) = await session.RefreshAsync(token);
            token = body.Text("refresh_token") ?? token;
        }

        last!.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Refresh_token_dies_when_it_is_not_used_for_its_rolling_life()
    {
        await using Session session = await Session.StartAsync();
        session.Clock.Advance(TimeSpan.FromDays(102));

        (HttpResponseMessage response, _) = await session.RefreshAsync(session.Company.RefreshToken);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Expired_access_token_is_a_lower_case_401_that_echoes_the_token()
    {
        await using Session session = await Session.StartAsync();
        session.Clock.Advance(TimeSpan.FromSeconds(3600));

        (HttpResponseMessage response, JsonObject? body) = await session.GetAsync("preferences");

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        JsonNode error = body!["fault"]!["error"]![0]!;
        error["code"]!.GetValue<string>().Should().Be("3200");
        error["detail"]!.GetValue<string>().Should().Be("Token expired: " + session.AccessToken);
        body["fault"]!["type"]!.GetValue<string>().Should().Be("AUTHENTICATION");
        body["time"]!.GetValue<long>().Should().Be(session.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        body.ContainsKey("Fault").Should().BeFalse();
    }

    [Fact]
    public async Task Revoked_grant_is_a_lower_case_403_although_the_access_token_is_young()
    {
        await using Session session = await Session.StartAsync();
        session.Company.RevokeGrant();

        (HttpResponseMessage response, JsonObject? body) = await session.GetAsync("preferences");
        (HttpResponseMessage refresh, _) = await session.RefreshAsync(session.Company.RefreshToken);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        body!["fault"]!["error"]![0]!["code"]!.GetValue<string>().Should().Be("3100");
        body["fault"]!["type"]!.GetValue<string>().Should().Be("SERVICE");
        refresh.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Token_of_one_company_does_not_open_another()
    {
        await using Session session = await Session.StartAsync();
        SimulatedCompany other = session.Simulator.AddCompany();

        (HttpResponseMessage response, _) = await session.CallAsync(HttpMethod.Get, "preferences", null, other.RealmId);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task User_who_lost_access_is_120_although_tokens_refresh()
    {
        await using Session session = await Session.StartAsync();
        session.Company.LoseUserAccess();

        (HttpResponseMessage response, JsonObject? body) = await session.GetAsync("preferences");
        (HttpResponseMessage refresh, _) = await session.RefreshAsync(session.Company.RefreshToken);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        body!["fault"]!["error"]![0]!["code"]!.GetValue<string>().Should().Be("120");
        body["fault"]!["error"]![0]!["detail"]!.GetValue<string>().Should().Contain("-11014");
        refresh.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Revocation_ends_the_grant()
    {
        await using Session session = await Session.StartAsync();

        HttpResponseMessage revoked = await session.RevokeAsync(session.Company.RefreshToken);
        HttpResponseMessage unknown = await session.RevokeAsync("nonsense");
        (HttpResponseMessage refresh, _) = await session.RefreshAsync(session.Company.RefreshToken);

        revoked.StatusCode.Should().Be(HttpStatusCode.OK);
        unknown.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        refresh.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Authorization_code_works_once()
    {
        await using Session session = await Session.StartAsync();
        Dictionary<string, string> form = new() { ["grant_type"] = "authorization_code", ["code"] = session.Company.IssueAuthorizationCode(), ["redirect_uri"] = "https://app.example/callback" };

        (HttpResponseMessage first, _) = await session.TokenAsync(form);
        (HttpResponseMessage second, JsonObject? body) = await session.TokenAsync(form);

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        second.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        body.Text("error").Should().Be("invalid_grant");
    }

    private static async Task<(HttpResponseMessage Response, JsonObject? Body)> Fresh(Session session)
    {
        // The session signed in with the first token; consenting again gives a chain that is not used yet.
        string used = session.Company.Reconnect();
        return await session.RefreshAsync(used);
    }
}
