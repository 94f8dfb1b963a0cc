using System.Security.Cryptography;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.EndToEnd.Tests.Host;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.QuickBooks;
using SyncKit.Reconciling;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;
using SyncKit.Webhooks;
using SyncKit.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>Merchants, QuickBooks and a host under one clock.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>How long a sync waits for what is due later: fresh orders, a pause for a limit.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Shorter than any time-out, so that the clock goes on quickly.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    /// <summary>By the clock of the world; a busy machine may need more of it, because the clock goes on whenever the process is at rest.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);

    private const int CautiousLooks = 10;

    private readonly TemporaryFolder folder = new();
    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly WorldOptions options;
    private readonly List<SyncHost> hosts = [];
    private readonly List<Merchant> merchants = [];

    private World(WorldOptions options, SteppedClock clock, QuickBooksSimulator books)
    {
        this.options = options;
        Clock = clock;
        Books = books;
    }

    public SteppedClock Clock { get; }

    public QuickBooksSimulator Books { get; }

    /// <summary>The first host.</summary>
    public SyncHost Host => hosts[0];

    /// <summary>The first merchant.</summary>
    public Merchant Merchant => merchants[0];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<World> StartAsync(WorldOptions? options = null)
    {
        options ??= new WorldOptions();
        SteppedClock clock = new();
        QuickBooksSimulatorOptions intuit = new() { Time = clock };
        options.Intuit(intuit);
        World world = new(options, clock, await QuickBooksSimulator.StartAsync(intuit, Cancellation));
        await world.AddHostAsync();
        await world.AddMerchantAsync("acme");
        return world;
    }

    /// <summary>Another host on the same file.</summary>
    public async Task<SyncHost> AddHostAsync()
    {
        SyncHost host = await SyncHost.StartAsync(folder.File("synckit.db"), key, Clock, Books, options);
        hosts.Add(host);
        return host;
    }

    /// <summary>A host on the same file that takes deliveries in over HTTP and does nothing else.</summary>
    public Task<WebDoor> OpenDoorAsync() => WebDoor.StartAsync(folder.File("synckit.db"), key, Clock, Books);

    public async Task<Merchant> AddMerchantAsync(string name)
    {
        WooCommerceSimulator shop = await WooCommerceSimulator.StartAsync(new WooCommerceSimulatorOptions { TimeProvider = Clock }, Cancellation);
        Merchant merchant = new(new TenantId(name), shop, Books.AddCompany(options.Company));
        await Host.Setup.ConnectAsync(
            merchant.Source,
            $$"""{"storeUrl":"{{shop.StoreUrl}}"}""",
            CredentialSet.Of(
                (WooCommerceCredentials.ConsumerKey, shop.ConsumerKey),
                (WooCommerceCredentials.ConsumerSecret, shop.ConsumerSecret),
                (WooCommerceCredentials.WebhookSecret, shop.WebhookSecret)),
            Cancellation);
        await Host.Setup.ConnectAsync(
            merchant.Books,
            $$"""{"realmId":"{{merchant.Company.RealmId}}"{{options.Books}}}""",
            CredentialSet.Of((QuickBooksCredentials.RefreshToken, merchant.Company.RefreshToken)),
            Cancellation);
        await Host.Setup.SwitchOnAsync(SyncHost.Flow, merchant.Source, merchant.Books, Cancellation);
        merchants.Add(merchant);
        return merchant;
    }

    /// <summary>Reads what changed for every merchant and brings it into the books.</summary>
    public Task SyncAsync() => Clock.RunAsync(async () =>
    {
        bool more = true;
        while (more)
        {
            more = false;
            foreach (Merchant merchant in merchants)
            {
                IReadOnlyList<DiscoveryReport> reports = await Host.Engine.DiscoverAsync(merchant.Tenant, new SyncOptions(), null, Cancellation);
                more |= reports.Any(report => report.More);
            }
        }

        await Host.Engine.DrainAsync(Patience, Cancellation);
    });

    public Task<IReadOnlyList<DiscoveryReport>> DiscoverAsync(SyncOptions what, Merchant? of = null) =>
        Clock.RunAsync(() => Host.Engine.DiscoverAsync((of ?? Merchant).Tenant, what, null, Cancellation));

    public Task DrainAsync() => Clock.RunAsync(() => Host.Engine.DrainAsync(Patience, Cancellation));

    public Task SweepAsync() => Clock.RunAsync(async () =>
    {
        await Host.Engine.SweepAsync(Merchant.Tenant, Cancellation);
        await Host.Engine.DrainAsync(Patience, Cancellation);
    });

    public Task<WebhookVerdict> ReceiveAsync(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, Merchant? of = null) => Clock.RunAsync(() =>
        Host.Webhooks.ReceiveAsync((of ?? Merchant).Source, new SyncKit.Webhooks.WebhookDelivery(headers, body, Clock.GetUtcNow()), Cancellation));

    public Task<FlowCounts> CountAsync(Merchant? of = null) => Host.Ledger.CountAsync((of ?? Merchant).Tenant, SyncHost.Flow, Cancellation);

    public Task<Reconciliation> ReconcileAsync(Merchant? of = null) =>
        Clock.RunAsync(() => Host.Reconciler.RunAsync((of ?? Merchant).Tenant, SyncHost.Flow, Cancellation));

    public async Task<IReadOnlyList<LedgerRecord>> DeadAsync() =>
        (await Host.Ledger.ListRecordsAsync(Merchant.Tenant, new LedgerQuery { Flow = SyncHost.Flow, State = LedgerState.Dead }, Cancellation)).Rows;

    /// <summary>Looks at what was changed in the books by hand.</summary>
    public Task<IReadOnlyList<BooksWatchReport>> CheckBooksAsync() => Clock.RunAsync(() => Host.Engine.CheckBooksAsync(Merchant.Tenant, Cancellation));

    /// <summary>Retries what is held for an order, as a person does.</summary>
    public async Task RetryAsync(long order)
    {
        (await Host.DeadLetters.RetryAsync(SyncHost.Flow, RecordOf(order), Clock.GetUtcNow(), Cancellation)).Should().BeTrue($"order {order} is held");
        await DrainAsync();
    }

    public RecordKey RecordOf(long order) => new(Merchant.Source, "order", $"{order}");

    /// <summary>Does what a host in the background does now and then: tries again what may have been mended.</summary>
    public async Task<int> RecheckAsync()
    {
        int retried = await Clock.RunAsync(() => Host.Engine.RecheckAsync(Merchant.Tenant, Cancellation));
        await DrainAsync();
        return retried;
    }

    /// <summary>Lets a host that works in the background do so until something is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        Clock.QuietLooks = CautiousLooks;
        DateTimeOffset last = Clock.GetUtcNow() + LongestWait;
        bool met = await Clock.RunAsync(async () =>
        {
            bool so;
            while (!(so = await isSo()) && Clock.GetUtcNow() < last)
            {
                await Task.Delay(Look, Clock, Cancellation);
            }

            return so;
        });
        met.Should().BeTrue($"it is so within {LongestWait}");
    }

    /// <summary>Calls that write to companies; a batch of queries is not told apart from a batch of writes.</summary>
    public int WriteCalls() => Books.CountCalls(IsWriteCall);

    public static bool IsWriteCall(SimulatedRequest request) =>
        IsCompanyCall(request) && request.QueryString.Contains("requestid", StringComparison.Ordinal);

    public static bool IsCompanyCall(SimulatedRequest request) => request.Path.StartsWith("/v3/company/", StringComparison.Ordinal);

    public static bool IsTokenCall(SimulatedRequest request) => request.Path.StartsWith("/oauth2/", StringComparison.Ordinal);

    /// <summary>What must be true after every scenario: books equal shop, every item is accounted for, and the engine's own comparison agrees.</summary>
    public async Task AgreesAsync(Merchant? of = null)
    {
        Merchant merchant = of ?? Merchant;
        BooksCheck.Every_order_is_in_the_books_once(merchant.Shop, merchant.Company, options.Posted);
        merchant.Company.Customers.Select(customer => customer.Name).Should().OnlyHaveUniqueItems();
        merchant.Company.Items.Select(item => item.Name).Should().OnlyHaveUniqueItems();
        FlowCounts counts = await CountAsync(merchant);
        counts.AreConserved.Should().BeTrue($"{counts} add up");
        counts.Waiting.Should().Be(0);
        Reconciliation reconciliation = await ReconcileAsync(merchant);
        reconciliation.Differences.Should().BeEmpty();
        reconciliation.BooksTotals.GetValueOrDefault("USD").Should().Be(reconciliation.SourceTotals.GetValueOrDefault("USD"));
        merchant.Company.Throttled.Should().Be(0, "the host keeps to the limits by itself");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SyncHost host in hosts)
        {
            await host.DisposeAsync();
        }

        foreach (Merchant merchant in merchants)
        {
            await merchant.Shop.DisposeAsync();
        }

        await Books.DisposeAsync();
        folder.Dispose();
    }
}
