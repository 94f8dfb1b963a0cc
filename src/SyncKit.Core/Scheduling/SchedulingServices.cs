using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SyncKit.Auditing;
using SyncKit.Discovery;
using SyncKit.Hosting;

namespace SyncKit.Scheduling;

/// <summary>Registers what fires schedules.</summary>
internal static class SchedulingServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<ScheduleCatalog>();
        services.TryAddTransient<ScheduleFirer>();
        services.TryAddSingleton(provider => new SyncSchedules(
            provider.GetRequiredService<IScheduleStore>(),
            provider.GetRequiredService<ScheduleCatalog>(),
            provider.GetRequiredService<StreamCatalog>(),
            provider.GetRequiredService<IAuditTrail>(),
            provider.GetRequiredService<IOptions<SyncKitOptions>>().Value.Jitter,
            provider.GetRequiredService<TimeProvider>()));
    }
}
