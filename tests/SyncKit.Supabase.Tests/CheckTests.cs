using System.Text;
using SyncKit.Connectors;
using SyncKit.Credentials;
using WireMock;
using WireMock.ResponseBuilders;

namespace SyncKit.Supabase.Tests;

/// <summary>The check of a connection, over the wire.</summary>
public sealed class CheckTests
{
    private const string SecretKey = "sb_secret_abcdefghijklmnopqrstuv_12345678";
    private const string OpenApi = """{"swagger":"2.0","info":{"title":"standard public schema"},"paths":{}}""";

    [Fact]
    public async Task A_secret_key_goes_into_apikey_alone()
    {
        using ConnectedProject project = new(Ok(), Secrets(SecretKey));

        (await project.CheckAsync()).Should().BeEmpty();

        IRequestMessage call = project.Server.LogEntries.Should().ContainSingle().Subject.RequestMessage!;
        (call.Method, call.Path).Should().Be(("GET", "/rest/v1/"));
        call.Headers!["apikey"].Should().Equal(SecretKey);
        call.Headers.Should().NotContainKey("Authorization");
        call.Headers["Accept-Profile"].Should().Equal("public");
        call.Headers["User-Agent"].Should().Equal("SyncKit");
    }

    [Fact]
    public async Task A_service_role_token_is_a_bearer_token_as_well()
    {
        string token = Token("""{"role":"service_role","iss":"supabase"}""");
        using ConnectedProject project = new(Ok(), Secrets(token));

        (await project.CheckAsync()).Should().BeEmpty();

        IRequestMessage call = project.Server.LogEntries.Should().ContainSingle().Subject.RequestMessage!;
        call.Headers!["apikey"].Should().Equal(token);
        call.Headers["Authorization"].Should().Equal("Bearer " + token);
    }

    [Theory]
    [InlineData("sb_publishable_abcdefghijklmnopqrstuv_12345678")]
    [InlineData(null)]
    public async Task A_key_for_browsers_is_no_key_for_a_server(string? key)
    {
        using ConnectedProject project = new(Ok(), Secrets(key ?? Token("""{"role":"anon"}""")));

        Finding finding = (await project.CheckAsync()).Should().ContainSingle().Subject;

        (finding.Severity, finding.Setting).Should().Be((FindingSeverity.Error, "api_key"));
        finding.Message.Should().Contain("row-level security").And.NotContain("sb_publishable_abc");
    }

    [Theory]
    [InlineData(401, """{"message":"Invalid API key","hint":"Double check your Supabase API key."}""", "api_key", "Invalid API key")]
    [InlineData(401, """{"code":"PGRST301","message":"No suitable key or wrong key type","details":null,"hint":null}""", "api_key", "wrong key")]
    [InlineData(401, """{"code":"PGRST303","message":"JWT expired","details":null,"hint":null}""", "api_key", "expired")]
    [InlineData(403, """{"code":"42501","message":"permission denied for schema books","details":null,"hint":null}""", "api_key", "permission denied")]
    [InlineData(406, """{"code":"PGRST106","message":"The schema must be one of the following: public","details":null,"hint":null}""", "schema", "\"public\"")]
    [InlineData(404, """{"message":"no Route matched with those values"}""", "url", "no Supabase API")]
    [InlineData(404, "<html>Not found</html>", "url", "no Supabase API")]
    [InlineData(503, """{"code":"PGRST002","message":"Could not query the database for the schema cache. Retrying.","details":null,"hint":null}""", Finding.OfConnection, "database")]
    [InlineData(500, """{"code":"SUP","message":"PostgresError: deadlock"}""", Finding.OfConnection, "HTTP 500")]
    [InlineData(540, """{"message":"Project paused"}""", "url", "paused")]
    [InlineData(429, """{"message":"Too many requests"}""", Finding.OfConnection, "fewer calls")]
    [InlineData(400, """{"code":"PGRST100","message":"x"}""", "url", "HTTP 400")]
    [InlineData(200, "<html>Welcome</html>", Finding.OfConnection, "not JSON")]
    [InlineData(200, "[]", Finding.OfConnection, "another shape")]
    [InlineData(401, "{\"\\ud800\":1,\"message\":\"\\ud800\"}", "api_key", "does not take")]
    public async Task What_is_wrong_is_named_with_the_setting_to_mend(int status, string body, string setting, string words)
    {
        using ConnectedProject project = new(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body), Secrets(SecretKey));

