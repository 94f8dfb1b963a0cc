using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SyncKit.Lanes;

namespace SyncKit.AspNetCore.Health;

/// <summary>
/// Finds work that is due and that no host takes. A long queue in a lane that is worked on is no matter of health, and neither is a lane that pauses.
/// </summary>
internal sealed class LaneHealthCheck(ILaneStore lanes, IOptions<SyncKitHealthOptions> options, TimeProvider time) : IHealthCheck
{
    private const int Unhealthy = 6;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await lanes.FindLongestWaitingAsync(cancellationToken).ConfigureAwait(false) is not { } longest)
        {
            return HealthCheckResult.Healthy("No work waits for a host.");
        }

        TimeSpan waits = time.GetUtcNow() - longest.Since;
        Dictionary<string, object> data = new()
        {
            ["lane"] = longest.Lane.ToString(),
            ["waitsSeconds"] = Math.Round(waits.TotalSeconds),
        };
        if (waits <= options.Value.LongestLaneWait)
        {
            return HealthCheckResult.Healthy("Work that is due is taken in time.", data);
        }

        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"Work has been due for {waits.TotalMinutes:0} minutes and no host takes it: check that hosts run in the background, and raise Parallelism or add hosts.");
        return waits > options.Value.LongestLaneWait * Unhealthy ? HealthCheckResult.Unhealthy(text, data: data) : HealthCheckResult.Degraded(text, data: data);
    }
}
