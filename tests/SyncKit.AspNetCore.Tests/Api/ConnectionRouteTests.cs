using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class ConnectionRouteTests
{
    private const string Connections = "/synckit/tenants/acme/connections";
    private const string Books = $"{Connections}/quickbooks/main";
    private const string Shop = $"{Connections}/woocommerce/shop";

    [Fact]
    public async Task A_user_sees_the_tenants_that_he_may_act_for()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        (await world.Jane.ReadAsync("/synckit/tenants")).Rows().Select(row => row.Text("id")).Should().Equal("acme");
        (await world.Operator.ReadAsync("/synckit/tenants")).Rows().Select(row => row.Text("id")).Should().Equal("acme", "zeta");
        JsonElement overview = await world.Jane.ReadAsync("/synckit/tenants/acme");
        overview.GetProperty("connections").EnumerateArray().Select(row => row.Text("connector")).Should().Equal("quickbooks", "woocommerce");
        overview.GetProperty("flows")[0].Text("flow").Should().Be(ApiWorld.Flow);
        (await world.Jane.ReadAsync(Connections)).Rows().Should().HaveCount(2);
    }

    [Fact]
    public async Task A_connection_shows_its_settings_and_the_names_of_its_secrets_alone()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        using HttpResponseMessage response = await world.Jane.SendAsync(HttpMethod.Get, Books);

        response.Headers.ETag!.Tag.Should().Be("\"1\"");
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.Should().NotContain(world.Company.RefreshToken);
        JsonElement connection = JsonDocument.Parse(text).RootElement;
        connection.GetProperty("settings").Text("realmId").Should().Be(world.Company.RealmId);
        connection.GetProperty("credentials").EnumerateArray().Select(name => name.GetString()).Should().Equal("refresh_token");
        connection.GetProperty("status").Text("state").Should().Be("connected");
        await world.Jane.ReadAsync($"{Connections}/quickbooks/other", HttpStatusCode.NotFound);
        await world.Jane.ReadAsync($"{Connections}/quickbooks/-", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Settings_are_replaced_over_the_version_that_was_read_if_the_account_takes_them()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        string same = $$"""{"realmId":"{{world.Company.RealmId}}"}""";

        (await world.Jane.PutAsync($"{Books}/settings", same, HttpStatusCode.PreconditionRequired)).Code().Should().Be("settings.version-required");
        (await world.Jane.PutAsync($"{Books}/settings", same, HttpStatusCode.PreconditionFailed, "\"7\"")).Code().Should().Be("settings.changed");
        JsonElement refused = await world.Jane.PutAsync($"{Books}/settings", """{"realmId":12}""", HttpStatusCode.UnprocessableEntity, "\"1\"");
        refused.Code().Should().Be("settings.refused");
        refused.GetProperty("findings").EnumerateArray().Select(finding => finding.Text("severity")).Should().Contain("error");
        await world.Jane.PutAsync($"{Books}/settings", "[]", HttpStatusCode.BadRequest, "\"1\"");
        (await world.Jane.ReadAsync(Books)).GetProperty("settingsVersion").GetInt32().Should().Be(1);

        string spaced = same.Replace(":", ": ");
        JsonElement replaced = await world.Jane.PutAsync($"{Books}/settings", spaced, HttpStatusCode.OK, "\"1\"");
        replaced.GetProperty("settingsVersion").GetInt32().Should().Be(2);
        await world.Jane.PutAsync($"{Books}/settings", same, HttpStatusCode.OK, "*");
    }

    [Fact]
    public async Task One_of_many_writers_of_the_same_version_wins()
    {
        await using ApiWorld world = await ApiWorld.StartAsync(new ApiWorldOptions { OnSqlite = true });
        HttpClient jane = world.Jane;
        string realm = world.Company.RealmId;

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            string body = $$"""{"realmId": "{{realm}}"{{new string(' ', i + 1)}} }""";
            using HttpResponseMessage response = await jane.SendAsync(HttpMethod.Put, $"{Books}/settings", body, "\"1\"");
            return response.StatusCode;
        }));

        answers.Count(status => status == HttpStatusCode.OK).Should().Be(1);
        answers.Count(status => status == HttpStatusCode.PreconditionFailed).Should().Be(7);
        (await jane.ReadAsync(Books)).GetProperty("settingsVersion").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task A_connection_is_added_with_secrets_only_when_a_real_call_with_them_succeeds()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        const string good = "good-secret-marker";
        StoreKey key = world.Shop.AddKey(KeyAccess.Read);
        string body = $$"""
            {"connector":"woocommerce","name":"second","settings":{"storeUrl":"{{world.Shop.StoreUrl}}"},
             "credentials":{"consumer_key":"{{key.ConsumerKey}}","consumer_secret":"SECRET"} }
            """;

        JsonElement refused = await world.Jane.PostAsync(Connections, body.Replace("SECRET", $"cs_{good}"), HttpStatusCode.UnprocessableEntity);
        refused.GetRawText().Should().NotContain(good);
        await world.Jane.ReadAsync($"{Connections}/woocommerce/second", HttpStatusCode.NotFound);

        JsonElement added = await world.Jane.PostAsync(Connections, body.Replace("SECRET", key.ConsumerSecret), HttpStatusCode.Created);
        added.GetRawText().Should().NotContain(key.ConsumerSecret);
        (await world.Jane.ReadAsync($"{Connections}/woocommerce/second")).GetProperty("credentials").GetArrayLength().Should().Be(2);
        (await world.Jane.PostAsync(Connections, body, HttpStatusCode.Conflict)).Code().Should().Be("connection.exists");
        await world.Jane.PostAsync(Connections, """{"connector":"fax","name":"x","settings":{}}""", HttpStatusCode.BadRequest);
        await world.Jane.PostAsync(Connections, """{"connector":"woocommerce","name":"a/b","settings":{}}""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_tenant_begins_with_its_first_connection()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        HttpClient founder = world.As("founder;newco");
        await founder.ReadAsync("/synckit/tenants/newco", HttpStatusCode.NotFound);
        string body = $$$"""{"connector":"woocommerce","name":"shop","settings":{"storeUrl":"{{{world.Shop.StoreUrl}}}"}}""";

        JsonElement added = await founder.PostAsync("/synckit/tenants/newco/connections", body, HttpStatusCode.Created);

        added.GetProperty("findings").EnumerateArray().Should().NotBeEmpty("it has no keys yet");
        await founder.ReadAsync("/synckit/tenants/newco");
    }

    [Fact]
    public async Task Secrets_are_replaced_when_they_work_and_are_never_shown()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        StoreKey key = world.Shop.AddKey(KeyAccess.ReadWrite);

        JsonElement refused = await world.Jane.PutAsync(
            $"{Shop}/credentials", """{"credentials":{"consumer_key":"ck_wrong","consumer_secret":"cs_wrong_marker"}}""", HttpStatusCode.UnprocessableEntity);
        refused.GetRawText().Should().NotContain("cs_wrong_marker");
        JsonElement set = await world.Jane.PutAsync(
            $"{Shop}/credentials", $$$"""{"credentials":{"consumer_key":"{{{key.ConsumerKey}}}","consumer_secret":"{{{key.ConsumerSecret}}}"}}""");

        set.GetRawText().Should().NotContain(key.ConsumerSecret);
        set.GetProperty("connection").GetProperty("status").Text("state").Should().Be("connected");
        (await world.Jane.PostAsync($"{Shop}/check")).GetProperty("passed").GetBoolean().Should().BeTrue();
        await world.Jane.PutAsync($"{Shop}/credentials", """{"credentials":{}}""", HttpStatusCode.BadRequest);
        JsonElement misshapen = await world.Jane.PutAsync(
            $"{Shop}/credentials", """{"credentials":{"a":["canary-of-a-secret"]}}""", HttpStatusCode.BadRequest);
        misshapen.GetRawText().Should().NotContain("canary-of-a-secret");
        world.Log.Everything.Should().NotContain(line => line.Contains("cs_wrong_marker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_is_paused_resumed_disconnected_and_removed()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        await world.Jane.PostAsync($"{Shop}/pause", expected: HttpStatusCode.NoContent);
        (await StateAsync()).Should().Be("disabled");
        await world.Jane.PostAsync($"{Shop}/resume", expected: HttpStatusCode.NoContent);
        (await StateAsync()).Should().Be("connected");
        await world.Jane.PostAsync($"{Shop}/disconnect");
        (await world.Jane.ReadAsync(Shop)).GetProperty("credentials").GetArrayLength().Should().Be(0);
        (await world.Jane.PostAsync($"{Shop}/resume", expected: HttpStatusCode.Conflict)).Code().Should().Be("connection.disconnected");
        await world.CommitAsync(ApiWorld.Acme, "1");
        (await world.Jane.SendAsync(HttpMethod.Delete, Shop).AnswerAsync(HttpStatusCode.Conflict)).Code().Should().Be("connection.busy");
        await world.Jane.SendAsync(HttpMethod.Delete, $"{Shop}?force=true").AnswerAsync(HttpStatusCode.NoContent);
        await world.Jane.ReadAsync(Shop, HttpStatusCode.NotFound);
        (await world.Jane.ReadAsync("/synckit/tenants/acme/audit?action=connection.")).Rows()
            .Select(row => row.Text("actor")).Should().OnlyContain(actor => actor == "user:jane").And.NotBeEmpty();

        async Task<string> StateAsync() => (await world.Jane.ReadAsync(Shop)).GetProperty("status").Text("state");
    }

    [Fact]
    public async Task A_flow_is_switched_off_and_on()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        const string flows = "/synckit/tenants/acme/flows";
        const string bindings = $"{flows}/{ApiWorld.Flow}/bindings";
        const string both = """{"source":"woocommerce/shop","destination":"quickbooks/main"}""";

        await world.Jane.SendAsync(HttpMethod.Delete, $"{bindings}?source=woocommerce/shop&destination=quickbooks/main").AnswerAsync(HttpStatusCode.NoContent);
        (await BoundAsync()).Should().Be(0);
        await world.Jane.SendAsync(HttpMethod.Delete, $"{bindings}?source=woocommerce/shop&destination=quickbooks/main").AnswerAsync(HttpStatusCode.NotFound);
        await world.Jane.PostAsync(bindings, both, HttpStatusCode.NoContent);
        await world.Jane.PostAsync(bindings, both, HttpStatusCode.NoContent);
        (await BoundAsync()).Should().Be(1);
        await world.Jane.PostAsync(bindings, """{"source":"quickbooks/main","destination":"quickbooks/main"}""", HttpStatusCode.BadRequest);
        await world.Jane.PostAsync(bindings, """{"source":"woocommerce/none","destination":"quickbooks/main"}""", HttpStatusCode.BadRequest);
        await world.Jane.PostAsync($"{flows}/none/bindings", both, HttpStatusCode.NotFound);
        await world.Services.GetRequiredService<IConnectionStore>().SaveAsync(
            new ConnectionId(ApiWorld.Acme, "quickbooks", "second"), "{}", TestContext.Current.CancellationToken);
        JsonElement elsewhere = await world.Jane.PostAsync(
            bindings, """{"source":"woocommerce/shop","destination":"quickbooks/second"}""", HttpStatusCode.Conflict);
        elsewhere.Code().Should().Be("flow.bound-elsewhere");

        async Task<int> BoundAsync() => (await world.Jane.ReadAsync(flows)).Rows().Single().GetProperty("bindings").GetArrayLength();
    }
}
