using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.QuickBooks;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;
using SyncKit.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Api;

/// <summary>An app with the management API on a free port, two tenants with a shop and books each, and the systems that these are in.</summary>
internal sealed class ApiWorld : IAsyncDisposable
{
    public const string Flow = "orders-to-books";

    private readonly WebApplication app;
    private readonly QuickBooksSimulator books;
    private readonly List<WooCommerceSimulator> shops = [];
    private readonly string? folder;
    private readonly List<HttpClient> clients = [];

    private ApiWorld(WebApplication app, QuickBooksSimulator books, string? folder)
    {
        this.app = app;
        this.books = books;
        this.folder = folder;
        Log = app.Services.GetRequiredService<KeptLog>();
    }

    public static TenantId Acme { get; } = new("acme");

    public static TenantId Zeta { get; } = new("zeta");

    public IServiceProvider Services => app.Services;

    public KeptLog Log { get; }

    /// <summary>What acme's shop sells.</summary>
    public WooCommerceSimulator Shop => shops[0];

    /// <summary>The clock of acme's shop, which lags behind: let it catch up once something was sold, so that this is old enough to be read.</summary>
    public FakeTimeProvider ShopClock { get; private set; } = null!;

    public SimulatedCompany Company { get; private set; } = null!;

    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static ConnectionId ShopOf(TenantId tenant) => new(tenant, "woocommerce", "shop");

    public static ConnectionId BooksOf(TenantId tenant) => new(tenant, "quickbooks", "main");

    public static async Task<ApiWorld> StartAsync(ApiWorldOptions? options = null)
    {
        options ??= new ApiWorldOptions();
        QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(new QuickBooksSimulatorOptions(), Cancel);
        string? folder = options.OnSqlite ? Directory.CreateTempSubdirectory("synckit-api-").FullName : null;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<KeptLog>().AddSingleton<ILoggerProvider>(services => services.GetRequiredService<KeptLog>());
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, SignedInUser>("test", null);
        builder.Services.AddAuthorization();
        builder.Services.AddOpenApi();
        SyncKitBuilder syncKit = builder.Services
            .AddSyncKit(engine =>
            {
                engine.RunInBackground = options.InBackground;
                engine.Jitter = static () => 0.5;
            })
            .WithCredentialKeys(keys =>
            {
                keys.Active = "k1";
                keys.Keys["k1"] = Convert.ToBase64String(new byte[32]);
            })
            .AddWooCommerce(stores => stores.AllowPrivateAddresses = true)
            .AddQuickBooks(quickBooks =>
            {
                quickBooks.ClientId = books.ClientId;
                quickBooks.ClientSecret = books.ClientSecret;
                quickBooks.ApiUrl = books.ApiUrl;
                quickBooks.TokenUrl = books.TokenUrl;
            })
            .AddFlow<Order>(Flow, flow => flow.From("woocommerce").To("quickbooks"));
        _ = folder is null ? syncKit.UseInMemory() : syncKit.UseSqlite($"Data Source={Path.Combine(folder, "synckit.db")}");
        options.Services(builder.Services);
        WebApplication app = builder.Build();
        app.MapOpenApi();
        app.MapSyncKitApi();
        await app.StartAsync(Cancel);
        ApiWorld world = new(app, books, folder);
        world.Company = await world.ConnectAsync(Acme);
        await world.ConnectAsync(Zeta);
        return world;
    }

    /// <summary>Somebody who may act for acme.</summary>
    public HttpClient Jane => As("jane;acme");

    /// <summary>Somebody who may act for zeta alone.</summary>
    public HttpClient Mallory => As("mallory;zeta");

    public HttpClient Operator => As("root;*");

    public HttpClient Nobody => As(null);

    public HttpClient As(string? user)
    {
        HttpClient client = new() { BaseAddress = new Uri(Address) };
        if (user is not null)
        {
            client.DefaultRequestHeaders.Add(SignedInUser.Header, user);
        }

        clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        foreach (WooCommerceSimulator shop in shops)
        {
            await shop.DisposeAsync();
        }

        await books.DisposeAsync();
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<SimulatedCompany> ConnectAsync(TenantId tenant)
    {
        FakeTimeProvider earlier = new(DateTimeOffset.UtcNow.AddMinutes(-10));
        ShopClock = tenant == Acme ? earlier : ShopClock;
        WooCommerceSimulator shop = await WooCommerceSimulator.StartAsync(new WooCommerceSimulatorOptions { TimeProvider = earlier }, Cancel);
        shops.Add(shop);
        SimulatedCompany company = books.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        ConnectionSetup setup = app.Services.GetRequiredService<ConnectionSetup>();
        await setup.ConnectAsync(
            ShopOf(tenant),
            $$"""{"storeUrl":"{{shop.StoreUrl}}"}""",
            CredentialSet.Of(
                (WooCommerceCredentials.ConsumerKey, shop.ConsumerKey),
                (WooCommerceCredentials.ConsumerSecret, shop.ConsumerSecret),
                (WooCommerceCredentials.WebhookSecret, shop.WebhookSecret)),
            Cancel);
        await setup.ConnectAsync(
            BooksOf(tenant),
            $$"""{"realmId":"{{company.RealmId}}"}""",
            CredentialSet.Of((QuickBooksCredentials.RefreshToken, company.RefreshToken)),
            Cancel);
        await setup.SwitchOnAsync(Flow, ShopOf(tenant), BooksOf(tenant), Cancel);
        return company;
    }
}
