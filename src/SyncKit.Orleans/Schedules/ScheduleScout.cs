using Microsoft.Extensions.Logging;
using SyncKit.Connections;
using SyncKit.Hosting;
using SyncKit.Orleans.Driving;
using SyncKit.Orleans.Placement;

namespace SyncKit.Orleans.Schedules;

/// <summary>Keeps the clocks of the tenants going whose home is this silo.</summary>
internal sealed class ScheduleScout(ScheduleWork schedules, Homes homes, IGrainFactory grains, TimeProvider time, ILogger<Scout> logger)
{
    /// <summary>How soon a new tenant, or one whose silo died, gets its clock.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private DateTimeOffset lookAt;

    public Task RunAsync(CancellationToken stoppingToken) => new Scout(time, logger).RunAsync(static () => Never, LookAsync, stoppingToken);

    private static Task Never { get; } = new TaskCompletionSource().Task;

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        if (time.GetUtcNow() < lookAt)
        {
            return;
        }

        Func<GrainId, bool> isHome = homes.Of(ScheduleGrain.Type);
        foreach (TenantId tenant in await schedules.ListTenantsAsync(stoppingToken).ConfigureAwait(false))
        {
            IScheduleGrain grain = grains.GetGrain<IScheduleGrain>(tenant.Value);
            if (isHome(grain.GetGrainId()))
            {
                await grain.PokeAsync().ConfigureAwait(false);
            }
        }

        lookAt = time.GetUtcNow() + Interval;
    }
}
