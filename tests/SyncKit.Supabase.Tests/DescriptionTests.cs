using System.Text.Json;
using SyncKit.Connectors;
using SyncKit.Credentials;
using WireMock.ResponseBuilders;

namespace SyncKit.Supabase.Tests;

/// <summary>The check of tables against what the project's API says of them.</summary>
public sealed class DescriptionTests
{
    private const string Orders = """
        "shop_orders":{"required":["id","net"],"properties":{
          "id":{"format":"text","type":"string","description":"Note:\nThis is a Primary Key.<pk/>"},
          "net":{"format":"numeric","type":"number"},
          "cur":{"format":"character varying","type":"string"},
          "gone":{"format":"timestamp with time zone","type":"string"},
          "extra":{"format":"integer","type":"integer"}}}
        """;

    private const string Settings = """
        "orders":{"table":"shop_orders","columns":{"order_id":"id","net_total":"net","currency":"cur","deleted_at":"gone"},"key":["id"]},
        "orderLines":{"skip":true},"orderRefunds":{"skip":true},"orderRefundLines":{"skip":true}
        """;

    [Fact]
    public async Task A_mapping_that_fits_is_found_good() => (await CheckAsync(Orders, Settings)).Should().BeEmpty();

    [Theory]
    [InlineData("shop_orders", "shop_order", "tables.orders.table", "the nearest is 'shop_order'")]
    [InlineData("\"net\":{", "\"nett\":{", "tables.orders.columns", "the nearest is 'nett'")]
    [InlineData("\"format\":\"numeric\"", "\"format\":\"double precision\"", "tables.orders.columns", "no decimal amounts")]
    [InlineData("\"format\":\"numeric\"", "\"format\":\"integer\"", "tables.orders.columns", "no fractions")]
    [InlineData("\"format\":\"timestamp with time zone\"", "\"format\":\"boolean\"", "tables.orders.columns", "make it timestamptz")]
    [InlineData("\"id\":{\"format\":\"text\"", "\"id\":{\"format\":\"uuid\"", "tables.orders.columns", "UUIDs")]
    [InlineData("\"required\":[\"id\",\"net\"]", "\"required\":[\"id\",\"net\",\"extra\"]", "tables.orders.columns", "must not be empty")]
    public async Task What_does_not_fit_is_named_with_the_setting(string from, string to, string setting, string words)
    {
        IReadOnlyList<Finding> findings = await CheckAsync(Orders.Replace(from, to, StringComparison.Ordinal), Settings);

        findings.Should().Contain(finding => finding.Setting == setting && finding.Severity == FindingSeverity.Error && finding.Message.Contains(words));
    }

    [Fact]
    public async Task A_required_column_with_a_default_needs_no_field() =>
        (await CheckAsync(
            Orders.Replace("\"required\":[\"id\",\"net\"]", "\"required\":[\"id\",\"net\",\"extra\"]", StringComparison.Ordinal)
                .Replace("\"format\":\"integer\"", "\"default\":1,\"format\":\"integer\"", StringComparison.Ordinal),
            Settings)).Should().BeEmpty();

    [Fact]
    public async Task Unknown_settings_are_named_with_the_nearest()
    {
        Finding finding = (await CheckAsync(Orders, Settings + ",\"delete\":\"hard\"")).Should().ContainSingle().Subject;

        (finding.Setting, finding.Message.Contains("write deletes", StringComparison.Ordinal)).Should().Be(("tables.delete", true));
    }

    private static async Task<IReadOnlyList<Finding>> CheckAsync(string definitions, string tables)
    {
        string description = $$"""{"swagger":"2.0","definitions":{ {{definitions}} },"paths":{} }""";
        JsonDocument.Parse(description).Dispose();
        using ConnectedProject own = new(
            Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody(description),
            CredentialSet.Of((SupabaseCredentials.ApiKey, "sb_secret_x")),
            url => $$"""{"url":"{{url}}","tables":{ {{tables}} } }""");
        return await own.CheckAsync();
    }
}
