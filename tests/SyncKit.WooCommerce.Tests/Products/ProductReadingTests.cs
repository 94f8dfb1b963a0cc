using SyncKit.Commerce;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Testing.Faults;
using SyncKit.Testing.WooCommerce;
using SyncKit.WooCommerce.Changes;

namespace SyncKit.WooCommerce.Tests.Products;

public sealed class ProductReadingTests
{
    private static readonly DateTimeOffset Base = new(2026, 11, 22, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_run_reads_products_variations_and_trashed_ones_each_once()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long mug = Add(store, "Mug", Base);
        long shirt = Add(store, "T-Shirt", Base);
        long large = Add(store, "L", Base, shirt);
        long gone = Add(store, "Gone", Base);
        store.Store.Catalog.TrashProduct(gone);
        store.Time.Advance(TimeSpan.FromHours(2));

        (List<SourceRecord> records, string? cursor) = await ReadAsync(store);
        (List<SourceRecord> again, string? same) = await ReadAsync(store, cursor);

        records.Select(record => record.Id).Should().BeEquivalentTo([Text(mug), Text(shirt), Text(large), Text(gone)]);
        records.Single(record => record.Id == Text(gone)).Facets["status"].Should().Be("trash");
        records.Single(record => record.Id == Text(large)).Facets["type"].Should().Be("variation");
        records.Should().OnlyContain(record => record.UnsettledUntil == null && !record.IsDeleted);
        again.Should().BeEmpty();
        same.Should().Be(cursor);
    }

    [Fact]
    public async Task The_same_product_is_the_same_bytes_however_often_it_is_read()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long mug = Add(store, "Mug", Base);
        _ = Enumerable.Range(0, 9).Select(i => Add(store, $"Other {i}", Base)).ToArray();
        ISource<Product> source = store.SourceOf<Product>();
        store.Store.Webhooks.Register("product.updated", new Uri("https://sync.example/x"), "s");

        SourceRecord listed = (await ReadAsync(store)).Records.Single(record => record.Id == Text(mug));
        SourceRecord fetched = (await source.FetchAsync(store.Connection, [Text(mug)], Token)).Single();
        string body = await BodyAsync(store, mug);

