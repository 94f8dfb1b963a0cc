using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.WooCommerce.Tests.Orders;

public sealed class OrderFetchingTests
{
    [Fact]
    public async Task Fetches_live_trashed_and_draft_orders_and_says_what_is_gone()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        IReadOnlyList<long> ids = store.Store.SeedUniform(4);
        store.Store.Trash(ids[1]);
        store.Store.SetStatus(ids[2], "checkout-draft");
        store.Store.ForceDelete(ids[3]);

        Dictionary<string, SourceRecord> records = (await FetchAsync(store, ids)).ToDictionary(record => record.Id);

        records.Should().HaveCount(4);
        records[Text(ids[0])].Facets["status"].Should().Be("processing");
        records[Text(ids[1])].Facets["status"].Should().Be("trash");
        records[Text(ids[2])].Facets["status"].Should().Be("checkout-draft");
        records[Text(ids[3])].Should().BeEquivalentTo(new { IsDeleted = true, ModifiedAt = store.Time.GetUtcNow() });
        store.Source.Parse(records[Text(ids[1])].Raw).Status.Should().Be("trash");
    }

    [Fact]
    public async Task One_order_takes_one_request_whatever_its_status()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long id = store.Store.SeedUniform(1)[0];
        store.Store.Trash(id);

        IReadOnlyList<SourceRecord> records = await FetchAsync(store, [id]);

        records.Should().ContainSingle().Which.IsDeleted.Should().BeFalse();
        store.Simulator.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Many_orders_are_fetched_in_hundreds()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        IReadOnlyList<long> ids = store.Store.SeedUniform(250);

        IReadOnlyList<SourceRecord> records = await FetchAsync(store, ids);

        records.Select(record => record.Id).Should().BeEquivalentTo(ids.Select(Text));
        store.Simulator.Calls.Should().Be(3);
    }

    [Fact]
    public async Task A_store_without_the_plugin_deletes_nothing()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long id = store.Store.SeedUniform(1)[0];
        store.Simulator.Outage = SimulatedOutage.PluginDeactivated;

        Func<Task> fetching = () => FetchAsync(store, [id]);

        (await fetching.Should().ThrowAsync<ConnectorException>()).Which.Failure.Code.Should().Be("woocommerce.not-found-route");
    }

    [Fact]
    public async Task An_order_that_is_still_fresh_stays_unsettled()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        long id = store.Store.AddOrder(ConnectedStore.NewOrder());

        IReadOnlyList<SourceRecord> records = await FetchAsync(store, [id]);

        records[0].UnsettledUntil.Should().Be(store.Time.GetUtcNow().AddSeconds(5));
    }

    [Fact]
    public async Task What_is_no_id_is_refused_with_a_remedy()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();

        Func<Task> fetching = () => store.Source.FetchAsync(store.Connection, ["#12"], TestContext.Current.CancellationToken);

        (await fetching.Should().ThrowAsync<ConnectorException>()).Which.Failure.Code.Should().Be("woocommerce.not-an-id");
    }

    [Fact]
    public async Task Lists_the_ids_of_all_orders_in_parts()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 10);
        IReadOnlyList<long> ids = store.Store.SeedUniform(25);
        store.Store.Trash(ids[7]);
        List<string> listed = [];

        await foreach (IReadOnlyList<string> part in store.Source.ListIdsAsync(store.Connection, TestContext.Current.CancellationToken))
        {
            part.Count.Should().BeLessThanOrEqualTo(10);
            listed.AddRange(part);
        }

        listed.Should().BeEquivalentTo(ids.Select(Text));
    }

    private static Task<IReadOnlyList<SourceRecord>> FetchAsync(ConnectedStore store, IReadOnlyList<long> ids) =>
        store.Source.FetchAsync(store.Connection, [.. ids.Select(Text)], TestContext.Current.CancellationToken);

    private static string Text(long id) => id.ToString();
}
