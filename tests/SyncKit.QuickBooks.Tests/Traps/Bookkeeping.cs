using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Auditing;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Documents;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Reconciling;
using SyncKit.Testing.QuickBooks;
using BookedDocument = SyncKit.Testing.QuickBooks.BookedDocument;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>The whole engine between a shop and a simulated company. The clock stands still unless a test lets time pass.</summary>
internal sealed class Bookkeeping : IAsyncDisposable
{
    public const string Flow = "orders-to-books";

    private readonly ServiceProvider services;
    private readonly QuickBooksSimulator simulator;
    private readonly FakeTimeProvider time;
    private readonly ShopOrders shop = new();

    private Bookkeeping(QuickBooksSimulator simulator, SimulatedCompany company, FakeTimeProvider time)
    {
        this.simulator = simulator;
        this.time = time;
        Company = company;
        ServiceCollection collection = new();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(time);
        collection.AddSingleton(shop);
        collection.AddSyncKit(options =>
            {
                options.RunInBackground = false;
                options.Jitter = static () => 0.5;
            })
            .UseInMemory()
            .WithCredentialKeys(keys =>
            {
                keys.Active = "k1";
                keys.Keys["k1"] = Convert.ToBase64String(new byte[32]);
            })
            .AddSource<Order, ShopOrders>(Shop.SourceId.Connector)
            .AddQuickBooks(options =>
            {
                options.RequestsPerSecond = 100;
                options.ClientId = simulator.ClientId;
                options.ClientSecret = simulator.ClientSecret;
                options.ApiUrl = simulator.ApiUrl;
                options.TokenUrl = simulator.TokenUrl;
            })
            .AddFlow<Order>(Flow, flow => flow.From(Shop.SourceId.Connector).To(Shop.BooksId.Connector));
        services = collection.BuildServiceProvider();
    }

    public SimulatedCompany Company { get; }

    public ILedger Ledger => services.GetRequiredService<ILedger>();

    public static Task<Bookkeeping> StartAsync(string settings, TaxEngine engine) => StartAsync(settings, new CompanyOptions { TaxEngine = engine });

    public static async Task<Bookkeeping> StartAsync(string settings = "", CompanyOptions? company = null, Action<SimulatedCompany>? prepare = null)
    {
        FakeTimeProvider time = new(Shop.Now) { AutoAdvanceAmount = TimeSpan.Zero };
        QuickBooksSimulatorOptions options = new() { Time = time, Limits = new QuickBooksLimits { Enforced = false } };
        QuickBooksSimulator simulator = await QuickBooksSimulator.StartAsync(options, Token);
        Bookkeeping started = new(simulator, simulator.AddCompany(company ?? new CompanyOptions { TaxEngine = TaxEngine.Automated }), time);
        prepare?.Invoke(started.Company);
        ConnectionSetup setup = started.services.GetRequiredService<ConnectionSetup>();
        await setup.ConnectAsync(Shop.SourceId, "{}", CredentialSet.Of(("secret", "none")), Token);
        await setup.ConnectAsync(
            Shop.BooksId, started.Json(settings), CredentialSet.Of((QuickBooksCredentials.RefreshToken, started.Company.RefreshToken)), Token);
        await setup.SwitchOnAsync(Flow, Shop.SourceId, Shop.BooksId, Token);
        return started;
    }

    /// <summary>The tenant changes its settings.</summary>
    public async Task SetAsync(string settings) => await services.GetRequiredService<IConnectionStore>().SaveAsync(Shop.BooksId, Json(settings), Token);

    /// <summary>The shop has these orders as they are now, and everything that is due is done.</summary>
    public async Task SyncAsync(params Order[] orders)
    {
        foreach (Order order in orders)
        {
            shop.Put(order);
        }

        SyncEngine engine = services.GetRequiredService<SyncEngine>();
        await engine.DiscoverAsync(Shop.BooksId.Tenant, new Discovery.SyncOptions(), cancellationToken: Token);
        await engine.DrainAsync(TimeSpan.Zero, Token);
    }

    /// <summary>What comes by itself after a while: another look at what is paused, and at dead letters whose cause may be gone.</summary>
    public async Task<int> LaterAsync(TimeSpan wait)
    {
        time.Advance(wait);
        SyncEngine engine = services.GetRequiredService<SyncEngine>();
        int retried = await engine.RecheckAsync(Shop.BooksId.Tenant, Token);
        await engine.DrainAsync(TimeSpan.Zero, Token);
        return retried;
    }

    /// <summary>Looks at what was changed in the books since the last look.</summary>
    public async Task<BooksWatchReport> LookAsync()
    {
        time.Advance(TimeSpan.FromMinutes(1));
        return (await services.GetRequiredService<SyncEngine>().CheckBooksAsync(Shop.BooksId.Tenant, Token)).Single();
    }

    public async Task RetryAsync(string id = "1042")
    {
        await services.GetRequiredService<IDeadLetterStore>().RetryAsync(Flow, Shop.Record(id), time.GetUtcNow(), Token);
        await services.GetRequiredService<SyncEngine>().DrainAsync(TimeSpan.Zero, Token);
    }

    public async Task<IReadOnlyList<LedgerRecord>> DeadAsync() =>
        (await Ledger.ListRecordsAsync(Shop.BooksId.Tenant, new LedgerQuery { Flow = Flow, State = LedgerState.Dead }, Token)).Rows;

    public async Task<IReadOnlyList<LedgerDocument>> DocumentsAsync() =>
        (await Ledger.ListDocumentsAsync(Shop.BooksId.Tenant, new LedgerQuery { Flow = Flow }, Token)).Rows;

    public Task<FlowCounts> CountAsync() => Ledger.CountAsync(Shop.BooksId.Tenant, Flow, Token);

    public Task<Reconciliation> ReconcileAsync() => services.GetRequiredService<Reconciler>().RunAsync(Shop.BooksId.Tenant, Flow, Token);

    public async Task<ConnectionStatus> StatusAsync() =>
        (await services.GetRequiredService<IConnectionStore>().FindAsync(Shop.BooksId, Token))!.Status;

    public async Task<int> NoticesAsync() =>
        (await services.GetRequiredService<IAuditTrail>().ListAsync(Shop.BooksId.Tenant, 1000, Token)).Count(entry => entry.Action == "connection.needs-attention");

    public BookedDocument Receipt() => Company.Documents("SalesReceipt").Single();

    /// <summary>The one receipt as QuickBooks has it.</summary>
    public SentDocument Booked() => new(JsonDocument.Parse(Receipt().Json).RootElement);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await simulator.DisposeAsync();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Json(string settings) => $$"""{"realmId":"{{Company.RealmId}}"{{(settings.Length > 0 ? "," + settings : string.Empty)}}}""";
}
