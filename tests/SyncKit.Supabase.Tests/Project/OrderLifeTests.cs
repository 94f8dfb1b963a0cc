using SyncKit.Commerce;
using SyncKit.Servers;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>What becomes of an order's rows while the order lives, on a real server.</summary>
public sealed class OrderLifeTests(SupabaseLiteFixture fixture)
{
    private const string Function = ""","tables":{"orderFunction":"synckit_put_orders"}""";

    [Theory]
    [InlineData("")]
    [InlineData(Function)]
    public async Task An_edit_changes_rows_and_replaces_what_belongs_to_the_order(string settings)
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, settings);
        Order first = Sales.Order(1);
        host.Sell(first, Sales.Order(2));
        await host.SyncAsync();

        Order edited = first with { Status = "refunded", Lines = [Sales.Line("12", 6m, 0.5m, "Mug"), Sales.Line("13", 1m, 0m)], Refunds = [Sales.Refund("91", 2.5m, 0.5m)], TotalTax = 1.26m, Total = 12.26m };
        host.Sell(edited);
        await host.SyncAsync();
        await host.ShouldBeDoneAsync();
        (await Lines(project, "1")).Should().Be("12 Mug 6, 13 Cup 1, 18 Post 4");
        (await Lines(project, "2")).Should().Be("21 Cup 10, 22 Cup 5.5, 28 Post 4");
        (await project.ReadAsync("select status || ' ' || total || ' ' || net_total || ' ' || net_tax from synckit_orders where order_id = '1'")).Should().Be("refunded 12.26 9.76 0.76");
        (await project.ReadAsync("select string_agg(refund_line_id || ' ' || total, ', ') from synckit_order_refund_lines")).Should().Be("91.1 2");

        host.Sell(edited with { Refunds = [] });
        await host.SyncAsync();
        (await project.ReadAsync("select (select count(*) from synckit_order_refunds) + (select count(*) from synckit_order_refund_lines)")).Should().Be(0L, "a refund that was taken back is gone with its lines");
        (await host.DifferencesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_deleted_order_is_marked_and_comes_back_when_the_shop_has_it_again()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url);
        host.Sell(Sales.Order(1), Sales.Order(2));
        await host.SyncAsync();

        host.Orders.Remove("1");
        await host.SyncAsync();
        (await Deleted(project)).Should().Be("1");
        (await host.DifferencesAsync()).Should().BeEmpty();

        host.Sell(Sales.Order(1));
        await host.SyncAsync();
        (await Deleted(project)).Should().BeNull();
        await host.ShouldBeDoneAsync();
        (await host.DifferencesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task By_setting_deleted_and_cancelled_orders_leave_nothing()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, ""","tables":{"deletes":"hard","deletedStatuses":["cancelled"],"skippedStatuses":["pending"]}""");
        host.Sell(Sales.Order(1), Sales.Order(2), Sales.Order(3) with { Refunds = [Sales.Refund("93", 1m, 0m)] }, Sales.Order(4) with { Status = "pending" });
        await host.SyncAsync();
        (await project.ReadAsync("select count(*) from synckit_orders")).Should().Be(3L);

        host.Orders.Remove("1");
        host.Sell(Sales.Order(3) with { Status = "cancelled", Refunds = [Sales.Refund("93", 1m, 0m)] });
        await host.SyncAsync();

        await host.ShouldBeDoneAsync();
        (await project.ReadAsync("select string_agg(order_id, ',') from synckit_orders")).Should().Be("2");
        (await project.ReadAsync("select string_agg(distinct order_id, ',') from synckit_order_lines")).Should().Be("2");
        (await project.ReadAsync("select count(*) from synckit_order_refunds")).Should().Be(0L);
    }

    [Fact]
    public async Task Both_paths_leave_the_same_rows()
    {
        string[] rows = [.. await Task.WhenAll(new[] { "", Function }.Select(async settings =>
        {
            await using SupabaseLiteServer own = await fixture.StartAsync(SupabaseSchema.Sql);
            await using RowsHost host = new();
            await host.ConnectAsync(own.Url, settings);
            foreach (Fixtures.RecordedOrder order in Fixtures.RecordedOrders.All().Take(60))
            {
                host.Orders.Put(order.Id, order.Payload);
            }

            await host.SyncAsync();
            await host.ShouldBeDoneAsync();
            return (string)(await own.ReadAsync("""
                select (select string_agg(md5((to_jsonb(o) - 'inserted_at' - 'updated_at')::text), '' order by order_id) from synckit_orders o)
                    || (select string_agg(md5((to_jsonb(o) - 'inserted_at' - 'updated_at')::text), '' order by order_id, line_id) from synckit_order_lines o)
                    || (select coalesce(string_agg(md5((to_jsonb(o) - 'inserted_at' - 'updated_at')::text), '' order by refund_line_id), '-') from synckit_order_refund_lines o)
                """))!;
        }))];

        rows[0].Should().Be(rows[1]);
    }

    [Fact]
    public async Task Customers_and_products_are_rows_of_their_own()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, flows: ["customers", "products"]);
        host.Customers.Put("8", Fixtures.RecordedTraffic.ReadBytes("customers/single.json"));
        host.Products.Put("11", Fixtures.RecordedTraffic.ReadBytes("products/single-simple.json"));
        host.Products.Put("2", Fixtures.RecordedTraffic.ReadBytes("products/single-variable.json"));
        await host.SyncAsync();

        await host.ShouldBeDoneAsync("customers");
        await host.ShouldBeDoneAsync("products");
        (await project.ReadAsync("select count(*) from synckit_customers where email like '%@%' and raw ->> 'id' = customer_id")).Should().Be(1L);
        (await project.ReadAsync("select count(*) from synckit_products where raw ->> 'sku' = sku and type in ('simple', 'variable')")).Should().Be(2L);

        host.Customers.Remove("8");
        await host.SyncAsync();
        (await project.ReadAsync("select count(*) from synckit_customers where deleted_at is not null")).Should().Be(1L);
    }

    private static Task<object?> Lines(SupabaseLiteServer project, string order) =>
        project.ReadAsync($"select string_agg(line_id || ' ' || name || ' ' || trim_scale(total), ', ' order by line_id) from synckit_order_lines where order_id = '{order}'");

    private static async Task<object?> Deleted(SupabaseLiteServer project) =>
        await project.ReadAsync("select string_agg(order_id, ',') from synckit_orders where deleted_at is not null") is string ids ? ids : null;
}
