using System.Net;
using System.Text.Json;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class ConnectionRouteTests
{
    private const string Books = "/synckit/tenants/acme/connections/quickbooks/main";

    [Fact]
    public async Task A_user_sees_the_tenants_that_he_may_act_for()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        (await world.Jane.ReadAsync("/synckit/tenants")).Rows().Select(row => row.Text("id")).Should().Equal("acme");
        (await world.Operator.ReadAsync("/synckit/tenants")).Rows().Select(row => row.Text("id")).Should().Equal("acme", "zeta");
        JsonElement overview = await world.Jane.ReadAsync("/synckit/tenants/acme");
        overview.GetProperty("connections").EnumerateArray().Select(row => row.Text("connector")).Should().Equal("quickbooks", "woocommerce");
        overview.GetProperty("flows")[0].Text("flow").Should().Be(ApiWorld.Flow);
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
    }

    [Fact]
    public async Task Settings_are_replaced_over_the_version_that_was_read()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        string settings = $$"""{"realmId":"{{world.Company.RealmId}}","orders":[]}""";
        string same = $$"""{"realmId":"{{world.Company.RealmId}}"}""";

        (await world.Jane.PutAsync($"{Books}/settings", same, HttpStatusCode.PreconditionRequired)).Code().Should().Be("settings.version-required");
        (await world.Jane.PutAsync($"{Books}/settings", same, HttpStatusCode.PreconditionFailed, "\"7\"")).Code().Should().Be("settings.changed");
        JsonElement refused = await world.Jane.PutAsync($"{Books}/settings", """{"realmId":"999"}""", HttpStatusCode.UnprocessableEntity, "\"1\"");
        refused.Code().Should().Be("settings.refused");
        refused.GetProperty("findings").EnumerateArray().Should().NotBeEmpty();
        (await world.Jane.PutAsync($"{Books}/settings", $"{same} ", HttpStatusCode.OK, "\"1\"")).GetProperty("settingsVersion").GetInt32().Should().Be(1);
        (await world.Jane.ReadAsync(Books)).GetProperty("settings").Text("realmId").Should().Be(world.Company.RealmId);
        _ = settings;
    }
}
