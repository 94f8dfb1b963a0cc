using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Http;
using SyncKit.Ledger;
using SyncKit.Reconciling;
using SyncKit.Supabase.Api;
using SyncKit.Testing.InMemory;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>A host whose flows go from a shop of the tests to a Supabase project.</summary>
internal sealed class RowsHost : IAsyncDisposable
{
    public static readonly TenantId Acme = new("acme");
    public static readonly ConnectionId Shop = new(Acme, "shop", "main");
    public static readonly ConnectionId Books = new(Acme, "supabase", "main");

    private readonly ServiceProvider services;
    private readonly Dictionary<string, Order> handmade = [];

    public RowsHost(InMemoryStorage? storage = null, DelegatingHandler? handler = null, Shelf<Order>? orders = null, TimeProvider? time = null)
    {
        ServiceCollection collection = new();
        collection.AddSingleton(time ?? TimeProvider.System);
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        SyncKitBuilder builder = collection.AddSyncKit(options => options.RunInBackground = false)
            .UseInMemory(storage ?? new InMemoryStorage())
            .WithCredentialKeys(keys =>
            {
                keys.Active = "k1";
                keys.Keys["k1"] = Convert.ToBase64String(new byte[32]);
            })
            .AddSupabase(options => options.AllowPrivateAddresses = true)
            .AddFlow<Order>("orders", flow => flow.From("shop").To("supabase"))
            .AddFlow<Customer>("customers", flow => flow.From("shop").To("supabase"))
            .AddFlow<Product>("products", flow => flow.From("shop").To("supabase"));
        Orders = orders ?? new Shelf<Order>(payload => handmade.GetValueOrDefault(Encoding.UTF8.GetString(payload.Span)) ?? Recorded.Order(payload));
        Add(collection, Orders);
        Add(collection, Customers);
        Add(collection, Products);
        collection.Configure<HttpResilienceOptions>(ProjectClient.HttpClientName, options =>
        {
            options.BackOff = TimeSpan.FromMilliseconds(1);
            options.MaxRetries = handler is null ? options.MaxRetries : 0;
        });
        if (handler is not null)
        {
            collection.AddHttpClient(ProjectClient.HttpClientName).AddHttpMessageHandler(() => handler);
        }

        services = builder.Services.BuildServiceProvider();
    }

    public Shelf<Order> Orders { get; }

    public Shelf<Customer> Customers { get; } = new(Recorded.Read<Customer>);

    public Shelf<Product> Products { get; } = new(Recorded.Read<Product>);

    public LogLines Log { get; } = new();

    public SyncEngine Engine => Get<SyncEngine>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public T Keyed<T>()
        where T : notnull => services.GetRequiredKeyedService<T>("supabase");

    /// <summary>Puts orders of a test's own into the shop, or changes them.</summary>
    public void Sell(params Order[] orders)
    {
        foreach (Order order in orders)
        {
            string payload = $$"""{"id":{{order.Id}},"change":{{handmade.Count}}}""";
            handmade[payload] = order;
            Orders.Put(order.Id, Encoding.UTF8.GetBytes(payload));
        }
    }

    /// <summary>Connects the project and switches the flow of orders on.</summary>
    public async Task ConnectAsync(string url, string settings = "", CredentialSet? secrets = null, params string[] flows)
    {
        await Get<ConnectionSetup>().ConnectAsync(Shop, "{}", CredentialSet.Of(("secret", "s")), default);
        await Get<ConnectionSetup>().ConnectAsync(
            Books, $$"""{"url":"{{url}}"{{settings}}}""", secrets ?? CredentialSet.Of(("api_key", SyncKit.Servers.SupabaseLiteServer.SecretKey)), default);
        foreach (string flow in flows is [] ? ["orders"] : flows)
        {
            await Get<ConnectionSetup>().SwitchOnAsync(flow, Shop, Books, default);
        }
    }

    public async Task<Connection> ConnectionAsync() => (await Get<IConnectionStore>().FindAsync(Books, default))!;

    public async Task<IReadOnlyList<Finding>> CheckAsync() =>
        await services.GetServices<IConnector>().Single(connector => connector.Name == "supabase").CheckAsync(await ConnectionAsync(), default);

    /// <summary>Reads what is new in the shop and writes until nothing is due.</summary>
    public async Task SyncAsync()
    {
        await Engine.DiscoverAsync(Acme, new SyncOptions { BatchLimit = 100_000 });
        await Engine.DrainAsync(TimeSpan.Zero);
    }

    public Task<FlowCounts> CountAsync(string flow = "orders") => Get<ILedger>().CountAsync(Acme, flow, default);

    public async Task<IReadOnlyList<LedgerRecord>> DeadAsync(string flow = "orders") =>
        (await Get<ILedger>().ListRecordsAsync(Acme, new LedgerQuery { Flow = flow, State = LedgerState.Dead }, default)).Rows;

    public async Task<IReadOnlyList<Difference>> DifferencesAsync(string flow = "orders") => (await Get<Reconciler>().RunAsync(Acme, flow)).Differences;

    /// <summary>Nothing waits and nothing is held.</summary>
    public async Task ShouldBeDoneAsync(string flow = "orders")
    {
        FlowCounts counts = await CountAsync(flow);
        (counts.Waiting, counts.Dead, counts.AreConserved).Should().Be((0, 0, true), $"{counts}: {await StatusAsync()}\n{Log}");
    }

    public async Task<ConnectionStatus> StatusAsync() => (await ConnectionAsync()).Status;

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static void Add<T>(IServiceCollection services, Shelf<T> shelf)
        where T : class, IRecord =>
        services
            .AddKeyedSingleton<ISource<T>>("shop", shelf)
            .AddKeyedSingleton<ISource>($"shop:{T.Kind}", shelf);
}
