using SyncKit.Connectors;

namespace SyncKit.Supabase.Tests.Source;

public sealed class SourceCheckTests
{
    [Fact]
    public async Task Finds_nothing_in_tables_that_can_be_read()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(1);

        (await tables.CheckAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Names_the_column_that_is_not_there()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(ConnectedTables.Orders.Replace("\"pieces\"", "\"count\"", StringComparison.Ordinal));

        Finding finding = (await tables.CheckAsync()).Should().ContainSingle().Subject;

        (finding.Severity, finding.Setting).Should().Be((FindingSeverity.Error, "sources.orders"));
        finding.Message.Should().Contain("shop_lines.count");
    }

    [Fact]
    public async Task Tells_of_rows_that_would_never_be_read()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(ConnectedTables.Orders.Replace("\"changed\"", "\"seen\"", StringComparison.Ordinal));
        tables.Project.Apply("alter table shop_orders add column seen timestamptz");
        tables.Sell(1);

        (await tables.CheckAsync()).Should().ContainSingle().Which.Message.Should().Match("Rows of shop_orders have nothing in the column seen*");
    }

    [Fact]
    public async Task Names_the_setting_that_is_wrong()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync("\"table\":\"t\",\"columns\":{}");

        (await tables.CheckAsync()).Should().ContainSingle().Which.Message.Should().Contain("must name a column for the field order_id");
    }
}
