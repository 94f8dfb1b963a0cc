using Microsoft.Extensions.DependencyInjection;
using SyncKit.Commerce;
using SyncKit.Credentials;
using SyncKit.Discovery;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>Reads recorded records of a real shop as its connector does.</summary>
internal static class Recorded
{
    private static readonly ServiceProvider Services = Make();

    public static Order Order(ReadOnlyMemory<byte> payload) => Read<Order>(payload);

    public static T Read<T>(ReadOnlyMemory<byte> payload)
        where T : class, IRecord => Services.GetRequiredKeyedService<ISource<T>>("woocommerce").Parse(payload);

    private static ServiceProvider Make()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<ICredentialStore>(new ProjectCredentials(null));
        ConnectedProject.NewBuilder(services).AddWooCommerce();
        return services.BuildServiceProvider();
    }
}
