using System.Net;
using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class WebhookRouteTests
{
    private const string Webhooks = "/synckit/tenants/acme/connections/woocommerce/shop/webhooks";
    private const string Outside = """{"publicUrl":"https://sync.example/synckit/webhooks"}""";

    [Fact]
    public async Task Addresses_are_made_listed_and_revoked()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        JsonElement made = await world.Jane.PostAsync($"{Webhooks}/addresses", Outside, HttpStatusCode.Created);
        await world.Jane.PostAsync($"{Webhooks}/addresses", "{}", HttpStatusCode.Created);
        string id = made.Text("id");
        made.Text("url").Should().Be($"https://sync.example/synckit/webhooks/{id}");
        (await world.Jane.ReadAsync($"{Webhooks}/addresses")).Rows().Should().HaveCount(2);
        await world.Jane.SendAsync(HttpMethod.Delete, $"{Webhooks}/addresses/{id}").AnswerAsync(HttpStatusCode.NoContent);
        await world.Jane.SendAsync(HttpMethod.Delete, $"{Webhooks}/addresses/{id}").AnswerAsync(HttpStatusCode.NotFound);
        (await world.Jane.ReadAsync($"{Webhooks}/addresses")).Rows()[0].TryGetProperty("revokedAt", out _).Should().BeTrue();
        await world.Jane.PostAsync($"{Webhooks}/addresses", """{"publicUrl":"ftp://x"}""", HttpStatusCode.BadRequest);
        await world.Jane.PostAsync(Webhooks.Replace("/shop/", "/none/") + "/addresses", "{}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_tenant_cannot_revoke_another_tenants_address()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        string id = (await world.Jane.PostAsync($"{Webhooks}/addresses", "{}", HttpStatusCode.Created)).Text("id");

        await world.Mallory.SendAsync(HttpMethod.Delete, $"{Webhooks.Replace("acme", "zeta")}/addresses/{id}").AnswerAsync(HttpStatusCode.NotFound);

        (await world.Jane.ReadAsync($"{Webhooks}/addresses")).Rows().Single().TryGetProperty("revokedAt", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Webhooks_are_registered_in_the_shop_listed_mended_and_removed()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        JsonElement registered = await world.Jane.PostAsync($"{Webhooks}/in-shop/register", Outside);
        registered.GetProperty("webhooks").EnumerateArray().Select(webhook => webhook.Text("action")).Should().OnlyContain(action => action == "created").And.NotBeEmpty();
        (await world.Jane.ReadAsync($"{Webhooks}/in-shop")).Rows().Should().HaveCount(registered.GetProperty("webhooks").GetArrayLength());
        JsonElement mended = (await world.Jane.PostAsync($"{Webhooks}/in-shop/repair")).Rows().Single();
        mended.GetProperty("webhooks").EnumerateArray().Select(webhook => webhook.Text("action")).Should().OnlyContain(action => action == "kept");
        await world.Jane.PostAsync($"{Webhooks}/rotate-secret", expected: HttpStatusCode.NoContent);
        JsonElement removed = await world.Jane.SendAsync(HttpMethod.Delete, $"{Webhooks}/in-shop").AnswerAsync(HttpStatusCode.OK);
        removed.GetProperty("count").GetInt32().Should().Be(registered.GetProperty("webhooks").GetArrayLength());
        await world.Jane.PostAsync($"{Webhooks}/in-shop/register", "{}", HttpStatusCode.BadRequest);
        string books = Webhooks.Replace("woocommerce/shop", "quickbooks/main");
        (await world.Jane.PostAsync($"{books}/in-shop/register", Outside, HttpStatusCode.Conflict)).Code().Should().Be("webhooks.by-hand");
    }

    [Fact]
    public async Task The_health_of_deliveries_is_shown_for_the_days_asked_for()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        JsonElement health = await world.Jane.ReadAsync($"{Webhooks}/health?from=2026-03-01&to=2026-03-07");

        (health.Text("from"), health.GetProperty("lost").GetInt64()).Should().Be(("2026-03-01", 0L));
        await world.Jane.ReadAsync($"{Webhooks}/health");
        await world.Jane.ReadAsync($"{Webhooks}/health?from=yesterday", HttpStatusCode.BadRequest);
    }
}
