using Microsoft.Extensions.DependencyInjection;

namespace SyncKit.Connecting;

/// <summary>Registers what connects accounts.</summary>
internal static class ConnectingServices
{
    public static void Add(IServiceCollection services)
    {
    }
}
