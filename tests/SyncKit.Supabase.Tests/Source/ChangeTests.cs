using SyncKit.Discovery;
using SyncKit.Testing.Loopback;

namespace SyncKit.Supabase.Tests.Source;

public sealed class ChangeTests
{
    [Fact]
    public async Task Reads_all_rows_in_the_order_of_their_changes()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(3, changed: "2026-11-01T00:00:00Z");
        tables.Sell(1, changed: "2026-11-02T00:00:00Z");
        tables.Sell(2, changed: "2026-11-01T00:00:00.000001Z");

        ConnectedTables.Reading reading = await tables.ReadAsync();

        reading.Ids.Should().Equal("3", "2", "1");
        reading.Records[1].ModifiedAt.Should().Be(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddMicroseconds(1));
        reading.Records[0].Facets.Should().Contain(RecordFilter.StatusFacet, "paid").And.Contain("currency", "USD");
    }

    [Theory]
    [InlineData(500, 3)]
    [InlineData(4, 1_000)]
    [InlineData(1, 1_000)]
    public async Task Pages_through_rows_of_one_and_the_same_time_whatever_the_project_lets_out(int pageSize, int maxRows)
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(pageSize: pageSize);
        tables.Project.MaxRows = maxRows;
        foreach (int id in Enumerable.Range(1, 11))
        {
            tables.Sell(id, changed: "2026-11-01T00:00:00Z");
        }

        ConnectedTables.Reading reading = await tables.ReadAsync();

        reading.Ids.Should().Equal(Enumerable.Range(1, 11).Select(id => $"{id}"));
        reading.Records.Should().OnlyContain(record => tables.Source.Parse(record.Raw).Lines.Count == 1, "lines are read to their end as well");
        tables.Simulator.Requests.Should().NotContain(request => request.QueryString.Contains("offset"));
    }

    [Fact]
    public async Task Reads_more_lines_of_an_order_than_one_answer_has()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Project.MaxRows = 7;
        tables.Sell(1);
        tables.Project.Insert("shop_lines", "[" + string.Join(',', Enumerable.Range(2, 20).Select(pos =>
            $$"""{"order_id":1,"pos":{{pos}},"title":"Pen {{pos}}","pieces":1,"net":1}""")) + "]");

        Commerce.Order order = tables.Source.Parse((await tables.FetchAsync("1"))[0].Raw is { IsEmpty: false } raw ? raw : (await Later(tables)).Records[0].Raw);

        order.Lines.Should().HaveCount(21);
        order.Lines.Select(line => line.Name).Should().StartWith(["Mug", "Pen 2", "Pen 3"]).And.EndWith("Pen 21");
    }

    [Fact]
    public async Task Reads_nothing_and_moves_nothing_while_nothing_changes()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(1, changed: "2026-11-01T00:00:00Z");
        string? cursor = (await tables.ReadAsync()).Cursor;
        int before = tables.Simulator.Calls;

        tables.Time.Advance(TimeSpan.FromHours(1));
        ConnectedTables.Reading again = await tables.ReadAsync(cursor);

        again.Pages.Should().Be(0, "not even a mark needs to be kept");
        again.Cursor.Should().Be(cursor);
        (tables.Simulator.Calls - before).Should().Be(1);
    }

    [Fact]
    public async Task Finds_what_changed_since_then_alone()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(1, changed: "2026-11-01T00:00:00Z");
        tables.Sell(2, changed: "2026-11-01T00:00:00Z");
        string? cursor = (await tables.ReadAsync()).Cursor;

        tables.Project.Update("shop_orders", "id=eq.1", $$"""{"grand_total":11,"changed":"{{ConnectedTables.Start.AddMinutes(9):O}}"}""");
        tables.Time.Advance(TimeSpan.FromMinutes(10));
        ConnectedTables.Reading reading = await tables.ReadAsync(cursor);

        reading.Ids.Should().Equal("1");
        tables.Source.Parse(reading.Records[0].Raw).Total.Should().Be(11m);
    }

    [Fact]
    public async Task Finds_a_row_whose_transaction_ended_after_later_rows_were_read()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        Testing.Supabase.SimulatedTransaction slow = tables.Project.Begin();
        slow.Insert("shop_orders", """{"id":1,"grand_total":5}""");
        tables.Time.Advance(TimeSpan.FromSeconds(100));
        tables.Sell(2);
        tables.Time.Advance(TimeSpan.FromSeconds(10));
        ConnectedTables.Reading first = await tables.ReadAsync();

        slow.Commit();
        tables.Time.Advance(TimeSpan.FromSeconds(30));
        ConnectedTables.Reading second = await tables.ReadAsync(first.Cursor);

        first.Ids.Should().Equal("2");
        second.Ids.Should().Equal("1", "2");
    }

    [Fact]
    public async Task Reads_so_much_again_as_the_setting_says()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(ConnectedTables.Orders + ",\"overlapSeconds\":0");
        tables.Sell(1);
        tables.Time.Advance(TimeSpan.FromSeconds(30));
        string? cursor = (await tables.ReadAsync()).Cursor;

        (await tables.ReadAsync(cursor)).Ids.Should().BeEmpty();
    }

    [Fact]
    public async Task Goes_on_exactly_where_a_run_was_broken_off()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(pageSize: 2);
        foreach (int id in Enumerable.Range(1, 7))
        {
            tables.Sell(id);
        }

        tables.Time.Advance(TimeSpan.FromSeconds(30));
        ConnectedTables.Reading broken = await tables.ReadAsync(mostPages: 2);
        ConnectedTables.Reading rest = await tables.ReadAsync(broken.Cursor);

        broken.Ids.Should().Equal("1", "2", "3", "4");
        rest.Ids.Should().Equal("5", "6", "7");
    }

    [Fact]
    public async Task Does_not_miss_rows_that_move_while_it_reads()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(pageSize: 3);
        foreach (int id in Enumerable.Range(1, 9))
        {
            tables.Sell(id, changed: "2026-11-01T00:00:00Z");
        }

        ConnectedTables.Reading first = await tables.ReadAsync(mostPages: 1);
        tables.Project.Update("shop_orders", "id=eq.1", """{"changed":"2026-11-02T00:00:00Z"}""");
        tables.Project.Delete("shop_orders", "id=eq.2");
        tables.Project.Update("shop_orders", "id=eq.4", """{"changed":"2026-11-03T00:00:00Z"}""");
        ConnectedTables.Reading rest = await tables.ReadAsync(first.Cursor);

        rest.Ids.Should().Equal("5", "6", "7", "8", "9", "1", "4");
    }

    [Fact]
    public async Task Marks_rows_as_deleted_by_a_column()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(1, changed: "2026-11-01T00:00:00Z");
        tables.Project.Update("shop_orders", "id=eq.1", """{"deleted":true}""");

        Discovery.SourceRecord record = (await tables.ReadAsync()).Records.Should().ContainSingle().Subject;

        record.IsDeleted.Should().BeTrue();
        record.Raw.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task Gives_a_row_that_was_just_written_time_to_get_its_lines()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(1);
        tables.Time.Advance(TimeSpan.FromSeconds(3));

        (await tables.ReadAsync()).Records[0].UnsettledUntil.Should().Be(ConnectedTables.Start.AddSeconds(5));
        tables.Time.Advance(TimeSpan.FromSeconds(2));
        (await tables.ReadAsync()).Records[0].UnsettledUntil.Should().BeNull();
    }

    [Fact]
    public async Task Reads_a_window_without_a_mark()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(1, changed: "2026-11-01T00:00:00Z");
        tables.Sell(2, changed: "2026-11-02T00:00:00Z");
        tables.Sell(3, changed: "2026-11-03T00:00:00Z");

        ConnectedTables.Reading reading = await tables.ReadAsync(
            window: new DateRange(new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero)));

        reading.Ids.Should().Equal("2");
        reading.Cursor.Should().BeNull();
    }

    [Fact]
    public async Task Fetches_by_id_and_tells_what_is_gone()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(9007199254740993);
        tables.Sell(2);
        tables.Time.Advance(TimeSpan.FromMinutes(1));

        IReadOnlyList<SourceRecord> records = await tables.FetchAsync("2", "9007199254740993", "404", "2");

        records.Where(record => !record.IsDeleted).Select(record => record.Id).Should().BeEquivalentTo("2", "9007199254740993");
        records.Should().ContainSingle(record => record.IsDeleted).Which.Id.Should().Be("404");
    }

    [Fact]
    public async Task Takes_nothing_for_gone_that_a_browsers_key_may_not_see()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(key: static project => project.PublishableKey);
        tables.Sell(2);
        tables.Project.Secure("shop_orders", static (_, _) => false);

        (await tables.FetchAsync("2", "404")).Should().BeEmpty();
    }

    [Fact]
    public async Task Lists_all_ids_those_of_deleted_rows_among_them()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Project.MaxRows = 2;
        foreach (int id in Enumerable.Range(1, 5))
        {
            tables.Sell(id);
        }

        tables.Project.Update("shop_orders", "id=eq.3", """{"deleted":true}""");

        (await tables.ListIdsAsync()).Should().Equal("1", "2", "3", "4", "5");
        tables.Simulator.Requests.Should().OnlyContain(request => !request.QueryString.Contains("grand_total"), "ids alone are asked for");
    }

    [Fact]
    public async Task Asks_for_many_ids_in_addresses_that_proxies_let_through()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        string[] ids = [.. Enumerable.Range(1, 1_000).Select(id => $"{id}")];
        ids.ToList().ForEach(id => tables.Sell(long.Parse(id)));

        (await tables.FetchAsync(ids)).Should().HaveCount(1_000);

        tables.Simulator.Requests.Max((SimulatedRequest request) => request.QueryString.Length).Should().BeLessThan(6_000);
    }

    private static async Task<ConnectedTables.Reading> Later(ConnectedTables tables)
    {
        tables.Time.Advance(TimeSpan.FromMinutes(1));
        return await tables.ReadAsync();
    }
}
