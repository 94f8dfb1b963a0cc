using System.Net;
using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class DeadLetterRouteTests
{
    private const string Letters = "/synckit/tenants/acme/dead-letters";
    private const string OfFlow = $"{Letters}?flow={ApiWorld.Flow}";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dead_letters_are_listed_page_by_page_shown_and_narrowed(bool onSqlite)
    {
        await using ApiWorld world = await ApiWorld.StartAsync(new ApiWorldOptions { OnSqlite = onSqlite });
        await world.HoldAsync(ApiWorld.Acme, "1", "2", "3");
        await world.HoldAsync(ApiWorld.Zeta, "4");

        JsonElement first = await world.Jane.ReadAsync($"{OfFlow}&limit=2");
        JsonElement second = await world.Jane.ReadAsync($"{OfFlow}&limit=2&after={Uri.EscapeDataString(first.Next()!)}");

        first.Rows().Concat(second.Rows()).Select(row => row.Text("record")).Should().Equal("1", "2", "3");
        second.Next().Should().BeNull();
        (await world.Jane.ReadAsync($"{OfFlow}&code=order.even&destination=quickbooks/main")).Rows().Select(row => row.Text("record")).Should().Equal("2");
        string one = $"{Letters}/record?flow={ApiWorld.Flow}&source=woocommerce/shop&kind=order&record=2";
        JsonElement plain = await world.Jane.ReadAsync(one);
        plain.Text("remedy").Should().Be("Correct it in the shop.");
        plain.TryGetProperty("payload", out _).Should().BeFalse();
        (await world.Jane.ReadAsync($"{one}&payload=true")).GetProperty("payload").Text("note").Should().Be("of acme");
        await world.Jane.ReadAsync(one.Replace("record=2", "record=9"), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_and_many_are_retried_and_dismissed(bool onSqlite)
    {
        await using ApiWorld world = await ApiWorld.StartAsync(new ApiWorldOptions { OnSqlite = onSqlite });
        await world.HoldAsync(ApiWorld.Acme, "1", "2", "3", "4", "5");

        string named = $$"""{"flow":"{{ApiWorld.Flow}}","records":[{"source":"woocommerce/shop","kind":"order","record":"1"}]}""";
        (await world.Jane.PostAsync($"{Letters}/retry", named)).GetProperty("count").GetInt32().Should().Be(1);
        string even = $$"""{"flow":"{{ApiWorld.Flow}}","all":true,"code":"order.even"}""";
        (await world.Jane.PostAsync($"{Letters}/dismiss", even)).GetProperty("count").GetInt32().Should().Be(2);

        (await world.Jane.ReadAsync(OfFlow)).Rows().Select(row => row.Text("record")).Should().Equal("3", "5");
        JsonElement waiting = await world.Jane.ReadAsync($"/synckit/tenants/acme/inbox?flow={ApiWorld.Flow}");
        waiting.Rows().Select(row => (row.Text("record"), row.GetProperty("isThin").GetBoolean(), row.Text("priority"))).Should().Equal(("1", true, "live"));
        JsonElement overview = await world.Jane.ReadAsync("/synckit/tenants/acme");
        overview.GetProperty("flows")[0].GetProperty("dismissed").GetInt64().Should().Be(2);
        overview.GetProperty("lanes")[0].GetProperty("waiting").GetInt64().Should().Be(1);
        JsonElement audit = await world.Jane.ReadAsync("/synckit/tenants/acme/audit?action=dead-letters.");
        audit.Rows().Select(row => (row.Text("action"), row.Text("actor"))).Should().Equal(
            ("dead-letters.dismissed", "user:jane"), ("dead-letters.dismiss", "user:jane"), ("dead-letters.retried", "user:jane"), ("dead-letters.retry", "user:jane"));
    }

    [Fact]
    public async Task A_request_that_means_nothing_or_another_tenants_records_changes_nothing()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        await world.HoldAsync(ApiWorld.Acme, "1");
        string[] wrong =
        [
            $$"""{"flow":"{{ApiWorld.Flow}}"}""",
            $$"""{"flow":"{{ApiWorld.Flow}}","all":true,"records":[]}""",
            $$"""{"flow":"{{ApiWorld.Flow}}","all":true,"destination":"zeta/quickbooks/main"}""",
            $$"""{"flow":"{{ApiWorld.Flow}}","records":[{"source":"shop","kind":"order","record":"1"}]}""",
            $$"""{"flow":"{{ApiWorld.Flow}}","all":true,"codes":"order.odd"}""",
            """{"all":true}""",
            "[]",
            "null",
            "{",
        ];

        foreach (string body in wrong)
        {
            (await world.Jane.PostAsync($"{Letters}/dismiss", body, HttpStatusCode.BadRequest)).Code().Should().Be("request.invalid", body);
        }

        await world.Jane.ReadAsync($"{Letters}?flow={ApiWorld.Flow}&limit=0", HttpStatusCode.BadRequest);
        await world.Jane.ReadAsync(Letters, HttpStatusCode.BadRequest);
        (await world.Jane.ReadAsync(OfFlow)).Rows().Should().HaveCount(1);
    }

    [Fact]
    public async Task A_record_leads_to_its_documents_and_a_document_back_to_its_record()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        await world.WriteAsync(ApiWorld.Acme, "7", "8");
        const string ledger = "/synckit/tenants/acme/ledger";

        JsonElement record = (await world.Jane.ReadAsync($"{ledger}/record?source=woocommerce/shop&kind=order&record=7")).Rows().Single();
        record.GetProperty("settled").Text("state").Should().Be("written");
        record.GetProperty("documents")[0].Text("document").Should().Be("97");
        JsonElement document = (await world.Jane.ReadAsync($"{ledger}/document?destination=quickbooks/main&kind=SalesReceipt&document=98")).Rows().Single();
        document.Text("record").Should().Be("8");
        document.GetProperty("total").GetDecimal().Should().Be(12.34m);
        (await world.Jane.ReadAsync($"{ledger}/documents?flow={ApiWorld.Flow}&limit=1")).Next().Should().NotBeNull();
        await world.Jane.ReadAsync($"{ledger}/document?destination=quickbooks/main&kind=Invoice&document=98", HttpStatusCode.NotFound);
        JsonElement compared = await world.Jane.PostAsync("/synckit/tenants/acme/reconciliations", $$"""{"flow":"{{ApiWorld.Flow}}"}""");
        compared.GetProperty("agrees").GetBoolean().Should().BeFalse("the books hold neither document");
        compared.GetProperty("differences").EnumerateArray().Select(difference => difference.Text("kind")).Should().Contain("missing");
        await world.Jane.PostAsync("/synckit/tenants/acme/reconciliations", """{"flow":"nothing"}""", HttpStatusCode.BadRequest);
    }
}
