using SyncKit.Commerce;
using SyncKit.Fixtures;
using SyncKit.Servers;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>Recorded orders through the engine into a real server.</summary>
public sealed class WholeOrderTests(SupabaseLiteFixture fixture)
{
    [Theory]
    [InlineData("")]
    [InlineData(""","tables":{"orderFunction":"synckit_put_orders"}""")]
    public async Task Recorded_orders_arrive_whole_and_to_the_cent_and_a_second_run_writes_nothing(string settings)
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql, SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, settings);
        foreach (RecordedOrder order in RecordedOrders.All())
        {
            host.Orders.Put(order.Id, order.Payload);
        }

        await host.SyncAsync();

        Order[] orders = [.. RecordedOrders.All().Select(order => Recorded.Order(order.Payload))];
        Order[] kept = [.. orders.Where(order => order.Status is not ("trash" or "checkout-draft" or "auto-draft"))];
        await host.ShouldBeDoneAsync();
        (await project.ReadAsync("select count(*) from synckit_orders")).Should().Be((long)kept.Length);
        (await project.ReadAsync("select sum(net_total) from synckit_orders")).Should().Be(kept.Sum(order => order.Total - order.Refunds.Sum(refund => refund.Amount)));
        (await project.ReadAsync("select count(*) from synckit_order_lines")).Should().Be((long)kept.Sum(order => order.Lines.Count + order.Shipping.Count + order.Fees.Count));
        (await project.ReadAsync("select sum(total + total_tax) from synckit_order_lines")).Should().Be(
            kept.Sum(order => order.Lines.Sum(line => line.Total + line.TotalTax) + order.Shipping.Sum(line => line.Total + line.TotalTax) + order.Fees.Sum(line => line.Total + line.TotalTax)));
        (await project.ReadAsync("select sum(amount) from synckit_order_refunds")).Should().Be(kept.Sum(order => order.Refunds.Sum(refund => refund.Amount)));
        (await project.ReadAsync("select count(*) from synckit_orders where jsonb_typeof(raw) <> 'object' or raw ->> 'id' <> order_id")).Should().Be(0L);
        (await host.DifferencesAsync()).Should().BeEmpty();

        object? before = await project.ReadAsync("select max(updated_at) from synckit_orders");
        await host.SyncAsync();
        (await project.ReadAsync("select max(updated_at) from synckit_orders")).Should().Be(before);
    }
}
