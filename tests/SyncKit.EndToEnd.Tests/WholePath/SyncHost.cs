using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SyncKit.Adopting;
using SyncKit.Auditing;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Ledger;
using SyncKit.Reconciling;
using SyncKit.Testing.QuickBooks;
using SyncKit.Webhooks;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>A host of the whole engine on one SQLite file, which works by call.</summary>
internal sealed class SyncHost : IAsyncDisposable
{
    public const string Flow = "orders-to-books";

    private readonly ServiceProvider services;

    private SyncHost(ServiceProvider services) => this.services = services;

    public SyncEngine Engine => services.GetRequiredService<SyncEngine>();

    public ConnectionSetup Setup => services.GetRequiredService<ConnectionSetup>();

    public WebhookReceiver Webhooks => services.GetRequiredService<WebhookReceiver>();

    public Reconciler Reconciler => services.GetRequiredService<Reconciler>();

    public ILedger Ledger => services.GetRequiredService<ILedger>();

    public IDeadLetterStore DeadLetters => services.GetRequiredService<IDeadLetterStore>();

    public IConnectionStore Connections => services.GetRequiredService<IConnectionStore>();

    public Adoption Adoption => services.GetRequiredService<Adoption>();

    public IAuditTrail Audit => services.GetRequiredService<IAuditTrail>();

    /// <summary>Reads what changed in the books in the last minute: one call.</summary>
    public async Task ReadChangesAsync(Merchant merchant, CancellationToken cancellationToken)
    {
        IBooks books = services.GetRequiredKeyedService<IBooks>("quickbooks");
        Connection connection = (await Connections.FindAsync(merchant.Books, cancellationToken))!;
        DateTimeOffset since = services.GetRequiredService<TimeProvider>().GetUtcNow().AddMinutes(-1);
        await foreach (IReadOnlyList<Delivery.BookedDocument> _ in books.ListChangesAsync(connection, since, cancellationToken))
        {
        }
    }

    public static async Task<SyncHost> StartAsync(string file, string key, SteppedClock clock, QuickBooksSimulator books, WorldOptions options)
    {
        ServiceCollection collection = new();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(clock);
        collection
            .AddSyncKit(engine =>
            {
                engine.RunInBackground = false;
                engine.Jitter = static () => 0.5;
                options.Engine(engine);
            })
            .WithCredentialKeys(keys =>
            {
                keys.Active = "k1";
                keys.Keys["k1"] = key;
            })
            .UseSqlite($"Data Source={file}")
            .AddWooCommerce(store => store.AllowPrivateAddresses = true)
            .AddWooCommerce(options.WooCommerce)
            .AddQuickBooks(quickBooks =>
            {
                quickBooks.ClientId = books.ClientId;
                quickBooks.ClientSecret = books.ClientSecret;
                quickBooks.ApiUrl = books.ApiUrl;
                quickBooks.TokenUrl = books.TokenUrl;
                options.QuickBooks(quickBooks);
            })
            .AddFlow<Order>(Flow, flow => flow.From("woocommerce").To("quickbooks"));
        foreach (string client in (string[])["SyncKit.WooCommerce", "SyncKit.QuickBooks", "SyncKit.QuickBooks.Tokens"])
        {
            collection.AddHttpClient(client).AddHttpMessageHandler(clock.Watch);
        }

        ServiceProvider provider = collection.BuildServiceProvider();
        foreach (IHostedService service in provider.GetServices<IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }

        return new SyncHost(provider);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHostedService service in services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await services.DisposeAsync();
    }
}
