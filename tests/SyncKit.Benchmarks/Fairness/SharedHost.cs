using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Benchmarks.Engine;
using SyncKit.Benchmarks.Webhooks;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Ledger;
using SyncKit.Webhooks;
using SyncKit.WooCommerce;

namespace SyncKit.Benchmarks.Fairness;

/// <summary>One host with many tenants, each with a shop that sends webhooks; the first also has a past that is back-filled when it is asked for.</summary>
internal sealed class SharedHost : IAsyncDisposable
{
    private const string Delivered = "delivered-orders";
    private const string Generated = "generated-orders";

    private readonly WebApplication app;
    private readonly List<Uri> doors = [];

    private SharedHost(WebApplication app) => this.app = app;

    public Arrivals Arrivals => app.Services.GetRequiredService<Arrivals>();

    /// <summary>Where each tenant's shop sends its webhooks.</summary>
    public IReadOnlyList<Uri> Doors => doors;

    public static async Task<SharedHost> StartAsync(Action<SyncKitBuilder> useStorage, int tenants, int backfill)
    {
        WebApplication app = BareDoor.Build(services =>
        {
            services.AddSingleton(new GeneratedShop(backfill));
            services.AddSingleton<Arrivals>();
            SyncKitBuilder kit = services.AddSyncKit()
                .WithThrowawayKey()
                .AddWooCommerce()
                .AddSource<Order, GeneratedSource>(GeneratedSource.Connector)
                .AddTransformer<Order, PlainDocument, PlainTransformer>(PacedDestination.Connector)
                .AddDestination<PlainDocument, PacedDestination>(PacedDestination.Connector)
                .AddFlow<Order>(Delivered, flow => flow.From("woocommerce").To(PacedDestination.Connector))
                .AddFlow<Order>(Generated, flow => flow.From(GeneratedSource.Connector).To(PacedDestination.Connector));
            useStorage(kit);
        });
        app.MapSyncKitWebhooks();
        await app.StartAsync();
        SharedHost host = new(app);
        for (int tenant = 0; tenant < tenants; tenant++)
        {
            await host.ConnectAsync(tenant);
        }

        return host;
    }

    public static ConnectionId Shop(int tenant) => new(new TenantId($"tenant-{tenant}"), "woocommerce", "shop");

    /// <summary>Connects the first tenant's past; the host reads all of it into the books by itself.</summary>
    public async Task BackfillAsync()
    {
        ConnectionSetup setup = app.Services.GetRequiredService<ConnectionSetup>();
        ConnectionId past = new(Shop(0).Tenant, GeneratedSource.Connector, "past");
        await setup.ConnectAsync(past, "{}", CredentialSet.Of());
        await setup.SwitchOnAsync(Generated, past, Books(0));
    }

    public Task<FlowCounts> CountBackfillAsync() =>
        app.Services.GetRequiredService<ILedger>().CountAsync(Shop(0).Tenant, Generated, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static ConnectionId Books(int tenant) => new(Shop(tenant).Tenant, PacedDestination.Connector, "books");

    private async Task ConnectAsync(int tenant)
    {
        ConnectionSetup setup = app.Services.GetRequiredService<ConnectionSetup>();
        await setup.ConnectAsync(
            Shop(tenant), """{"storeUrl":"https://127.0.0.1:9"}""", CredentialSet.Of((WooCommerceCredentials.WebhookSecret, SignedOrders.Secret)));
        await setup.ConnectAsync(Books(tenant), "{}", CredentialSet.Of());
        await setup.SwitchOnAsync(Delivered, Shop(tenant), Books(tenant));
        WebhookEndpoint endpoint = await app.Services.GetRequiredService<WebhookEndpoints>().CreateAsync(Shop(tenant));
        doors.Add(new Uri(BareDoor.AddressOf(app), $"webhooks/{endpoint.Id}"));
    }
}
