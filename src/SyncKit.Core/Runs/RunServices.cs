using Microsoft.Extensions.DependencyInjection;

namespace SyncKit.Runs;

/// <summary>Registers what runs syncs on demand and by schedule.</summary>
internal static class RunServices
{
    public static void Add(IServiceCollection services)
    {
    }
}
