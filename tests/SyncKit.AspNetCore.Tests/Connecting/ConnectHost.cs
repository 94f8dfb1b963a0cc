using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Auditing;
using SyncKit.Commerce;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Testing.InMemory;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Connecting;

/// <summary>A host on Kestrel with both connectors, beside a simulated Intuit and a simulated shop, all on one clock that stands still.</summary>
internal sealed class ConnectHost : IAsyncDisposable
{
    public static readonly TenantId Acme = new("acme");

    private readonly WebApplication app;

    private ConnectHost(WebApplication app, FakeTimeProvider time, QuickBooksSimulator intuit, WooCommerceSimulator shop)
    {
        this.app = app;
        Time = time;
        Intuit = intuit;
        Shop = shop;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
    }

    public Uri Address { get; }

    public FakeTimeProvider Time { get; }

    public QuickBooksSimulator Intuit { get; }

    public WooCommerceSimulator Shop { get; }

    public IServiceProvider Services => app.Services;

    public ConnectionId Books { get; } = new(Acme, "quickbooks", "books");

    public ConnectionId Store { get; } = new(Acme, "woocommerce", "store");

    public IConnectionStore Connections => Services.GetRequiredService<IConnectionStore>();

    public ISealedCredentialStore Sealed => Services.GetRequiredService<ISealedCredentialStore>();

    public static async Task<ConnectHost> StartAsync(Action<SyncKitConnectOptions>? configure = null, InMemoryStorage? storage = null)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));
        QuickBooksSimulator intuit = await QuickBooksSimulator.StartAsync(
            new QuickBooksSimulatorOptions { Time = time, Limits = new QuickBooksLimits { Enforced = false } }, cancellation);
        WooCommerceSimulator shop = await WooCommerceSimulator.StartAsync(new WooCommerceSimulatorOptions { TimeProvider = time }, cancellation);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddAuthentication(HeaderUser.SchemeName).AddScheme<AuthenticationSchemeOptions, HeaderUser>(HeaderUser.SchemeName, null);
        builder.Services.AddAuthorization();
        builder.Services.Configure<SyncKitConnectOptions>(options => configure?.Invoke(options));
        builder.Services.AddSyncKit(options => options.RunInBackground = false)
            .WithCredentialKeys(keys =>
            {
                keys.Active = "k1";
                keys.Keys["k1"] = Convert.ToBase64String(new byte[32]);
            })
            .UseInMemory(storage)
            .AddQuickBooks(options =>
            {
                options.RequestsPerSecond = 100;
                options.ClientId = intuit.ClientId;
                options.ClientSecret = intuit.ClientSecret;
                options.ApiUrl = intuit.ApiUrl;
                options.TokenUrl = intuit.TokenUrl;
                options.AuthorizeUrl = intuit.AuthorizeUrl;
                options.RevokeUrl = intuit.RevokeUrl;
            })
            .AddWooCommerce(options => options.AllowPrivateAddresses = true)
            .AddFlow<Order>("orders-to-books", flow => flow.From("woocommerce").To("quickbooks"));
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapQuickBooksConnect();
        app.MapWooCommerceConnect();
        await app.StartAsync(cancellation);
        return new ConnectHost(app, time, intuit, shop);
    }

    public Browser Open(string? user = "jane@acme") => new(Address, user);

    public Task<Page> StartQuickBooksAsync(Browser browser, string more = "") => browser.GoAsync($"/connect/quickbooks/start?tenant=acme&name=books{more}");

    public Task<Page> StartWooCommerceAsync(Browser browser, string more = "") =>
        browser.GoAsync($"/connect/woocommerce/start?tenant=acme&name=store&store={Uri.EscapeDataString(Shop.StoreUrl.ToString())}{more}");

    public async Task<Connection?> FindAsync(ConnectionId id) => await Connections.FindAsync(id, TestContext.Current.CancellationToken);

    public async Task<CredentialSet?> SecretsAsync(ConnectionId id) =>
        (await Services.GetRequiredService<ICredentialStore>().FindAsync(id, "test", TestContext.Current.CancellationToken))?.Secrets;

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync() =>
        await Services.GetRequiredService<IAuditTrail>().ListAsync(Acme, 1000, TestContext.Current.CancellationToken);

    public async Task<int> TrialsAsync()
    {
        IReadOnlyList<AuditEntry> audit = await AuditAsync();
        IEnumerable<string> trials = audit.Where(entry => entry.Subject.Contains("/trial.", StringComparison.Ordinal)).Select(entry => entry.Subject).Distinct();
        int left = 0;
        foreach (string trial in trials)
        {
            left += await Sealed.FindAsync(ConnectionId.Parse(trial), TestContext.Current.CancellationToken) is null ? 0 : 1;
        }

        return left;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Intuit.DisposeAsync();
        await Shop.DisposeAsync();
    }
}
