using System.Text;
using SyncKit.Commerce;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.WooCommerce.Tests.Orders;

public sealed class OrderReadingTests
{
    [Fact]
    public async Task Reads_every_order_once_the_trashed_ones_too_in_order_of_modification()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 10);
        IReadOnlyList<long> ids = store.Store.SeedUniform(45);
        store.Store.Trash(ids[3]);

        (List<SourceRecord> records, string? cursor) = await store.ReadAsync();

        records.Select(record => record.Id).Should().BeEquivalentTo(ids.Select(Text));
        records.Where(record => record.Facets["status"] != "trash").Should().BeInAscendingOrder(record => record.ModifiedAt);
        records.Single(record => record.Id == Text(ids[3])).Facets["status"].Should().Be("trash");
        cursor.Should().NotBeNull();
    }

    [Fact]
    public async Task A_second_run_reads_nothing_old_and_what_was_changed_since()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 10);
        IReadOnlyList<long> ids = store.Store.SeedUniform(25);
        (_, string? cursor) = await store.ReadAsync();
        store.Time.Advance(TimeSpan.FromMinutes(5));
        (List<SourceRecord> quiet, cursor) = await store.ReadAsync(cursor);
        store.Store.SetStatus(ids[4], "completed");

        (List<SourceRecord> changed, _) = await store.ReadAsync(cursor);

        quiet.Should().BeEmpty();
        changed.Should().ContainSingle().Which.Id.Should().Be(Text(ids[4]));
    }

    [Fact]
    public async Task A_change_in_the_second_of_the_reading_is_seen_by_the_next_run()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long first = store.Store.AddOrder(ConnectedStore.NewOrder());
        (_, string? cursor) = await store.ReadAsync();
        long second = store.Store.AddOrder(ConnectedStore.NewOrder());
        store.Store.UpdateOrder(first, order => order.Status = "completed");

        (List<SourceRecord> records, _) = await store.ReadAsync(cursor);

        records.Select(record => (record.Id, record.Facets["status"])).Should().BeEquivalentTo([(Text(first), "completed"), (Text(second), "processing")]);
    }

    [Fact]
    public async Task What_becomes_visible_within_the_overlap_with_an_earlier_stamp_is_not_lost()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        DateTimeOffset now = store.Time.GetUtcNow();
        store.Store.AddOrder(ConnectedStore.NewOrder(now));
        (_, string? cursor) = await store.ReadAsync();
        long late = store.Store.AddOrder(ConnectedStore.NewOrder(now.AddSeconds(-20)));

        (List<SourceRecord> records, _) = await store.ReadAsync(cursor);

        records.Select(record => record.Id).Should().Contain(Text(late));
    }

    [Theory]
    [InlineData(100, 250)]
    [InlineData(10, 30)]
    [InlineData(10, 10)]
    public async Task A_second_that_holds_more_than_a_page_is_read_completely(int pageSize, int count)
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = pageSize);
        DateTimeOffset second = store.Time.GetUtcNow().AddDays(-1);
        IReadOnlyList<long> ids = store.Store.AddOrders(Enumerable.Range(0, count).Select(_ => ConnectedStore.NewOrder(second)));
        long before = store.Store.AddOrder(ConnectedStore.NewOrder(second.AddSeconds(-1)));
        long after = store.Store.AddOrder(ConnectedStore.NewOrder(second.AddSeconds(1)));

        (List<SourceRecord> records, string? cursor) = await store.ReadAsync();
        (List<SourceRecord> again, _) = await store.ReadAsync(cursor);

        records.Select(record => record.Id).Should().Equal([Text(before), .. ids.Select(Text), Text(after)]);
        again.Should().BeEmpty();
    }

    [Fact]
    public async Task Orders_that_leave_a_crowded_second_while_it_is_read_take_none_with_them()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 10);
        IReadOnlyList<long> ids = store.Store.AddOrders(
            Enumerable.Range(0, 60).Select(_ => ConnectedStore.NewOrder(store.Time.GetUtcNow().AddDays(-1))));
        Queue<long> leaving = new(ids.Take(12));
        store.Store.OnListing = _ =>
        {
            if (leaving.TryDequeue(out long id))
            {
                store.Store.UpdateOrder(id, static _ => { });
            }
        };

        (List<SourceRecord> records, _) = await store.ReadAsync();

        records.Select(record => record.Id).Distinct().Should().BeEquivalentTo(ids.Select(Text));
    }

    [Fact]
    public async Task A_run_that_is_cut_off_within_a_crowded_second_goes_on_behind_what_was_read()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 10);
        IReadOnlyList<long> ids = store.Store.AddOrders(
            Enumerable.Range(0, 45).Select(_ => ConnectedStore.NewOrder(store.Time.GetUtcNow().AddDays(-1))));
        List<string> read = [];
        string? cursor = null;
        for (int run = 0; run < 6; run++)
        {
            SourceRequest request = new() { Connection = store.Connection, Cursor = cursor };
            int pages = 0;
            await foreach (SourcePage page in store.Source.ReadAsync(request, TestContext.Current.CancellationToken))
            {
                read.AddRange(page.Records.Select(record => record.Id));
                cursor = page.Cursor;
                if (++pages == 1)
                {
                    break;
                }
            }
        }

        read.Should().Equal(ids.Select(Text));
    }

    [Fact]
    public async Task An_order_restored_just_before_the_trash_is_read_is_still_read_by_a_long_run()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 10);
        IReadOnlyList<long> ids = store.Store.SeedUniform(25);
        store.Store.Trash(ids[0]);
        bool restored = false;
        store.Store.OnListing = request =>
        {
            if (!restored && request.Query["status"] == "trash")
            {
                restored = true;
                store.Store.Restore(ids[0]);
            }
        };

        (List<SourceRecord> records, _) = await store.ReadAsync();

        restored.Should().BeTrue();
        records.Select(record => record.Id).Should().Contain(Text(ids[0]));
    }

    [Theory]
    [InlineData("America/New_York", "2026-03-08T06:59:59Z")]
    [InlineData("America/New_York", "2026-03-08T07:30:00Z")]
    [InlineData("America/New_York", "2026-11-01T05:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T01:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T00:30:00Z")]
    [InlineData("Asia/Kolkata", "2026-06-01T12:00:00Z")]
    [InlineData("UTC", "2026-06-01T12:00:00Z")]
    public async Task A_cursor_means_the_same_instant_in_every_zone_and_hour(string zone, string instant)
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 2, TimeZoneInfo.FindSystemTimeZoneById(zone));
        DateTimeOffset at = DateTimeOffset.Parse(instant);
        IReadOnlyList<long> old = store.Store.AddOrders(Enumerable.Range(0, 3).Select(i => ConnectedStore.NewOrder(at.AddSeconds(i))));
        (List<SourceRecord> first, string? cursor) = await store.ReadAsync();
        IReadOnlyList<long> later = store.Store.AddOrders(Enumerable.Range(3, 3).Select(i => ConnectedStore.NewOrder(at.AddSeconds(i))));

        (List<SourceRecord> second, _) = await store.ReadAsync(cursor);

        first.Select(record => record.Id).Should().Equal(old.Select(Text));
        second.Select(record => record.Id).Should().Equal(later.Select(Text));
    }

    [Fact]
    public async Task A_window_takes_its_beginning_in_and_leaves_its_end_out_and_moves_no_cursor()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 2);
        DateTimeOffset at = store.Time.GetUtcNow().AddDays(-2);
        IReadOnlyList<long> ids = store.Store.AddOrders(Enumerable.Range(0, 10).Select(i => ConnectedStore.NewOrder(at.AddSeconds(i))));

        (List<SourceRecord> records, string? cursor) = await store.ReadAsync(window: new DateRange(at.AddSeconds(2), at.AddSeconds(7)));

        records.Select(record => record.Id).Should().Equal(ids.Skip(2).Take(5).Select(Text));
        cursor.Should().BeNull();
    }

    [Fact]
    public async Task A_filter_of_known_statuses_is_done_by_the_store_and_moves_no_cursor()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long done = store.Store.AddOrder(ConnectedStore.NewOrder(status: "completed"));
        store.Store.AddOrder(ConnectedStore.NewOrder());
        long gone = store.Store.AddOrder(ConnectedStore.NewOrder());
        store.Store.Trash(gone);

        (List<SourceRecord> records, string? cursor) = await store.ReadAsync(filter: new RecordFilter { Statuses = ["completed", "trash"] });

        records.Select(record => record.Id).Should().BeEquivalentTo([Text(done), Text(gone)]);
        cursor.Should().BeNull();
    }

    [Fact]
    public async Task A_status_of_a_plugins_own_is_not_asked_for_because_the_store_might_refuse_it()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Store.AddOrder(ConnectedStore.NewOrder());

        (List<SourceRecord> records, _) = await store.ReadAsync(filter: new RecordFilter { Statuses = ["wc-packed"] });

        records.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_fresh_order_is_unsettled_until_its_window_has_passed_by_our_clock()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        DateTimeOffset now = store.Time.GetUtcNow();
        store.Store.AddOrder(ConnectedStore.NewOrder(now.AddSeconds(-5)));
        store.Store.AddOrder(ConnectedStore.NewOrder(now.AddSeconds(-2)));

        (List<SourceRecord> records, _) = await store.ReadAsync();

        records.Select(record => record.UnsettledUntil).Should().Equal(null, now.AddSeconds(3));
    }

    [Fact]
    public async Task A_torn_order_is_read_whole_once_it_has_settled()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        StoreOrder order = ConnectedStore.NewOrder();
        for (int i = 0; i < 19; i++)
        {
            order.Lines.Add(new StoreLine { Name = "Cup", UnitPrice = 3m });
        }

        TornOrder torn = store.Store.BeginTornOrder(order);
        (List<SourceRecord> half, _) = await store.ReadAsync();
        torn.Complete();
        store.Time.SetUtcNow(half[0].UnsettledUntil!.Value);

        SourceRecord whole = (await store.Source.FetchAsync(store.Connection, [half[0].Id], TestContext.Current.CancellationToken))[0];

        store.Source.Parse(half[0].Raw).Lines.Should().HaveCount(4);
        store.Source.Parse(whole.Raw).Lines.Should().HaveCount(20);
        whole.UnsettledUntil.Should().BeNull();
    }

    [Fact]
    public async Task Refunds_come_with_their_order_and_an_order_without_is_the_bytes_it_came_in()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        IReadOnlyList<long> ids = store.Store.SeedUniform(5);
        store.Store.RefundAmount(ids[1], 1.50m, "late");
        store.Store.RefundFully(ids[2]);

        (List<SourceRecord> records, _) = await store.ReadAsync();

        Dictionary<string, Order> orders = records.ToDictionary(record => record.Id, record => store.Source.Parse(record.Raw));
        foreach (OrderSnapshot expected in store.Store.Snapshot())
        {
            Order order = orders[Text(expected.Id)];
            (order.Total, order.TotalTax, order.Refunds.Count, order.Refunds.Sum(refund => refund.Amount), order.Refunds.Sum(refund => refund.TotalTax))
                .Should().Be((expected.Total, expected.TotalTax, expected.RefundCount, expected.RefundedTotal, expected.RefundedTax));
        }

        Encoding.UTF8.GetString(records[0].Raw.Span).Should().StartWith("{\"id\":").And.EndWith("}").And.NotContain("\n");
        store.Simulator.CountCalls(IsRefunds).Should().Be(2);
    }

    [Fact]
    public async Task An_order_whose_refunds_the_store_cannot_give_is_filed_thin_and_its_neighbours_go_on()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        IReadOnlyList<long> ids = store.Store.SeedUniform(3);
        store.Store.RefundAmount(ids[1], 1m);
        store.Simulator.Faults.Always(SyncKit.Testing.Faults.Fault.Fail(500), IsRefunds);

        (List<SourceRecord> records, _) = await store.ReadAsync();

        records.ToDictionary(record => record.Id, record => record.Raw.IsEmpty)
            .Should().BeEquivalentTo(new Dictionary<string, bool> { [Text(ids[0])] = false, [Text(ids[1])] = true, [Text(ids[2])] = false });
    }

    [Fact]
    public async Task A_malformed_order_is_yielded_and_fails_alone_when_it_is_parsed()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        IReadOnlyList<long> ids = store.Store.SeedUniform(3);
        store.Store.PutRaw(ids[1], $$"""{"id":{{ids[1]}},"status":"processing","currency":"USD","total":"ten","line_items":[]}""");

        (List<SourceRecord> records, _) = await store.ReadAsync();

        records.Should().HaveCount(3);
        Action parsing = () => store.Source.Parse(records.Single(record => record.Id == Text(ids[1])).Raw);
        parsing.Should().Throw<RecordFormatException>().Which.Field.Should().Be("total");
    }

    [Fact]
    public async Task An_order_without_an_id_is_reported_by_its_place()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        IReadOnlyList<long> ids = store.Store.SeedUniform(3);
        store.Store.PutRaw(ids[1], """{"status":"processing","date_modified_gmt":"2026-11-22T16:00:00"}""");

        Failure failure = await store.FailAsync();

        failure.Code.Should().Be("woocommerce.order-without-id");
        failure.Message.Should().StartWith("Order number ");
    }

    [Fact]
    public async Task A_warning_printed_before_the_json_is_read_past()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Store.SeedUniform(3);
        store.Simulator.Outage = SimulatedOutage.NoticeBeforeJson;

        (List<SourceRecord> records, _) = await store.ReadAsync();

        records.Should().HaveCount(3);
        store.Source.Parse(records[0].Raw).Id.Should().Be(records[0].Id);
    }

    [Fact]
    public async Task A_cursor_that_is_not_ours_is_a_failure_with_a_remedy()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();

        Func<Task> reading = () => store.ReadAsync("yesterday");

        (await reading.Should().ThrowAsync<ConnectorException>()).Which.Failure.Code.Should().Be("woocommerce.cursor");
    }

    [Fact]
    public async Task Every_value_sent_as_a_date_has_the_one_form_that_stores_read_as_utc()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 5);
        store.Store.SeedUniform(20);
        (_, string? cursor) = await store.ReadAsync();
        await store.ReadAsync(cursor);

        SimulatedRequest[] dated = [.. store.Simulator.Requests.Where(request => request.Query.ContainsKey("modified_after"))];

        dated.Should().NotBeEmpty();
        dated.Should().OnlyContain(request => !request.Query.ContainsKey("dates_are_gmt"));
        dated.Select(request => request.Query["modified_after"].ToString()).Should().OnlyContain(value => value.Length == 20 && value.EndsWith('Z'));
    }

    private static bool IsRefunds(SimulatedRequest request) => request.Path.EndsWith("/refunds", StringComparison.Ordinal);

    private static string Text(long id) => id.ToString();
}
