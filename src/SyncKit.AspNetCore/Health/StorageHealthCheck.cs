using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SyncKit.Hosting;

namespace SyncKit.AspNetCore.Health;

/// <summary>Writes and reads the storage for real, and compares its clock with the host's: leases go by the one, waits by the other.</summary>
internal sealed class StorageHealthCheck(IStorageProbe probe, IOptions<SyncKitHealthOptions> options, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        long begun = time.GetTimestamp();
        DateTimeOffset before = time.GetUtcNow();
        DateTimeOffset stored;
        try
        {
            stored = await probe.TouchAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The storage does not take or give anything back.", broken);
        }

        TimeSpan took = time.GetElapsedTime(begun);
        TimeSpan apart = Apart(before, stored, time.GetUtcNow());
        Dictionary<string, object> data = new()
        {
            ["latencyMs"] = Math.Round(took.TotalMilliseconds, 1),
            ["clockApartSeconds"] = Math.Round(apart.TotalSeconds, 1),
        };
        if (apart > options.Value.ClockTolerance)
        {
            return HealthCheckResult.Degraded(
                string.Create(CultureInfo.InvariantCulture, $"The storage's clock and this host's are {apart.TotalSeconds:0} seconds apart: set both by a time server."),
                data: data);
        }

        return took > options.Value.SlowStorage
            ? HealthCheckResult.Degraded(
                string.Create(CultureInfo.InvariantCulture, $"A write and a read took {took.TotalSeconds:0.0} seconds: look at the disk and who else uses it."), data: data)
            : HealthCheckResult.Healthy("The storage writes and reads.", data);
    }

    private static TimeSpan Apart(DateTimeOffset before, DateTimeOffset stored, DateTimeOffset after) =>
        stored < before ? before - stored : stored > after ? stored - after : TimeSpan.Zero;
}
