using SyncKit.Commerce;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Testing.Faults;
using SyncKit.Testing.WooCommerce;
using SyncKit.WooCommerce.Changes;

namespace SyncKit.WooCommerce.Tests.Customers;

public sealed class CustomerReadingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_run_reads_the_customers_of_all_roles_by_id_and_has_no_cursor()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(options => options.PageSize = 2);
        long[] ids = [Add(store, "z@b.example"), Add(store, "a@b.example", "wholesale"), Add(store, "m@b.example", "administrator"), Add(store, "b@b.example"), Add(store, "c@b.example")];

        (List<SourceRecord> records, string? cursor) = await store.ReadAsync(store.SourceOf<Customer>());
        (List<SourceRecord> again, _) = await store.ReadAsync(store.SourceOf<Customer>());

        records.Select(record => record.Id).Should().Equal(ids.Select(ThinRecord.IdOf));
        records[1].Facets["role"].Should().Be("wholesale");
        cursor.Should().BeNull();
        again.Select(record => Convert.ToHexString(record.Raw.Span)).Should().Equal(records.Select(record => Convert.ToHexString(record.Raw.Span)));
    }

    [Fact]
    public async Task A_customer_who_leaves_while_the_list_is_read_takes_nobody_along()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(options => options.PageSize = 3);
        long[] ids = [.. Enumerable.Range(0, 11).Select(i => Add(store, $"c{i}@b.example"))];
        int listings = 0;
        store.Store.OnListing = _ =>
        {
            if (++listings == 2)
            {
                store.Store.Catalog.DeleteCustomer(ids[0]);
            }
        };

        (List<SourceRecord> records, _) = await store.ReadAsync(store.SourceOf<Customer>());

        records.Select(record => record.Id).Distinct().Should().BeEquivalentTo(ids.Select(ThinRecord.IdOf));
    }

    [Fact]
    public async Task Fetching_finds_every_role_and_says_who_is_gone()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long manager = Add(store, "m@b.example", "shop_manager");
        long gone = Add(store, "g@b.example");
        store.Store.Catalog.DeleteCustomer(gone);

        IReadOnlyList<SourceRecord> records = await store.SourceOf<Customer>().FetchAsync(store.Connection, [ThinRecord.IdOf(manager), ThinRecord.IdOf(gone)], Token);

        records.Single(record => record.Id == ThinRecord.IdOf(manager)).Raw.IsEmpty.Should().BeFalse();
        records.Single(record => record.Id == ThinRecord.IdOf(gone)).IsDeleted.Should().BeTrue();
    }

    [Fact]
    public async Task A_changed_customer_has_other_bytes_and_a_later_date()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long id = Add(store, "a@b.example");
        SourceRecord before = (await store.ReadAsync(store.SourceOf<Customer>())).Records.Single();
        store.Time.Advance(TimeSpan.FromMinutes(1));
        store.Store.Catalog.UpdateCustomer(id, customer => customer.LastName = "New");

        SourceRecord after = (await store.ReadAsync(store.SourceOf<Customer>())).Records.Single();

        after.ModifiedAt.Should().Be(before.ModifiedAt.AddMinutes(1));
        store.SourceOf<Customer>().Parse(after.Raw).LastName.Should().Be("New");
    }

    [Fact]
    public async Task A_window_leaves_out_who_did_not_change_within_it()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        Add(store, "a@b.example");
        store.Time.Advance(TimeSpan.FromHours(1));
        DateTimeOffset from = store.Time.GetUtcNow();
        long within = Add(store, "b@b.example");

        (List<SourceRecord> records, _) = await store.ReadAsync(store.SourceOf<Customer>(), window: new DateRange(from, from.AddMinutes(1)));

        records.Should().ContainSingle().Which.Id.Should().Be(ThinRecord.IdOf(within));
    }

    [Fact]
    public async Task A_key_that_may_not_read_customers_is_told_so()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Simulator.Faults.Always(Fault.Fail(401), static call => call.Path.EndsWith("/customers", StringComparison.Ordinal));
        Func<Task> reading = () => store.ReadAsync(store.SourceOf<Customer>());

        Failure failure = (await reading.Should().ThrowAsync<ConnectorException>()).Which.Failure;

        failure.Code.Should().Be("woocommerce.customers-refused");
        failure.Message.Should().Contain("read customers");
    }

    private static long Add(ConnectedStore store, string email, string role = "customer") =>
        store.Store.Catalog.AddCustomer(new StoreCustomer { Email = email, FirstName = "First", LastName = "Last", Role = role });
}
