using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Commerce;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Flows;
using SyncKit.Http;
using SyncKit.Testing.WooCommerce;
using SyncKit.Webhooks;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Stock;

namespace SyncKit.WooCommerce.Tests;

/// <summary>A simulated store and a host that is connected to it, on one clock that stands still.</summary>
internal sealed class ConnectedStore : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;

    private ConnectedStore(WooCommerceSimulator simulator, FakeTimeProvider time, Action<WooCommerceOptions>? configure, string? settings)
    {
        Simulator = simulator;
        Time = time;
        Credentials = new StoreCredentials(Secrets(simulator.ConsumerKey, simulator.ConsumerSecret));
        Connection = new Connection
        {
            Id = new ConnectionId(new TenantId("acme"), "woocommerce", "main"),
            Settings = new ConnectionSettings(settings ?? $$"""{"storeUrl":"{{simulator.StoreUrl}}"}"""),
        };
        ServiceCollection collection = new();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        collection.AddSingleton<TimeProvider>(time);
        collection.AddSingleton<ICredentialStore>(Credentials);
        collection.AddSingleton<IConnectionStore>(Bindings);
        collection.AddSingleton<FlowCatalog>();
        NewBuilder(collection)
            .AddWooCommerce(options => options.AllowPrivateAddresses = true)
            .AddWooCommerce(configure)
            .AddFlow<Order>("orders", flow => flow.From("woocommerce").To("books"))
            .AddFlow<Product>("products", flow => flow.From("woocommerce").To("books"))
            .AddFlow<Customer>("customers", flow => flow.From("woocommerce").To("books"));
        collection.Configure<HttpResilienceOptions>(StoreClient.HttpClientName, http => http.MaxRetries = 0);
        services = collection.BuildServiceProvider();
    }

    public WooCommerceSimulator Simulator { get; }

    public SimulatedStore Store => Simulator.Store;

    public FakeTimeProvider Time { get; }

    public StoreCredentials Credentials { get; }

    public Connection Connection { get; set; }

    public LogLines Log { get; } = new();

    public FlowBindings Bindings { get; } = new();

    public IWebhookRegistrar Registrar => services.GetRequiredKeyedService<IWebhookRegistrar>("woocommerce");

    public ISource<Order> Source => services.GetRequiredKeyedService<ISource<Order>>("woocommerce");

    public IDestination<StockDocument> Stock => services.GetRequiredKeyedService<IDestination<StockDocument>>("woocommerce");

    public IConsentFlow Consent => services.GetRequiredKeyedService<IConsentFlow>("woocommerce");

    public IConnector Connector => services.GetRequiredService<IConnector>();

    public static async Task<ConnectedStore> StartAsync(Action<WooCommerceOptions>? configure = null, TimeZoneInfo? zone = null, string? settings = null)
    {
        FakeTimeProvider time = new(Start);
        WooCommerceSimulatorOptions options = new() { TimeProvider = time };
        options.SiteTimeZone = zone ?? options.SiteTimeZone;
        WooCommerceSimulator simulator = await WooCommerceSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        return new ConnectedStore(simulator, time, configure, settings);
    }

    public static CredentialSet Secrets(string key, string secret) =>
        CredentialSet.Of((WooCommerceCredentials.ConsumerKey, key), (WooCommerceCredentials.ConsumerSecret, secret));

    /// <summary>An order of one mug, last changed when it is said.</summary>
    public static StoreOrder NewOrder(DateTimeOffset? modifiedAt = null, string status = "processing") => new()
    {
        Status = status,
        CreatedAt = modifiedAt,
        ModifiedAt = modifiedAt,
        Lines = { new StoreLine { Name = "Mug", Quantity = 2, UnitPrice = 12.5m } },
    };

    /// <summary>The source of one kind of record.</summary>
    public ISource<TRecord> SourceOf<TRecord>()
        where TRecord : class, IRecord => services.GetRequiredKeyedService<ISource<TRecord>>("woocommerce");

    /// <summary>Reads orders to the end.</summary>
    public Task<(List<SourceRecord> Records, string? Cursor)> ReadAsync(
        string? cursor = null, DateRange? window = null, RecordFilter? filter = null, Action<SourcePage>? each = null) =>
        ReadAsync(Source, cursor, window, filter, each);

    /// <summary>Reads to the end.</summary>
    public async Task<(List<SourceRecord> Records, string? Cursor)> ReadAsync(
        ISource source, string? cursor = null, DateRange? window = null, RecordFilter? filter = null, Action<SourcePage>? each = null)
    {
        List<SourceRecord> records = [];
        SourceRequest request = new() { Connection = Connection, Cursor = cursor, Window = window, Filter = filter ?? RecordFilter.All };
        await foreach (SourcePage page in source.ReadAsync(request, TestContext.Current.CancellationToken))
        {
            records.AddRange(page.Records);
            cursor = page.Cursor ?? cursor;
            each?.Invoke(page);
        }

        return (records, cursor);
    }

    /// <summary>Changes something in the store over REST, as its owner might in the admin.</summary>
    public Task PutAsync(string path, string json) =>
        services.GetRequiredService<StoreClient>().UpdateAsync(Connection, path, Encoding.UTF8.GetBytes(json), TestContext.Current.CancellationToken);

    /// <summary>The failure that a reading meets.</summary>
    public async Task<Failure> FailAsync()
    {
        Func<Task> reading = () => ReadAsync();
        return (await reading.Should().ThrowAsync<ConnectorException>()).Which.Failure;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SyncKitBuilder NewBuilder(IServiceCollection services);
}
