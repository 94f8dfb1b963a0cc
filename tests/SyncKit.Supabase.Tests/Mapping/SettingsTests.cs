using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Tests.Mapping;

public sealed class SettingsTests
{
    [Fact]
    public void Without_a_mapping_everything_goes_to_the_default_schema()
    {
        Layout layout = Read("{}")!;

        layout.Tables.Select(table => table.Name).Should().Equal(
            "synckit_orders", "synckit_order_lines", "synckit_order_refunds", "synckit_order_refund_lines", "synckit_customers", "synckit_products");
        layout.Orders.Map.Key.Should().Equal("tenant_id", "source", "order_id");
        layout.Lines!.Map.Key.Should().Equal("tenant_id", "source", "order_id", "line_id");
        layout.Orders.Map.UpsertPath.Should().StartWith("synckit_orders?on_conflict=tenant_id,source,order_id&columns=tenant_id,source,order_id,number,")
            .And.NotContain("updated_at").And.EndWith(",content_hash,deleted_at");
    }

    [Theory]
    [InlineData("""{"order":{}}""", "tables.order", "write orders")]
    [InlineData("""{"orders":{"tables":"x"}}""", "tables.orders.tables", "write table")]
    [InlineData("""{"orders":{"columns":{"order_idd":"id"}}}""", "tables.orders.columns", "write order_id")]
    [InlineData("""{"orders":{"columns":{"order_id":"id","net_total":"t","currency":"c"}}}""", "tables.orders.columns", "deleted_at")]
    [InlineData("""{"deletes":"hard","orders":{"columns":{"order_id":"id","total":"t","currency":"c"}}}""", "tables.orders.columns", "net_total")]
    [InlineData("""{"deletes":"hard","orders":{"columns":{"order_id":"id","net_total":"t"}}}""", "tables.orders.columns", "currency")]
    [InlineData("""{"deletes":"hard","orders":{"columns":{"order_id":"id","net_total":"id","currency":"c"}}}""", "tables.orders.columns", "more than one")]
    [InlineData("""{"orders":{"table":"a b"}}""", "tables.orders.table", "a b")]
    [InlineData("""{"orders":{"table":"a;drop"}}""", "tables.orders.table", "a;drop")]
    [InlineData("""{"orders":{"key":["nope"]}}""", "tables.orders.key", "nope")]
    [InlineData("""{"orders":{"key":["tenant_id","source"]}}""", "tables.orders.key", "order_id or number")]
    [InlineData("""{"orders":{"key":["order_id","status"]}}""", "tables.orders.key", "order_id or number")]
    [InlineData("""{"orderLines":{"columns":{"line_id":"l"}}}""", "tables.orderLines.columns", "order_id")]
    [InlineData("""{"orders":{"constants":{"x":{"y":1}}}}""", "tables.orders.constants", "a text")]
    [InlineData("""{"orders":{"skip":true}}""", "tables.orders.skip", "flow")]
    [InlineData("""{"orderLines":{"skip":true},"orderFunction":"f"}""", "tables.orderLines.skip", "orderFunction")]
    [InlineData("""{"orderFunction":"public.f()"}""", "tables.orderFunction", "name alone")]
    [InlineData("""{"deletes":"gently"}""", "tables.deletes", "cannot have")]
    [InlineData("""{"orders":null}""", "tables.orders", "leave it out")]
    [InlineData("""{"deletes":"hard","deletes":"soft"}""", "tables.deletes", "twice")]
    public void What_cannot_be_is_named_with_its_setting_and_the_remedy(string tables, string setting, string words)
    {
        Finding finding = LayoutReader.Problems(Settings(tables)).First();

        (finding.Setting, finding.Severity).Should().Be((setting, FindingSeverity.Error), finding.Message);
        finding.Message.Should().Contain(words);
        Read(tables).Should().BeNull();
    }

    private static Layout? Read(string tables) =>
        LayoutReader.TryRead(new Connection { Id = new ConnectionId(new TenantId("acme"), "supabase", "main"), Settings = Settings(tables) }, out Layout? layout, out _) ? layout : null;

    private static ConnectionSettings Settings(string tables) => new($$"""{"url":"https://abc.supabase.co","tables":{{tables}}}""");
}