        Finding finding = (await project.CheckAsync()).Should().ContainSingle().Subject;

        (finding.Severity, finding.Setting).Should().Be((FindingSeverity.Error, setting));
        finding.Message.Should().Contain(words).And.NotContain(SecretKey);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_with_the_key()
    {
        using ConnectedProject project = new(
            Response.Create().WithStatusCode(302).WithHeader("Location", "https://elsewhere.example/login?next=1"), Secrets(SecretKey));

        Finding finding = (await project.CheckAsync()).Should().ContainSingle().Subject;

        finding.Message.Should().Contain("https://elsewhere.example").And.NotContain("next=1");
        project.Server.LogEntries.Should().ContainSingle();
    }

    [Theory]
    [InlineData("""{"url":"http://abc.supabase.co"}""", "https")]
    [InlineData("""{"url":"abc.supabase.co"}""", "in full")]
    [InlineData("""{"url":"https://user:pw@abc.supabase.co"}""", "alone")]
    [InlineData("""{"url":"https://abc.supabase.co?apikey=x"}""", "alone")]
    [InlineData("""{"url":"https://abc.supabase.co","schema":" "}""", "schema")]
    [InlineData("""{"schema":"public"}""", "url")]
    [InlineData("""{"url":5}""", "$.url")]
    public async Task Settings_that_cannot_be_used_are_told_before_any_call(string settings, string words)
    {
        using ConnectedProject project = new(Ok(), Secrets(SecretKey), settings);

        Finding finding = (await project.CheckAsync()).Should().ContainSingle().Subject;

        finding.Message.Should().Contain(words).And.NotContain("pw");
        project.Server.LogEntries.Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_not_called_unless_the_host_allows_it()
    {
        using ConnectedProject project = new(Ok(), Secrets(SecretKey), allowPrivate: false);

        Finding finding = (await project.CheckAsync()).Should().ContainSingle().Subject;

        (finding.Setting, finding.Severity).Should().Be(("url", FindingSeverity.Error));
        finding.Message.Should().Contain("not public");
        project.Server.LogEntries.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_without_a_key_is_told_so(bool stored)
    {
        using ConnectedProject project = new(Ok(), stored ? CredentialSet.Of() : null);

        (await project.CheckAsync()).Should().ContainSingle().Which.Should().Match<Finding>(finding => finding.Setting == "api_key" && finding.Message.Contains("api_key"));
        project.Server.LogEntries.Should().BeEmpty();
    }

    [Fact]
    public async Task Tables_without_a_webhook_secret_are_a_warning()
    {
        using ConnectedProject bare = new(Ok(), Secrets(SecretKey));
        string settings = "{\"url\":\"" + bare.Server.Url + "/rest/v1/\",\"webhookTables\":{\"orders\":{\"kind\":\"order\"}}}";
        using ConnectedProject project = new(Ok(), Secrets(SecretKey), settings);

        Finding finding = (await project.CheckAsync()).Should().ContainSingle().Subject;

        (finding.Severity, finding.Setting).Should().Be((FindingSeverity.Warning, "webhook_secret"));
        finding.Message.Should().Contain("x-synckit-secret");
        bare.Server.LogEntries.Should().ContainSingle().Which.RequestMessage!.Path.Should().Be("/rest/v1/", "the path of the API is taken off an address that has it");
    }

    private static IResponseBuilder Ok() => Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/openapi+json").WithBody(OpenApi);

    private static CredentialSet Secrets(string key) => CredentialSet.Of((SupabaseCredentials.ApiKey, key));

    private static string Token(string claims) => $"{Part("""{"alg":"HS256","typ":"JWT"}""")}.{Part(claims)}.c2lnbmF0dXJl";

    private static string Part(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
