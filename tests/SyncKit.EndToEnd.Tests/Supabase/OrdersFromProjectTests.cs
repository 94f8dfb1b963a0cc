using SyncKit.EndToEnd.Tests.WholePath;
using SyncKit.Ledger;
using SyncKit.Testing.Supabase;

namespace SyncKit.EndToEnd.Tests.Supabase;

[Collection(WholePathCollection.Name)]
public sealed class OrdersFromProjectTests
{
    [Fact]
    public async Task Orders_kept_in_a_project_are_in_the_books_to_the_cent_and_a_second_run_writes_nothing()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        foreach (int number in Enumerable.Range(1, 25))
        {
            world.Sell(number, 10.01m * number, 0.83m * number, number % 2 == 0 ? 4.90m : 0m);
        }

        await world.SyncAsync();

        world.Agrees();
        (await world.CountAsync(ProjectWorld.OrdersFlow)).Written.Should().Be(25);
        int writes = world.WriteCalls();
        await world.SyncAsync();
        world.WriteCalls().Should().Be(writes, "nothing changed");
        world.Company.Documents("SalesReceipt").Should().HaveCount(25);
    }

    [Fact]
    public async Task An_edited_row_changes_its_document_and_no_other()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        Guid first = world.Sell(1, 20m, 1.60m);
        world.Sell(2, 30m, 2.40m);
        await world.SyncAsync();
        string[] before = [.. world.Company.Documents("SalesReceipt").Select(document => document.Id)];

        world.Project.Update("sale_lines", $"sale_id=eq.{first}", """{"net":25,"tax":2}""");
        world.Project.Update("sales", $"id=eq.{first}", """{"total":27,"tax":2}""");
        await world.SyncAsync();

        world.Agrees();
        world.Company.Documents("SalesReceipt").Select(document => document.Id).Should().BeEquivalentTo(before);
        (await world.CountAsync(ProjectWorld.OrdersFlow)).Dead.Should().Be(0);
    }

    [Fact]
    public async Task A_row_that_was_only_touched_writes_nothing()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        Guid id = world.Sell(1, 20m, 1.60m);
        await world.SyncAsync();
        int writes = world.WriteCalls();

        world.Project.Update("sales", $"id=eq.{id}", """{"state":"paid"}""");
        await world.SyncAsync();

        world.WriteCalls().Should().Be(writes);
    }

    [Fact]
    public async Task A_refund_and_then_a_deletion_by_column_follow_into_the_books()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        Guid id = world.Sell(1, 20m, 0m);
        await world.SyncAsync();

        world.Project.Insert("sale_refunds", $$"""{"sale_id":"{{id}}","amount":5}""");
        world.Project.Update("sales", $"id=eq.{id}", """{"state":"paid"}""");
        await world.SyncAsync();
        world.Agrees();
        world.Company.Documents("RefundReceipt").Should().ContainSingle();

        Guid other = world.Sell(2, 8m, 0m);
        await world.SyncAsync();
        world.Project.Update("sales", $"id=eq.{other}", """{"removed_at":"2026-11-20T13:00:00Z"}""");
        await world.SyncAsync();

        world.Agrees();
        world.Company.Documents("SalesReceipt").Count(document => document.Voided).Should().Be(1);
    }

    [Fact]
    public async Task A_row_that_vanished_without_a_trace_is_found_by_the_sweep()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        Guid id = world.Sell(1, 20m, 1.60m);
        world.Sell(2, 30m, 2.40m);
        await world.SyncAsync();

        world.Project.Delete("sales", $"id=eq.{id}");
        await world.SyncAsync();
        world.Company.Documents("SalesReceipt").Count(document => document.Voided).Should().Be(0);
        await world.SweepAsync();

        world.Agrees();
    }

    [Fact]
    public async Task A_webhook_tells_of_a_deleted_row_and_of_a_changed_one_at_once()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        Guid gone = world.Sell(1, 20m, 1.60m);
        Guid changed = world.Sell(2, 30m, 2.40m);
        await world.SyncAsync();

        world.Project.Delete("sales", $"id=eq.{gone}");
        await world.ReceiveAsync($$"""{"type":"DELETE","table":"sales","schema":"public","record":null,"old_record":{"id":"{{gone}}"} }""");
        world.Project.Update("sale_lines", $"sale_id=eq.{changed}", """{"net":31}""");
        world.Project.Update("sales", $"id=eq.{changed}", """{"total":33.40}""");
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        await world.ReceiveAsync($$"""{"type":"UPDATE","table":"sales","schema":"public","record":{"id":"{{changed}}"},"old_record":null}""");

        world.Agrees();
    }

    [Fact]
    public async Task An_order_whose_lines_come_late_is_read_whole()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        Guid id = new(7, 0, 0, new byte[8]);
        world.Project.Insert("sales", $$"""{"id":"{{id}}","total":9,"buyer":{"email":"a@b.example"} }""");
        Task syncing = world.SyncAsync();
        world.Project.Insert("sale_lines", $$"""{"sale_id":"{{id}}","title":"Mug","sku":"MUG","pieces":1,"net":9}""");
        await syncing;

        world.Agrees();
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_one_dead_letter_that_names_the_field()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        Guid bad = world.Sell(1, 20m, 1.60m);
        world.Sell(2, 30m, 2.40m);
        world.Project.Update("sales", $"id=eq.{bad}", """{"state":""}""");

        await world.SyncAsync();

        LedgerRecord dead = (await world.DeadAsync(ProjectWorld.OrdersFlow)).Should().ContainSingle().Subject;
        dead.Message.Should().Contain("status");
        world.Company.Documents("SalesReceipt").Should().ContainSingle();
    }

    [Fact]
    public async Task Trouble_at_the_project_is_waited_out()
    {
        await using ProjectWorld world = await ProjectWorld.StartAsync();
        world.Sell(1, 20m, 1.60m);
        world.Supabase.Faults
            .OnCall(1, SupabaseFault.EdgePage(522))
            .OnCall(2, SupabaseFault.TooManyConnections())
            .OnCall(4, Testing.Faults.Fault.Truncate());

        await world.SyncAsync();
        await world.SyncAsync();

        world.Agrees();
    }
}
