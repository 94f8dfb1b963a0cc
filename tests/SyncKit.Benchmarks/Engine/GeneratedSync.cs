using Microsoft.Extensions.DependencyInjection;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Ledger;

namespace SyncKit.Benchmarks.Engine;

/// <summary>The whole engine on SQLite between a generated shop and instant books.</summary>
internal sealed class GeneratedSync : IDisposable
{
    private const string Flow = "orders";
    private static readonly TenantId Tenant = new("acme");
    private readonly ServiceProvider services;

    private GeneratedSync(ServiceProvider services) => this.services = services;

    public static async Task<GeneratedSync> StartAsync(string file, int orders)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton(new GeneratedShop(orders));
        services.AddSyncKit()
            .WithThrowawayKey()
            .UseSqlite($"Data Source={file}")
            .AddWooCommerce()
            .AddSource<Order, GeneratedSource>(GeneratedSource.Connector)
            .AddTransformer<Order, PlainDocument, PlainTransformer>(InstantDestination.Connector)
            .AddDestination<PlainDocument, InstantDestination>(InstantDestination.Connector)
            .AddFlow<Order>(Flow, flow => flow.From(GeneratedSource.Connector).To(InstantDestination.Connector));
        GeneratedSync sync = new(services.BuildServiceProvider());
        IConnectionStore connections = sync.services.GetRequiredService<IConnectionStore>();
        ConnectionId shop = new(Tenant, GeneratedSource.Connector, "shop");
        ConnectionId books = new(Tenant, InstantDestination.Connector, "books");
        await connections.SaveAsync(shop, "{}", CancellationToken.None);
        await connections.SaveAsync(books, "{}", CancellationToken.None);
        await connections.BindAsync(new FlowBinding(Flow, shop, books), CancellationToken.None);
        return sync;
    }

    /// <summary>Reads up to so many orders into the inbox; returns whether there are more.</summary>
    public async Task<bool> DiscoverAsync(int most)
    {
        SyncEngine engine = services.GetRequiredService<SyncEngine>();
        IReadOnlyList<DiscoveryReport> reports = await engine.DiscoverAsync(Tenant, new SyncOptions { Mode = SyncMode.Full, BatchLimit = most });
        return reports.Single().More;
    }

    /// <summary>Writes everything that waits.</summary>
    public Task DrainAsync() => services.GetRequiredService<SyncEngine>().DrainAsync(TimeSpan.Zero);

    /// <summary>Makes sure that a run did what it was measured for.</summary>
    public async Task EnsureWrittenAsync(int orders)
    {
        FlowCounts counts = await services.GetRequiredService<ILedger>().CountAsync(Tenant, Flow, CancellationToken.None);
        if (counts.Written != orders || counts.Waiting != 0)
        {
            throw new InvalidOperationException($"Of {orders} orders {counts.Written} are written and {counts.Waiting} wait.");
        }
    }

    public void Dispose() => services.Dispose();
}
