using Npgsql;
using SyncKit.Ledger;
using SyncKit.Servers;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>Rows that the database refuses, on a real server.</summary>
public sealed class RefusedRowTests(SupabaseLiteFixture fixture)
{
    [Theory]
    [InlineData("", "alter table synckit_orders add constraint no_two check (order_id <> '2')", "supabase.rule")]
    [InlineData("", "alter table synckit_order_lines add constraint no_two check (order_id <> '2')", "supabase.rule")]
    [InlineData("", "create unique index on synckit_orders (customer_note) where customer_note <> ''", "supabase.duplicate")]
    [InlineData(""","tables":{"orderFunction":"synckit_put_orders"}""", "alter table synckit_order_lines add constraint no_two check (order_id <> '2')", "supabase.rule")]
    public async Task A_row_that_breaks_a_rule_costs_its_own_order_alone(string settings, string rule, string code)
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql, rule);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, settings);
        host.Sell([.. Enumerable.Range(1, 40).Select(id => Sales.Order(id) with { CustomerNote = id is 2 or 1 ? "Ring twice" : "" })]);
        await host.SyncAsync();

        FlowCounts counts = await host.CountAsync();
        (counts.Dead, counts.Written, counts.Waiting).Should().Be((1, 39, 0), $"{counts} {host.Log}");
        LedgerRecord dead = (await host.DeadAsync()).Single();
        (dead.Code, dead.Message.Contains("order 2", StringComparison.Ordinal)).Should().Be((code, true), dead.Message);
        dead.Message.Should().NotContain("nora@");
    }

    [Fact]
    public async Task A_refused_order_is_written_by_itself_once_the_rule_is_gone()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql, "alter table synckit_order_lines add constraint no_two check (order_id <> '2')");
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url);
        host.Sell(Sales.Order(1), Sales.Order(2));
        await host.SyncAsync();
        (await host.DeadAsync()).Should().ContainSingle();

        await project.ExecuteAsync("alter table synckit_order_lines drop constraint no_two");
        (await host.Engine.RecheckAsync(RowsHost.Acme, TestContext.Current.CancellationToken)).Should().Be(1);
        await host.Engine.DrainAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

        await host.ShouldBeDoneAsync();
        (await project.ReadAsync("select count(*) from synckit_order_lines")).Should().Be(6L);
    }

    [Fact]
    public async Task A_deadlock_is_tried_again()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql, "alter table synckit_orders disable trigger all");
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url);
        host.Sell(Sales.Order(1), Sales.Order(2));
        await host.SyncAsync();
        host.Sell(Sales.Order(1) with { CustomerNote = "x" }, Sales.Order(2) with { CustomerNote = "x" });

        await using NpgsqlConnection other = new(project.ConnectionString + ";Pooling=false");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (NpgsqlTransaction transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            // It waits longer before it looks for a deadlock, so that the other side finds it.
            await RunAsync(other, "set local deadlock_timeout = '60s'; update synckit_orders set number = number where order_id = '2'");
            Task syncing = host.SyncAsync();
            await WaitUntilAsync(project, "select count(*) > 0 from pg_locks where not granted");
            await RunAsync(other, "update synckit_orders set number = number where order_id = '1'");
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
            await syncing;
        }

        await host.ShouldBeDoneAsync();
        (await project.ReadAsync("select count(*) from synckit_orders where customer_note = 'x'")).Should().Be(2L);
        host.Log.ToString().Should().Contain("answered 500", "the deadlock was met");
    }

    private static async Task WaitUntilAsync(SupabaseLiteServer project, string condition)
    {
        while (await project.ReadAsync(condition) is not true)
        {
            await Task.Yield();
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
