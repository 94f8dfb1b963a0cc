using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Auditing;
using SyncKit.Discovery;
using SyncKit.Flows;

namespace SyncKit.Runs;

/// <summary>Registers what runs syncs on demand and by schedule.</summary>
internal static class RunServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<RunSignals>();
        services.TryAddSingleton<RunQueue>();
        services.TryAddSingleton<RunReader>();
        services.TryAddSingleton<RunRehearsal>();
        services.TryAddSingleton<RunSettling>();
        services.TryAddSingleton<RunNotice>();
        services.TryAddSingleton<RunExecution>();
        services.TryAddSingleton<RunPool>();
        services.TryAddSingleton<RunRetention>();
        services.TryAddSingleton(provider => new SyncRuns(
            provider.GetRequiredService<IRunStore>(),
            provider.GetRequiredService<RunQueue>(),
            provider.GetRequiredService<RunSignals>(),
            provider.GetRequiredService<StreamCatalog>(),
            provider.GetRequiredService<FlowCatalog>(),
            provider.GetRequiredService<IAuditTrail>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
