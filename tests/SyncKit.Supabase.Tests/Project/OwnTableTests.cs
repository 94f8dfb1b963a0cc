using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Servers;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>Rows into a tenant's own tables, on a real server.</summary>
public sealed class OwnTableTests(SupabaseLiteFixture fixture)
{
    private const string Tables = """
        create table sales (shop text not null, no text not null, grand numeric not null, currency text not null, state text, gone timestamptz, note text, unique (shop, no));
        create table sale_items (ext text not null, item text not null, what text, amount numeric, primary key (ext, item));
        grant all on sales, sale_items to service_role;
        """;

    private const string Mapping = """
        ,"tables":{
          "orders":{"table":"sales","columns":{"number":"no","order_id":"note","net_total":"grand","currency":"currency","status":"state","deleted_at":"gone"},"constants":{"shop":"us"},"key":["shop","no"]},
          "orderLines":{"table":"sale_items","columns":{"order_id":"ext","line_id":"item","name":"what","total":"amount"}},
          "orderRefunds":{"skip":true},"orderRefundLines":{"skip":true}}
        """;

    [Fact]
    public async Task Rows_go_to_the_tables_and_columns_that_the_settings_name()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(Tables);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, Mapping);
        (await host.CheckAsync()).Should().BeEmpty();
        host.Sell(Sales.Order(1), Sales.Order(2) with { Refunds = [Sales.Refund("92", 2m, 0m)] });
        await host.SyncAsync();

        await host.ShouldBeDoneAsync();
        (await project.ReadAsync("select string_agg(shop || no || ' ' || trim_scale(grand) || ' ' || state || ' ' || note, ', ' order by no) from sales"))
            .Should().Be("usA-1 22.61 completed 1, usA-2 20.61 completed 2");
        (await project.ReadAsync("select string_agg(ext || '/' || item, ', ' order by item) from sale_items")).Should().Be("1/11, 1/12, 1/18, 2/21, 2/22, 2/28");
        (await host.DifferencesAsync()).Should().BeEmpty();

        host.Sell(Sales.Order(1, Sales.Line("12", 5.5m, 0.45m)));
        host.Orders.Remove("2");
        await host.SyncAsync();
        await host.ShouldBeDoneAsync();
        (await project.ReadAsync("select string_agg(item, ', ' order by item) from sale_items where ext = '1'")).Should().Be("12, 18");
        (await project.ReadAsync("select string_agg(no, ',') from sales where gone is not null")).Should().Be("A-2");
        (await host.DifferencesAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"table\":\"sales\"", "\"table\":\"sale\"", "tables.orders.table", "no table 'sale'")]
    [InlineData("\"net_total\":\"grand\"", "\"net_total\":\"grant\"", "tables.orders.columns", "no column 'grant'")]
    [InlineData("\"constants\":{\"shop\":\"us\"}", "\"constants\":{\"shop\":\"us\",\"store\":1}", "tables.orders.constants", "no column 'store'")]
    [InlineData("\"name\":\"what\"", "\"name\":\"what\",\"sku\":\"code\"", "tables.orderLines.columns", "no column 'code'")]
    [InlineData("\"orderRefunds\":{\"skip\":true},\"orderRefundLines\":{\"skip\":true}", "\"orderFunction\":\"put\"", "tables.orderRefunds.table", "SupabaseSchema.Sql")]
    public async Task What_is_not_there_is_named_with_its_setting_and_parks_the_lane_before_the_first_row(string from, string to, string setting, string words)
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(Tables);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, Mapping.Replace(from, to, StringComparison.Ordinal));

        Finding finding = (await host.CheckAsync())[0];

        (finding.Severity, finding.Setting).Should().Be((FindingSeverity.Error, setting), finding.Message);
        finding.Message.Should().Contain(words);
        host.Sell(Sales.Order(1));
        await host.SyncAsync();
        (await host.StatusAsync()).State.Should().Be(ConnectionState.NeedsAttention);
        (await project.ReadAsync("select count(*) from sales")).Should().Be(0L);
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_named()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, ""","tables":{"orderFunction":"synckit_put_order"}""");

        Finding finding = (await host.CheckAsync()).Should().ContainSingle().Subject;

        (finding.Setting, finding.Severity).Should().Be(("tables.orderFunction", FindingSeverity.Error));
    }

    [Fact]
    public async Task A_column_that_rounds_holds_the_order_with_both_amounts()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(Tables, "alter table sales alter column grand type numeric(10, 0)");
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, Mapping);
        host.Sell(Sales.Order(1));
        await host.SyncAsync();

        (await host.DeadAsync()).Should().ContainSingle().Which.Should().Match<Ledger.LedgerRecord>(dead => dead.Code == "total.differs" && dead.Message.Contains("23.00 EUR") && dead.Message.Contains("22.61 EUR"));
    }

    [Fact]
    public async Task A_row_that_a_trigger_keeps_out_is_not_taken_for_written()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(
            Tables,
            "create function keep_out() returns trigger language plpgsql as 'begin return null; end'; create trigger keep_out before insert on sales for each row when (new.no = 'A-2') execute function keep_out()");
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, Mapping);
        host.Sell(Sales.Order(1), Sales.Order(2), Sales.Order(3));
        await host.SyncAsync();

        (await host.DeadAsync()).Should().ContainSingle().Which.Code.Should().Be("supabase.not-kept");
        (await host.CountAsync()).Written.Should().Be(2);
    }

    [Fact]
    public async Task A_total_that_a_person_changes_in_the_table_is_found()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url);
        host.Sell(Sales.Order(1), Sales.Order(2));
        await host.SyncAsync();
        await project.ExecuteAsync("update synckit_orders set net_total = 1 where order_id = '1'; delete from synckit_orders where order_id = '2'");

        (await host.DifferencesAsync()).Select(difference => difference.Kind).Should().BeEquivalentTo([Reconciling.DifferenceKind.Changed, Reconciling.DifferenceKind.Missing]);
        (await host.Engine.CheckBooksAsync(RowsHost.Acme, TestContext.Current.CancellationToken)).Should().ContainSingle().Which.Held.Should().Be(1);
        (await host.DeadAsync()).Should().ContainSingle().Which.Code.Should().Be("books.changed");
    }
}
