using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Testing.Tests.WooCommerce;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.Snapshots;

public sealed class WooCommerceSnapshotTests
{
    private static readonly string[] Lists =
    [
        "orders?status=any,trash&per_page=100&orderby=id", "orders?per_page=100&dp=6", "refunds?per_page=100", "products?per_page=100", "customers?per_page=100",
        "orders?orderby=modified&per_page=100&modified_after=2026-06-01T00:00:00Z",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Loaded_store_answers_every_list_with_the_same_bytes()
    {
        using SnapshotFolder folder = new();
        await using WooCommerceSimulator first = await StartAsync();
        first.Store.Seed(60);
        Furnish(first.Store);
        await first.SaveAsync(folder.State, Token);
        await using WooCommerceSimulator second = await StartAsync(folder.State);

        foreach (string list in Lists)
        {
            string before = await ReadAsync(first, list);
            before.Should().Contain("\"id\":", list);
            (await ReadAsync(second, list)).Should().Be(before, list);
        }

        second.Store.Snapshot().Should().Equal(first.Store.Snapshot());
    }

    [Fact]
    public async Task Planted_body_comes_back_byte_for_byte_although_it_is_no_json()
    {
        using SnapshotFolder folder = new();
        await using WooCommerceSimulator first = await StartAsync();
        first.Store.PutRaw(500, "{\"id\":500,\"total\":\"1");
        await first.SaveAsync(folder.State, Token);
        await using WooCommerceSimulator second = await StartAsync(folder.State);

        (await ReadAsync(second, "orders/500")).Should().Be("{\"id\":500,\"total\":\"1");
    }

    [Fact]
    public async Task Keys_and_webhooks_stay_and_new_keys_are_new()
    {
        using SnapshotFolder folder = new();
        await using WooCommerceSimulator first = await StartAsync();
        StoreKey revoked = first.AddKey(KeyAccess.Read);
        first.RevokeKey(revoked.ConsumerKey);
        first.Store.Webhooks.RegisterForOrders(new Uri("http://receiver.example/hooks"));
        first.Store.Webhooks.Register("order.updated", new Uri("http://other.example/"), "own secret");
        first.Store.AddOrder(StoreClient.Mugs());
        await first.SaveAsync(folder.State, Token);
        await using WooCommerceSimulator second = await StartAsync(folder.State, seed: 7);

        (second.ConsumerKey, second.ConsumerSecret, second.WebhookSecret).Should().Be((first.ConsumerKey, first.ConsumerSecret, first.WebhookSecret));
        second.Store.Webhooks.Registered.Should().BeEquivalentTo(first.Store.Webhooks.Registered, same => same.WithStrictOrdering());
        second.Store.Webhooks.Pending.Should().Equal(first.Store.Webhooks.Pending);
        second.Store.Webhooks.Take().Should().HaveCount(first.Store.Webhooks.Pending.Count);
        second.Store.Webhooks.Register("order.deleted", new Uri("http://late.example/")).Secret.Should().Be(first.WebhookSecret);
        StoreKey added = second.AddKey(KeyAccess.Read);
        added.ConsumerKey.Should().NotBe(revoked.ConsumerKey).And.NotBe(first.ConsumerKey);
        using HttpClient stranger = Client(second, revoked.ConsumerKey, revoked.ConsumerSecret);
        ((int)(await stranger.GetAsync("orders", Token)).StatusCode).Should().Be(401);
    }

    [Fact]
    public async Task Work_goes_on_after_loading_with_fresh_ids_and_trash_restores()
    {
        using SnapshotFolder folder = new();
        await using WooCommerceSimulator first = await StartAsync();
        long kept = first.Store.AddOrder(StoreClient.Mugs(quantity: 3));
        long trashed = first.Store.AddOrder(StoreClient.Mugs(status: "completed"));
        long refund = first.Store.RefundAmount(kept, 1m);
        first.Store.Trash(trashed);
        long[] items = await ItemIdsAsync(first, kept);
        await first.SaveAsync(folder.State, Token);
        await using WooCommerceSimulator second = await StartAsync(folder.State);

        long added = second.Store.AddOrder(StoreClient.Mugs());
        long another = second.Store.RefundAmount(kept, 2m);
        second.Store.Restore(trashed);

        new[] { kept, trashed, refund, added, another }.Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();
        (await ItemIdsAsync(second, kept)).Should().Equal(items);
        (await ItemIdsAsync(second, added)).Should().OnlyContain(id => id > items.Max());
        JsonNode order = JsonNode.Parse(await ReadAsync(second, $"orders/{trashed}"))!;
        order["status"]!.GetValue<string>().Should().Be("completed");
        string[] keys = [.. JsonNode.Parse(await ReadAsync(second, "orders"))!.AsArray().Select(item => item!["order_key"]!.GetValue<string>())];
        keys.Should().HaveCount(3).And.OnlyHaveUniqueItems();
        second.Store.DeleteRefund(kept, refund).Should().BeTrue();
        JsonNode.Parse(await ReadAsync(second, "refunds"))!.AsArray().Should().ContainSingle().Which!["id"]!.GetValue<long>().Should().Be(another);
    }

    [Fact]
    public async Task Half_written_order_is_kept_whole()
    {
        using SnapshotFolder folder = new();
        await using WooCommerceSimulator first = await StartAsync();
        TornOrder torn = first.Store.BeginTornOrder(StoreClient.Mugs(), visibleLines: 0);
        await first.SaveAsync(folder.State, Token);
        await using WooCommerceSimulator second = await StartAsync(folder.State);

        torn.Complete();

        (await ReadAsync(second, $"orders/{torn.Id}")).Should().Be(await ReadAsync(first, $"orders/{torn.Id}"));
    }

    private static void Furnish(SimulatedStore store)
    {
        long customer = store.Catalog.AddCustomer(new StoreCustomer { Email = "zoë@mail.example", FirstName = "Zoë", Billing = StoreClient.Texas });
        long parent = store.Catalog.AddProduct(new StoreProduct { Name = "Shirt" });
        long variation = store.Catalog.AddProduct(new StoreProduct { Name = "Shirt M", ParentId = parent, Price = 19.90m, Stock = 9, Attributes = [KeyValuePair.Create("Size", "M")] });
        StoreOrder order = new()
        {
            Number = "A-1",
            CustomerId = customer,
            Lines = { new StoreLine { ProductId = variation, Quantity = 3 } },
            ShippingLines = { new StoreShippingLine { Total = 5m } },
            Fees = { new StoreFee { Total = -1.5m } },
            Coupons = { new StoreCoupon { Code = "ten", Percent = true, Amount = 10m } },
            Meta = { new StoreMeta("_plugin", JsonNode.Parse("""{"a":[1,2.50,null,"ü/\u2028"]}""")), new StoreMeta("_null", null) },
            TaxRates = [new StoreTaxRate(9, "X-1", "Own", 7.125m, Compound: true)],
        };
        store.RefundFully(store.AddOrder(order), "Broken 😀");
        store.Trash(store.AddOrder(StoreClient.Mugs()));
    }

    private static async Task<long[]> ItemIdsAsync(WooCommerceSimulator store, long order)
    {
        JsonNode body = JsonNode.Parse(await ReadAsync(store, $"orders/{order}"))!;
        return [.. body["line_items"]!.AsArray().Concat(body["shipping_lines"]!.AsArray()).Select(line => line!["id"]!.GetValue<long>())];
    }

    private static async Task<string> ReadAsync(WooCommerceSimulator store, string path)
    {
        using HttpClient client = Client(store, store.ConsumerKey, store.ConsumerSecret);
        string address = store.StoreUrl.AbsoluteUri.TrimEnd('/');
        return (await client.GetStringAsync(path, Token)).Replace(address, "SITE", StringComparison.Ordinal).Replace(address.Replace("/", "\\/", StringComparison.Ordinal), "SITE", StringComparison.Ordinal);
    }

    private static HttpClient Client(WooCommerceSimulator store, string key, string secret) => new()
    {
        BaseAddress = new Uri(store.StoreUrl, "wp-json/wc/v3/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":" + secret))) },
    };

    private static Task<WooCommerceSimulator> StartAsync(string? file = null, int seed = 1) =>
        WooCommerceSimulator.StartAsync(new WooCommerceSimulatorOptions { AllowBasicOverHttp = true, TimeProvider = new FakeTimeProvider(StoreClient.Start), LoadFrom = file, RandomSeed = seed }, Token);
}