        fetched.Raw.ToArray().Should().Equal(listed.Raw.ToArray());
        body.Should().NotContain("\"related_ids\":[]", "a store draws related products by lot");
        source.Parse(listed.Raw).Should().BeEquivalentTo(source.Parse(fetched.Raw), options => options.ComparingByMembers<Product>());
    }

    [Fact]
    public async Task A_variation_is_the_same_bytes_from_the_list_and_by_its_id()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long shirt = Add(store, "T-Shirt", Base);
        long large = Add(store, "L", Base, shirt);
        ISource<Product> source = store.SourceOf<Product>();

        SourceRecord listed = (await ReadAsync(store)).Records.Single(record => record.Id == Text(large));
        SourceRecord single = (await source.FetchAsync(store.Connection, [Text(large)], Token)).Single();
        IReadOnlyList<SourceRecord> both = await source.FetchAsync(store.Connection, [Text(shirt), Text(large)], Token);

        single.Raw.ToArray().Should().Equal(listed.Raw.ToArray());
        both.Single(record => record.Id == Text(large)).Raw.ToArray().Should().Equal(listed.Raw.ToArray());
        source.Parse(listed.Raw).Should().Match<Product>(product => product.ParentId == Text(shirt) && product.Type == "variation");
    }

    [Fact]
    public async Task Fetching_tells_live_trashed_and_deleted_ones_apart()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long live = Add(store, "Live", Base);
        long trashed = Add(store, "Trashed", Base);
        long gone = Add(store, "Gone", Base);
        store.Store.Catalog.TrashProduct(trashed);
        store.Store.Catalog.DeleteProduct(gone);

        IReadOnlyList<SourceRecord> records = await store.SourceOf<Product>().FetchAsync(store.Connection, [Text(live), Text(trashed), Text(gone)], Token);

        records.Should().HaveCount(3);
        records.Single(record => record.Id == Text(live)).Raw.IsEmpty.Should().BeFalse();
        records.Single(record => record.Id == Text(trashed)).Facets["status"].Should().Be("trash");
        records.Single(record => record.Id == Text(gone)).Should().Match<SourceRecord>(record => record.IsDeleted && record.Raw.IsEmpty);
        Func<Task> wrong = () => store.SourceOf<Product>().FetchAsync(store.Connection, ["mug"], Token);
        (await wrong.Should().ThrowAsync<ConnectorException>()).Which.Failure.Message.Should().Contain("product");
    }

    [Fact]
    public async Task Ids_are_those_of_all_lists()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(options => options.PageSize = 2);
        long[] products = [.. Enumerable.Range(0, 5).Select(i => Add(store, $"Product {i}", Base))];
        long variation = Add(store, "L", Base, products[0]);
        store.Store.Catalog.TrashProduct(products[4]);
        List<string> ids = [];
        await foreach (IReadOnlyList<string> part in store.SourceOf<Product>().ListIdsAsync(store.Connection, Token))
        {
            ids.AddRange(part);
        }

        ids.Should().BeEquivalentTo(products.Append(variation).Select(Text));
    }

    [Fact]
    public async Task More_products_of_one_second_than_a_page_holds_are_all_read_by_id()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(options => options.PageSize = 5);
        long[] ids = [.. Enumerable.Range(0, 23).Select(i => Add(store, $"Imported {i}", Base))];
        long later = Add(store, "Later", Base.AddMinutes(1));

        (List<SourceRecord> records, _) = await ReadAsync(store);

        records.Select(record => record.Id).Should().BeEquivalentTo(ids.Append(later).Select(Text));
        store.Simulator.Requests.Should().Contain(call => call.Query.ContainsKey("modified_before") && call.Query["orderby"] == "id");
    }

    [Fact]
    public async Task A_product_that_moves_while_it_is_read_is_not_missed()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(options => options.PageSize = 3);
        long[] ids = [.. Enumerable.Range(0, 10).Select(i => Add(store, $"Product {i}", Base.AddMinutes(i)))];
        int listings = 0;
        store.Store.OnListing = _ =>
        {
            if (++listings == 2)
            {
                store.Store.Catalog.UpdateProduct(ids[1], product => product.Price = 99m);
            }
        };

        (List<SourceRecord> records, _) = await ReadAsync(store);

        records.Select(record => record.Id).Distinct().Should().BeEquivalentTo(ids.Select(Text));
        store.SourceOf<Product>().Parse(records.Last(record => record.Id == Text(ids[1])).Raw).Price.Should().Be(99m);
    }

    [Fact]
    public async Task A_change_is_read_by_the_next_run_and_only_once_more_within_the_overlap()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long mug = Add(store, "Mug", Base);
        (_, string? cursor) = await ReadAsync(store);
        store.Time.Advance(TimeSpan.FromHours(3));
        store.Store.Catalog.UpdateProduct(mug, product => product.Price = 3m);
        store.Time.Advance(TimeSpan.FromMinutes(1));

        (List<SourceRecord> changed, cursor) = await ReadAsync(store, cursor);
        store.Time.Advance(TimeSpan.FromHours(2));
        (_, cursor) = await ReadAsync(store, cursor);
        (List<SourceRecord> nothing, _) = await ReadAsync(store, cursor);

        changed.Should().ContainSingle().Which.Id.Should().Be(Text(mug));
        nothing.Should().BeEmpty();
    }

    [Theory]
    [InlineData("America/New_York", 2026, 11, 1, 5)]
    [InlineData("Europe/Berlin", 2026, 10, 25, 0)]
    public async Task Changes_in_the_hour_that_autumn_has_twice_are_all_read(string zone, int year, int month, int day, int hour)
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(zone: TimeZoneInfo.FindSystemTimeZoneById(zone));
        DateTimeOffset start = new(year, month, day, hour, 0, 0, TimeSpan.Zero);
        long[] ids = [.. Enumerable.Range(0, 40).Select(i => Add(store, $"Product {i}", start.AddDays(-1)))];
        store.Time.AdjustTime(start);
        (_, string? cursor) = await ReadAsync(store);
        HashSet<string> read = [];
        foreach (long id in ids)
        {
            // Every four minutes one is changed, through both passes of the hour, and each time the store is read.
            store.Time.Advance(TimeSpan.FromMinutes(4));
            store.Store.Catalog.UpdateProduct(id, product => product.Price = 7m);
            store.Time.Advance(TimeSpan.FromSeconds(10));
            (List<SourceRecord> records, cursor) = await ReadAsync(store, cursor);
            read.UnionWith(records.Where(record => store.SourceOf<Product>().Parse(record.Raw).Price == 7m).Select(record => record.Id));
            read.Should().Contain(Text(id), "it was changed at {0:u}", store.Time.GetUtcNow());
        }
    }

    [Fact]
    public async Task A_window_reads_within_it_and_leaves_the_cursor()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        Add(store, "Before", Base.AddDays(-3));
        long within = Add(store, "Within", Base.AddDays(-2));
        Add(store, "After", Base);

        (List<SourceRecord> records, string? cursor) = await store.ReadAsync(
            store.SourceOf<Product>(), window: new DateRange(Base.AddDays(-2).AddHours(-1), Base.AddDays(-1)));

        records.Should().ContainSingle().Which.Id.Should().Be(Text(within));
        cursor.Should().BeNull();
    }

    [Fact]
    public async Task A_store_that_has_no_list_of_variations_gives_its_products_and_says_so()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long mug = Add(store, "Mug", Base);
        store.Simulator.Faults.Always(Fault.Fail(404), static call => call.Path.EndsWith("/variations", StringComparison.Ordinal));
        List<string> read = [];
        Func<Task> reading = () => store.ReadAsync(store.SourceOf<Product>(), each: page => read.AddRange(page.Records.Select(record => record.Id)));

        Failure failure = (await reading.Should().ThrowAsync<ConnectorException>()).Which.Failure;

        (failure.Kind, failure.Code).Should().Be((FailureKind.Permanent, "woocommerce.variations-missing"));
        read.Should().Equal(Text(mug));
    }

    [Fact]
    public async Task A_product_that_was_just_changed_is_read_once_more_when_it_is_at_rest()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        Add(store, "Mug", null);

        (List<SourceRecord> records, _) = await ReadAsync(store);

        records.Should().ContainSingle().Which.UnsettledUntil.Should().Be(store.Time.GetUtcNow().AddSeconds(5));
    }

    private static long Add(ConnectedStore store, string name, DateTimeOffset? modified, long parent = 0) =>
        store.Store.Catalog.AddProduct(new StoreProduct { Name = name, Sku = name.ToUpperInvariant(), Price = 2.5m, ParentId = parent, CreatedAt = modified, ModifiedAt = modified });

    private static Task<(List<SourceRecord> Records, string? Cursor)> ReadAsync(ConnectedStore store, string? cursor = null) =>
        store.ReadAsync(store.SourceOf<Product>(), cursor);

    private static Task<string> BodyAsync(ConnectedStore store, long id)
    {
        store.Store.Catalog.UpdateProduct(id, _ => { });
        return Task.FromResult(System.Text.Encoding.UTF8.GetString(store.Store.Webhooks.Take()[0].Body.Span));
    }

    private static string Text(long id) => ThinRecord.IdOf(id);
}
