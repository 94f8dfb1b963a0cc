using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Benchmarks.Engine;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Ledger;
using SyncKit.Webhooks;
using SyncKit.WooCommerce;

namespace SyncKit.Benchmarks.Webhooks;

/// <summary>A real host: Kestrel, SQLite, the WooCommerce connector's deliveries at one address, and a generated shop whose past is read beside them.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    private const string Delivered = "delivered-orders";
    private const string Generated = "generated-orders";
    private static readonly TenantId Tenant = new("acme");
    private static readonly TenantId Other = new("busy");
    private static readonly ConnectionId Shop = new(Tenant, "woocommerce", "shop");
    private readonly WebApplication app;

    private DoorHost(WebApplication app, Uri address)
    {
        this.app = app;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<DoorHost> StartAsync(string file, GeneratedShop generated)
    {
        WebApplication app = BareDoor.Build(services =>
        {
            services.AddSingleton(generated);
            services.AddSyncKit()
                .WithThrowawayKey()
                .UseSqlite($"Data Source={file}")
                .AddWooCommerce()
                .AddSource<Order, GeneratedSource>(GeneratedSource.Connector)
                .AddTransformer<Order, PlainDocument, PlainTransformer>(InstantDestination.Connector)
                .AddDestination<PlainDocument, InstantDestination>(InstantDestination.Connector)
                .AddFlow<Order>(Delivered, flow => flow.From("woocommerce").To(InstantDestination.Connector))
                .AddFlow<Order>(Generated, flow => flow.From(GeneratedSource.Connector).To(InstantDestination.Connector));
        });
        app.MapSyncKitWebhooks();
        await app.StartAsync();
        ConnectionSetup setup = app.Services.GetRequiredService<ConnectionSetup>();
        await setup.ConnectAsync(
            Shop, """{"storeUrl":"https://127.0.0.1:9"}""", CredentialSet.Of((WooCommerceCredentials.WebhookSecret, SignedOrders.Secret)));
        ConnectionId books = new(Tenant, InstantDestination.Connector, "books");
        await setup.ConnectAsync(books, "{}", CredentialSet.Of());
        await setup.SwitchOnAsync(Delivered, Shop, books);
        WebhookEndpoint endpoint = await app.Services.GetRequiredService<WebhookEndpoints>().CreateAsync(Shop);
        return new DoorHost(app, new Uri(BareDoor.AddressOf(app), $"webhooks/{endpoint.Id}"));
    }

    /// <summary>Connects the generated shop; the host reads all of it into the books by itself.</summary>
    public async Task ConnectGeneratedAsync()
    {
        ConnectionSetup setup = app.Services.GetRequiredService<ConnectionSetup>();
        ConnectionId shop = new(Other, GeneratedSource.Connector, "shop");
        ConnectionId books = new(Other, InstantDestination.Connector, "books");
        await setup.ConnectAsync(shop, "{}", CredentialSet.Of());
        await setup.ConnectAsync(books, "{}", CredentialSet.Of());
        await setup.SwitchOnAsync(Generated, shop, books);
    }

    public Task<FlowCounts> CountBackfillAsync() => CountAsync(Other, Generated);

    public Task<FlowCounts> CountDeliveredAsync() => CountAsync(Tenant, Delivered);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private Task<FlowCounts> CountAsync(TenantId tenant, string flow) =>
        app.Services.GetRequiredService<ILedger>().CountAsync(tenant, flow, CancellationToken.None);
}
