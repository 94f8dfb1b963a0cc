using System.Net;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

/// <summary>Behaviours behind a switch: of the keys, of change data capture, of the shape of answers.</summary>
public sealed class SwitchTests
{
    private static async Task<string> FaultCodeAsync(Session session)
    {
        (HttpResponseMessage response, JsonObject? body) = await session.GetAsync("preferences");
        response.IsSuccessStatusCode.Should().BeFalse();
        return body!["fault"]!["error"]![0].AsText("code")!;
    }

    private static async Task<JsonArray> ChangesAsync(Session session, string entities)
    {
        string since = Uri.EscapeDataString("2026-11-20T00:00:00Z");
        (_, JsonObject? body) = await session.GetAsync($"cdc?entities={entities}&changedSince={since}");
        return body!["CDCResponse"]![0]!["QueryResponse"]!.AsArray();
    }

    [Fact]
    public async Task Trap_8_keys_of_another_environment_are_3100_with_healthy_tokens()
    {
        await using Session session = await Session.StartAsync();
        session.Company.UseWrongEnvironment();

        string refused = await FaultCodeAsync(session);
        (HttpResponseMessage refreshed, _) = await session.RefreshAsync(session.Company.RefreshToken);
        session.Company.UseWrongEnvironment(wrong: false);
        (HttpResponseMessage right, _) = await session.GetAsync("preferences");

        refused.Should().Be("3100");
        refreshed.StatusCode.Should().Be(HttpStatusCode.OK);
        right.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Trap_7_user_without_rights_is_120_with_healthy_tokens()
    {
        await using Session session = await Session.StartAsync();
        session.Company.LoseUserAccess();

        (await FaultCodeAsync(session)).Should().Be("120");
        (await session.RefreshAsync(session.Company.RefreshToken)).Response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false, 399)]
    [InlineData(true, 602)]
    public async Task Changes_end_at_1000_for_the_request_or_for_each_entity(bool perEntity, int vendors)
    {
        await using Session session = await Session.StartAsync(configure: options => options.ChangesPerEntity = perEntity);
        for (int i = 0; i < 602; i++)
        {
            session.Company.AddVendor($"Vendor {i}");
        }

        for (int i = 0; i < 600; i++)
        {
            session.Company.AddItem($"Item {i}");
        }

        JsonArray slots = await ChangesAsync(session, "Item,Vendor");

        slots[0]!["Item"]!.AsArray().Count.Should().Be(601);
        slots[1]!["Vendor"]!.AsArray().Count.Should().Be(vendors);
    }

    [Fact]
    public async Task Trap_50_changes_carry_whole_entities_with_the_deleted_ones_last()
    {
        await using Session session = await Session.StartAsync();
        string gone = (await session.WriteAsync("salesreceipt", session.Receipt(session.Line("5")))).Text("Id")!;
        JsonObject kept = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("6")));
        session.Company.Delete("SalesReceipt", gone);

        JsonArray slots = await ChangesAsync(session, "SalesReceipt,Purchase");
        JsonArray receipts = slots[0]!["SalesReceipt"]!.AsArray();

        receipts[0]!.ToJsonString().Should().Be(kept.ToJsonString());
        (receipts[1].AsText("Id"), receipts[1].AsText("status")).Should().Be((gone, "Deleted"));
        slots[1]!.AsObject().Should().BeEmpty();
    }

    [Fact]
    public async Task Trap_42_faults_come_in_xml_where_the_switch_says_so()
    {
        await using Session session = await Session.StartAsync(configure: options => options.FaultsAsXml = true);

        (HttpResponseMessage response, JsonObject? body) = await session.PostAsync("customer", """{"CompanyName":"Only a company"}""");
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        body.Should().BeNull();
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/xml");
        text.Should().Contain("<Error code=\"6080\">");
    }

    [Fact]
    public async Task Trap_39_members_are_added_to_answers_without_notice()
    {
        await using Session session = await Session.StartAsync(configure: options => options.AddUnknownMembers = true);

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("5")));

        receipt.ContainsKey("AddedWithoutNotice").Should().BeTrue();
    }

    [Fact]
    public async Task Trap_23_edit_by_hand_recalculates_stated_tax_away_under_manual_tax_too()
    {
        await using Session session = await Session.StartAsync(new CompanyOptions { Country = "GB" });
        string code = session.Company.AddStandardTaxCodes()["20.0% S"];
        string line = $$"""{"DetailType":"SalesItemLineDetail","Amount":10.10,"SalesItemLineDetail":{"ItemRef":{"value":"{{session.ItemId}}"},"TaxCodeRef":{"value":"{{code}}"} } }""";
        JsonObject computed = await session.WriteAsync("salesreceipt", session.Receipt(line, "\"GlobalTaxCalculation\":\"TaxExcluded\""));
        string rate = computed["TxnTaxDetail"]!["TaxLine"]![0]!["TaxLineDetail"]!["TaxRateRef"].AsText("value")!;
        JsonObject stated = await session.WriteAsync("salesreceipt", session.Receipt(
            line,
            $$""" "GlobalTaxCalculation":"TaxExcluded","TxnTaxDetail":{"TaxLine":[{"Amount":2.03,"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"{{rate}}"} } }]}"""));

        session.Company.Edit("SalesReceipt", stated.Text("Id")!, document => document["PrivateNote"] = "seen");

        stated.Amount("TotalAmt").Should().Be(12.13m);
        session.Company.Documents("SalesReceipt")[1].TotalAmt.Should().Be(12.12m);
    }
}
