using System.Net;
using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class AuditRouteTests
{
    private const string Audit = "/synckit/tenants/acme/audit";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_trail_is_listed_page_by_page_checked_and_exported(bool onSqlite)
    {
        await using ApiWorld world = await ApiWorld.StartAsync(new ApiWorldOptions { OnSqlite = onSqlite });
        await world.Jane.ReadAsync("/synckit/tenants/acme/connections/quickbooks/main");

        List<long> numbers = [];
        string? after = null;
        do
        {
            JsonElement page = await world.Jane.ReadAsync($"{Audit}?limit=2{(after is null ? "" : $"&after={after}")}");
            numbers.AddRange(page.Rows().Select(row => row.GetProperty("number").GetInt64()));
            after = page.Next();
        }
        while (after is not null);

        numbers.Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
        numbers[^1].Should().Be(1);
        JsonElement found = await world.Jane.ReadAsync($"{Audit}/verification");
        (found.GetProperty("isIntact").GetBoolean(), found.GetProperty("entries").GetInt64()).Should().Be((true, (long)numbers.Count));
        await world.Jane.ReadAsync($"{Audit}/verification?anchor={Uri.EscapeDataString(found.Text("mark"))}");
        await world.Jane.ReadAsync($"{Audit}/verification?anchor=x", HttpStatusCode.BadRequest);
        await world.Jane.ReadAsync($"{Audit}?from=never", HttpStatusCode.BadRequest);
        using HttpResponseMessage export = await world.Jane.SendAsync(HttpMethod.Get, $"{Audit}/export");
        export.Content.Headers.ContentType!.MediaType.Should().Be("application/x-ndjson");
        await using Stream lines = await export.Content.ReadAsStreamAsync(Cancel);
        (await SyncKit.Auditing.AuditTrail.VerifyExportAsync(lines, null, Cancel)).IsIntact.Should().BeTrue();
        JsonElement reads = await world.Jane.ReadAsync($"{Audit}?action=credentials.read&subject=acme/quickbooks/main");
        reads.Rows().Select(row => row.Text("actor")).Should().Contain("user:jane");
    }

    [Fact]
    public async Task An_operator_sees_all_tenants_rotates_keys_and_sees_what_people_are_told()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        await world.HoldAsync(ApiWorld.Zeta, "1");

        JsonElement first = await world.Operator.ReadAsync("/synckit/operator/tenants?limit=1");
        JsonElement second = await world.Operator.ReadAsync($"/synckit/operator/tenants?limit=1&after={first.Next()}");
        first.Rows().Concat(second.Rows()).Select(row => (row.Text("id"), row.GetProperty("dead").GetInt64())).Should().Equal(("acme", 0L), ("zeta", 1L));
        second.Next().Should().BeNull();
        (await world.Operator.ReadAsync("/synckit/operator/keys")).Rows().Single().GetProperty("credentials").GetInt64().Should().Be(4);
        await world.Operator.ReadAsync("/synckit/operator/notifications");
        using HttpResponseMessage rotation = await world.Operator.SendAsync(HttpMethod.Post, "/synckit/operator/keys/rotate", "{}");
        string[] lines = (await rotation.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement last = JsonDocument.Parse(lines[^1]).RootElement;
        (last.GetProperty("ended").GetBoolean(), last.GetProperty("left").GetInt64(), last.TryGetProperty("problem", out _)).Should().Be((true, 0L, false));
    }
}
