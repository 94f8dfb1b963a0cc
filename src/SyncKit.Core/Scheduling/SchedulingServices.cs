using Microsoft.Extensions.DependencyInjection;

namespace SyncKit.Scheduling;

/// <summary>Registers what fires schedules.</summary>
internal static class SchedulingServices
{
    public static void Add(IServiceCollection services)
    {
    }
}
