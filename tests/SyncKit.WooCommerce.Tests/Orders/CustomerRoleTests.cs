using System.Text;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Testing.Faults;
using SyncKit.Testing.WooCommerce;
using SyncKit.Webhooks;
using SyncKit.WooCommerce.Webhooks;
using WebhookDelivery = SyncKit.Webhooks.WebhookDelivery;

namespace SyncKit.WooCommerce.Tests.Orders;

public sealed class CustomerRoleTests
{
    [Fact]
    public async Task Every_order_of_a_page_has_its_customers_role_for_one_more_call()
    {
        await using ConnectedStore store = await StartAsync();
        long wholesale = Customer(store, "wholesale_customer");
        long retail = Customer(store, "customer");
        long[] customers = [wholesale, retail, 0, wholesale];
        string[] ids = [.. customers.Select(customer => Text(Add(store, customer)))];

        Dictionary<string, SourceRecord> records = (await store.ReadAsync()).Records.ToDictionary(record => record.Id);

        ids.Select(id => store.Source.Parse(records[id].Raw).Customer.Role).Should().Equal("wholesale_customer", "customer", "", "wholesale_customer");
        CallsForCustomers(store).Should().Be(1);
    }

    [Fact]
    public async Task A_hundred_orders_of_a_hundred_customers_take_one_call_and_guests_none()
    {
        await using ConnectedStore store = await StartAsync();
        for (int i = 0; i < 100; i++)
        {
            Add(store, Customer(store, $"role_{i}"));
        }

        List<SourceRecord> records = (await store.ReadAsync()).Records;

        records.Select(record => store.Source.Parse(record.Raw).Customer.Role).Should().BeEquivalentTo(Enumerable.Range(0, 100).Select(i => $"role_{i}"));
        CallsForCustomers(store).Should().Be(1);

        await using ConnectedStore guests = await StartAsync();
        Add(guests, 0);
        (await guests.ReadAsync()).Records.Should().ContainSingle();
        CallsForCustomers(guests).Should().Be(0);
    }

    [Fact]
    public async Task Without_the_setting_no_customer_is_asked_for_and_the_order_is_as_the_store_sent_it()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        Add(store, Customer(store, "wholesale_customer"));

        SourceRecord record = (await store.ReadAsync()).Records.Single();

        store.Source.Parse(record.Raw).Customer.Role.Should().BeEmpty();
        Encoding.UTF8.GetString(record.Raw.Span).Should().StartWith("{\"id\":");
        CallsForCustomers(store).Should().Be(0);
    }

    [Fact]
    public async Task The_same_order_and_role_are_the_same_bytes_however_they_are_read_and_another_role_is_others()
    {
        await using ConnectedStore store = await StartAsync();
        long customer = Customer(store, "a \"role\" of Zoë");
        long id = Add(store, customer);
        store.Store.RefundFully(id, "full");

        byte[] listed = (await store.ReadAsync()).Records.Single().Raw.ToArray();
        byte[] fetched = (await FetchAsync(store, id)).Raw.ToArray();
        store.Store.Catalog.UpdateCustomer(customer, changed => changed.Role = "vip");
        SourceRecord later = await FetchAsync(store, id);

        fetched.Should().Equal(listed);
        Order order = store.Source.Parse(listed);
        order.Customer.Role.Should().Be("a \"role\" of Zoë");
        order.Refunds.Should().ContainSingle();
        later.Raw.ToArray().Should().NotEqual(listed);
        store.Source.Parse(later.Raw).Customer.Role.Should().Be("vip");
    }

    [Fact]
    public async Task A_customer_who_is_gone_has_no_role()
    {
        await using ConnectedStore store = await StartAsync();
        long id = Add(store, 4711);

        Order order = store.Source.Parse((await FetchAsync(store, id)).Raw);

        order.Customer.Should().BeEquivalentTo(new { Id = "4711", Role = "" });
        CallsForCustomers(store).Should().Be(1);
    }

    [Theory]
    [InlineData(8, true, false)]
    [InlineData(0, true, true)]
    [InlineData(8, false, true)]
    public void A_delivery_without_the_role_that_is_wanted_is_a_thin_record(long customer, bool wanted, bool whole)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""
            {"id":7,"customer_id":{{customer}},"status":"processing","currency":"USD","date_modified_gmt":"2026-11-22T17:00:00","total":"1.00","line_items":[]}
            """);
        Connection connection = new()
        {
            Id = new ConnectionId(new TenantId("acme"), "woocommerce", "main"),
            Settings = new ConnectionSettings($$"""{"storeUrl":"https://store.example","customerRoles":{{(wanted ? "true" : "false")}}}"""),
        };
        Dictionary<string, string> headers = new() { ["X-WC-Webhook-Topic"] = "order.updated", ["X-WC-Webhook-Signature"] = StoreWebhooks.Sign(body, "s") };

        WebhookReading reading = new WooCommerceWebhookReader().Read(
            connection, CredentialSet.Of((WooCommerceCredentials.WebhookSecret, "s")), new WebhookDelivery(headers, body, DateTimeOffset.UnixEpoch));

        reading.Records.Should().ContainSingle().Which.Raw.IsEmpty.Should().Be(!whole);
    }

    [Fact]
    public async Task A_key_that_may_not_read_customers_is_found_under_the_setting_and_stops_a_reading_with_the_remedy()
    {
        await using ConnectedStore store = await StartAsync();
        Add(store, Customer(store, "customer"));
        store.Simulator.Faults.Always(Fault.Fail(401), IsForCustomers);

        Finding finding = (await store.Connector.CheckAsync(store.Connection, TestContext.Current.CancellationToken)).Should().ContainSingle().Subject;
        Failure failure = await store.FailAsync();

        finding.Should().Match<Finding>(found => found.Severity == FindingSeverity.Error && found.Setting == "customerRoles");
        failure.Should().Match<Failure>(met => met.Kind == FailureKind.NeedsAttention && met.Code == "woocommerce.customers-refused");
        failure.Remedy.Should().Contain("shop manager");
    }

    [Fact]
    public async Task An_answer_about_customers_that_breaks_off_is_asked_for_again_later()
    {
        await using ConnectedStore store = await StartAsync();
        Add(store, Customer(store, "customer"));
        store.Simulator.Faults.Always(Fault.Truncate(), IsForCustomers);

        (await store.FailAsync()).Kind.Should().Be(FailureKind.Transient);
    }

    private static async Task<ConnectedStore> StartAsync()
    {
        ConnectedStore store = await ConnectedStore.StartAsync();
        store.Connection = store.Connection with { Settings = new ConnectionSettings($$"""{"storeUrl":"{{store.Simulator.StoreUrl}}","customerRoles":true}""") };
        return store;
    }

    private static long Customer(ConnectedStore store, string role) =>
        store.Store.Catalog.AddCustomer(new StoreCustomer { Email = "a@mail.example", FirstName = "A", Role = role });

    private static long Add(ConnectedStore store, long customer)
    {
        StoreOrder order = ConnectedStore.NewOrder(store.Time.GetUtcNow().AddHours(-1));
        order.CustomerId = customer;
        return store.Store.AddOrder(order);
    }

    private static async Task<SourceRecord> FetchAsync(ConnectedStore store, long id) =>
        (await store.Source.FetchAsync(store.Connection, [Text(id)], TestContext.Current.CancellationToken)).Single();

    private static bool IsForCustomers(SyncKit.Testing.Loopback.SimulatedRequest request) => request.Path.EndsWith("/customers", StringComparison.Ordinal);

    private static int CallsForCustomers(ConnectedStore store) => store.Simulator.CountCalls(IsForCustomers);

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
