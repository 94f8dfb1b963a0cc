using Microsoft.Extensions.DependencyInjection;
using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.QuickBooks;

namespace SyncKit.Benchmarks;

/// <summary>The registered connectors, as a host has them.</summary>
internal sealed class Connectors : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;

    public Connectors()
    {
        ServiceCollection collection = new();
        collection.AddLogging();
        collection.AddSyncKit()
            .WithThrowawayKey()
            .UseSqlite($"Data Source={folder.File("connectors.db")}")
            .AddWooCommerce()
            .AddQuickBooks(options => (options.ClientId, options.ClientSecret) = ("id", "secret"));
        services = collection.BuildServiceProvider();
    }

    public ISource<Order> Orders => services.GetRequiredKeyedService<ISource<Order>>("woocommerce");

    public IDestination<QuickBooksDocument> Books => services.GetRequiredKeyedService<IDestination<QuickBooksDocument>>("quickbooks");

    public void Dispose()
    {
        services.Dispose();
        folder.Dispose();
    }
}
