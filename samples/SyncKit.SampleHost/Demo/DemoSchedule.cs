using Microsoft.Extensions.DependencyInjection;
using SyncKit.Commerce;
using SyncKit.Discovery;
using SyncKit.SampleHost.Syncing;
using SyncKit.Scheduling;

namespace SyncKit.SampleHost.Demo;

/// <summary>When the demo's shop is read: every ten seconds. A merchant's schedule may be a cron expression with a time zone and quiet hours.</summary>
internal static class DemoSchedule
{
    public static Task SaveAsync(IServiceProvider services, CancellationToken cancellationToken) => services.GetRequiredService<SyncSchedules>().SaveAsync(
        new Schedule
        {
            Name = "orders",
            Stream = new StreamId(TenantSetup.Shop(DemoWorld.Tenant), Order.Kind),
            Interval = TimeSpan.FromSeconds(10),
        },
        cancellationToken);
}
