using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SyncKit.Connections;
using SyncKit.Lanes;
using SyncKit.Runs;
using SyncKit.Scheduling;

namespace SyncKit.Hosting;

/// <summary>Registers what drives lanes, runs and schedules.</summary>
internal static class WorkServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new LaneWork(
            provider.GetRequiredService<ILaneStore>(),
            provider.GetRequiredService<LanePool>(),
            provider.GetRequiredService<WorkSignal>()));
        services.TryAddSingleton(provider => new RunWork(
            provider.GetRequiredService<IRunStore>(),
            provider.GetRequiredService<RunPool>(),
            provider.GetRequiredService<RunSignals>(),
            provider.GetRequiredService<ILogger<RunWork>>()));
        services.TryAddSingleton(provider => new ScheduleWork(
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<ScheduleFirer>()));
        services.TryAddSingleton<LaneLoop>();
        services.TryAddSingleton<RunLoop>();
        services.TryAddSingleton<ScheduleLoop>();
        services.TryAddSingleton<IWorkDriver, DatabaseDriver>();
    }
}
