using System.Text;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.WooCommerce;
using SyncKit.Transforming;
using SyncKit.WooCommerce.Stock;

namespace SyncKit.WooCommerce.Tests.Stock;

public sealed class StockDestinationTests : IAsyncLifetime
{
    private ConnectedStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await ConnectedStore.StartAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Finds_products_and_variations_by_sku_with_one_request()
    {
        long mug = Add("Mug", "MUG");
        long tee = Add("Tee", "");
        long small = Add("Tee S", "TEE-S", tee);

        Dictionary<string, ReferenceAnswer> answers = await ResolveAsync(ProductReference.BySku, "MUG", "TEE-S", "CAP");

        ProductReference.Read(answers["MUG"].Resolved!).Should().Be((mug, null));
        ProductReference.Read(answers["TEE-S"].Resolved!).Should().Be((small, tee));
        answers["CAP"].Failure!.Message.Should().Be("The store has no product with the SKU CAP.");
        store.Simulator.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Takes_no_product_where_two_have_the_sku()
    {
        long first = Add("Mug", "MUG");
        long second = Add("Mug again", "MUG");

        Failure failure = (await ResolveAsync(ProductReference.BySku, "MUG"))["MUG"].Failure!;

        failure.Code.Should().Be(ProductFinder.Unknown);
        failure.Message.Should().Contain($"{first}").And.Contain($"{second}");
    }

    [Fact]
    public async Task Finds_products_and_variations_by_id()
    {
        long mug = Add("Mug", "");
        long small = Add("Tee S", "", mug);

        Dictionary<string, ReferenceAnswer> answers = await ResolveAsync(ProductReference.ById, $"{mug}", $"{small}", "999", "abc");

        ProductReference.Read(answers[$"{mug}"].Resolved!).Should().Be((mug, null));
        ProductReference.Read(answers[$"{small}"].Resolved!).Should().Be((small, mug));
        answers["999"].Failure!.Code.Should().Be(ProductFinder.Unknown);
        answers["abc"].Failure!.Code.Should().Be(ProductFinder.Unknown);
    }

    [Fact]
    public void Plans_a_hundred_at_a_time_and_variations_by_their_product()
    {
        DocumentWrite<StockDocument>[] writes =
        [
            .. Enumerable.Range(1, 230).Select(id => Write(new StockDocument(id, null) { Quantity = id })),
            .. Enumerable.Range(301, 3).Select(id => Write(new StockDocument(id, 300) { Quantity = 1 })),
            Write(new StockDocument(401, 400) { Quantity = 1 }),
        ];

        IReadOnlyList<Intent> intents = store.Stock.Plan(store.Connection, writes, DateTimeOffset.UnixEpoch);

        intents.Select(intent => (intent.Route, intent.Targets.Count)).Should().Equal(
            ("products/batch", 100), ("products/batch", 100), ("products/batch", 30), ("products/300/variations/batch", 3), ("products/400/variations/batch", 1));
        intents.Select(intent => intent.RequestId).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Plans_the_same_bytes_and_keys_for_the_same_writes_and_others_for_a_later_one()
    {
        DocumentWrite<StockDocument> write = Write(new StockDocument(1, null) { Quantity = 5 });

        Intent first = store.Stock.Plan(store.Connection, [write], DateTimeOffset.UnixEpoch).Single();
        Intent again = store.Stock.Plan(store.Connection, [write], DateTimeOffset.MaxValue).Single();
        Intent later = store.Stock.Plan(store.Connection, [write with { FirstGeneration = 2 }], DateTimeOffset.UnixEpoch).Single();

        (again.RequestId, Encoding.UTF8.GetString(again.Content.Span)).Should().Be((first.RequestId, """{"update":[{"id":1,"manage_stock":true,"stock_quantity":5}]}"""));
        later.RequestId.Should().NotBe(first.RequestId);
    }

    [Fact]
    public async Task One_refused_product_does_not_hold_the_others()
    {
        long mug = Add("Mug", "MUG");
        long variation = Add("Tee S", "TEE-S", Add("Tee", ""));

        WriteAnswer answer = await SendAsync(new StockDocument(mug, null) { Quantity = 5, RegularPrice = 12.5m }, new StockDocument(999, null) { Quantity = 5 }, new StockDocument(variation, null) { Quantity = 5 });

        answer.Failure.Should().BeNull();
        answer.Targets[0].Written!.Id.Should().Be($"{mug}");
        answer.Targets.Skip(1).Select(target => (target.Failure!.Kind, target.Failure.Code)).Should().AllBeEquivalentTo((FailureKind.Permanent, ProductFinder.Unknown));
    }

    [Fact]
    public async Task Holds_a_product_that_did_not_become_what_was_sent()
    {
        long mug = Add("Mug", "MUG");

        TargetAnswer target = (await SendAsync(new StockDocument(mug, null) { Quantity = 2.5m })).Targets.Single();

        target.Failure!.Code.Should().Be("woocommerce.stock-differs");
        target.Failure.Message.Should().Contain("stock_quantity is '2' in the store where '2.5' was sent");
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("truncate")]
    [InlineData("html")]
    public async Task An_answer_that_was_lost_is_uncertain_and_looked_up(string fault)
    {
        long mug = Add("Mug", "MUG");
        Fault lost = fault switch { "drop" => Fault.CommitThenDrop(), "truncate" => Fault.Truncate(), _ => Fault.Html() };
        Intent intent = store.Stock.Plan(store.Connection, [Write(new StockDocument(mug, null) { Quantity = 5 })], DateTimeOffset.UnixEpoch).Single();

        Intent other = store.Stock.Plan(store.Connection, [Write(new StockDocument(mug, null) { Quantity = 6 })], DateTimeOffset.UnixEpoch).Single();
        store.Simulator.Faults.Always(lost, IsBatch);
        WriteAnswer answer = await store.Stock.SendAsync(store.Connection, intent, Cancellation);

        answer.Failure!.Kind.Should().Be(FailureKind.Uncertain);
        (await store.Stock.LookUpAsync(store.Connection, intent, Cancellation)).Targets.Single().Written!.Id.Should().Be($"{mug}");
        (await store.Stock.LookUpAsync(store.Connection, other, Cancellation)).Targets.Single().Should().BeEquivalentTo(new { Written = (object?)null, Failure = (object?)null });
    }

    [Fact]
    public async Task A_store_that_refuses_the_call_surely_did_nothing()
    {
        long mug = Add("Mug", "MUG");
        Intent intent = store.Stock.Plan(store.Connection, [Write(new StockDocument(mug, null) { Quantity = 5 })], DateTimeOffset.UnixEpoch).Single();
        store.Simulator.Faults.OnCall(1, Fault.Throttle(TimeSpan.FromSeconds(9)), IsBatch);

        Failure failure = (await store.Stock.SendAsync(store.Connection, intent, Cancellation)).Failure!;

        (failure.Kind, failure.RetryAfter).Should().Be((FailureKind.RateLimited, TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public async Task The_check_names_the_wrong_setting_and_a_key_that_may_only_read()
    {
        StoreKey reading = store.Simulator.AddKey(KeyAccess.Read);
        store.Credentials.Replace(ConnectedStore.Secrets(reading.ConsumerKey, reading.ConsumerSecret));
        store.Connection = store.Connection with { Settings = new ConnectionSettings($$"""{"storeUrl":"{{store.Simulator.StoreUrl}}","stock":{"fields":["colour"]} }""") };

        IReadOnlyList<Finding> findings = await store.Connector.CheckAsync(store.Connection, Cancellation);

        findings.Select(finding => finding.Setting).Should().Equal("stock", "permission");
    }

    private static bool IsBatch(SimulatedRequest request) => request.Path.EndsWith("/batch", StringComparison.Ordinal);

    private long Add(string name, string sku, long parent = 0) =>
        store.Store.Catalog.AddProduct(new StoreProduct { Name = name, Sku = sku, Price = 1m, ParentId = parent });

    private Task<WriteAnswer> SendAsync(params StockDocument[] documents) =>
        store.Stock.SendAsync(store.Connection, store.Stock.Plan(store.Connection, [.. documents.Select(Write)], DateTimeOffset.UnixEpoch).Single(), Cancellation);

    private async Task<Dictionary<string, ReferenceAnswer>> ResolveAsync(string kind, params string[] keys)
    {
        DeliveryContext context = new(store.Connection, static (_, _) => throw new NotSupportedException(), store.Time.GetUtcNow());
        return (await store.Stock.ResolveAsync(context, [.. keys.Select(key => new Reference(kind, key))], Cancellation)).ToDictionary(answer => answer.Reference.Key);
    }

    private static DocumentWrite<StockDocument> Write(StockDocument document) => new()
    {
        Flow = "products",
        Record = new RecordKey(new ConnectionId(new TenantId("acme"), "supabase", "main"), "product", $"{document.ProductId}"),
        Draft = new DocumentDraft<StockDocument>
        {
            Key = StockTransformer.Key,
            Kind = StockTransformer.Kind,
            Document = document,
            Hash = ContentHash.Of(StockJson.Write(document)),
            Total = 0,
            Tax = 0,
            Currency = string.Empty,
        },
    };
}
