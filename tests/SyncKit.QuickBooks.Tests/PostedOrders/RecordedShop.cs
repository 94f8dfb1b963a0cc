using Microsoft.Extensions.DependencyInjection;
using SyncKit.Commerce;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Fixtures;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.PostedOrders;

/// <summary>The recorded orders as the shop's connector reads them.</summary>
internal static class RecordedShop
{
    public static IReadOnlyList<Order> Read()
    {
        ServiceCollection services = new();
        services.AddSingleton<ICredentialStore>(new MemoryCredentials());
        services.AddLogging();
        services.AddSyncKit().UseInMemory().AddWooCommerce(options => options.AllowPrivateAddresses = true);
        using ServiceProvider provider = services.BuildServiceProvider();
        ISource<Order> source = provider.GetRequiredKeyedService<ISource<Order>>("woocommerce");
        return [.. RecordedOrders.All().Select(recorded => source.Parse(recorded.Payload))];
    }
}
