using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace SyncKit.AspNetCore.Health;

/// <summary>Tells of a clock that was set by leaps, as after a machine slept or a time server was found late, or that is plainly wrong.</summary>
internal sealed class ClockHealthCheck(IOptions<SyncKitHealthOptions> options, TimeProvider time) : IHealthCheck
{
    /// <summary>No host runs this program before it was written.</summary>
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ClockWatch watch = new(options.Value.ClockTolerance);
    private readonly long begun = time.GetTimestamp();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan? jump = watch.Look(now, time.GetElapsedTime(begun));
        if (now < Earliest)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(
                string.Create(CultureInfo.InvariantCulture, $"The host's clock says {now.UtcDateTime:yyyy-MM-dd}, which is long past: set it by a time server.")));
        }

        return Task.FromResult(jump is { } leapt
            ? HealthCheckResult.Degraded(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The host's clock leapt {leapt.Duration().TotalSeconds:0} seconds {(leapt > TimeSpan.Zero ? "forwards" : "backwards")} lately: let a time server steer it."),
                data: new Dictionary<string, object> { ["leaptSeconds"] = Math.Round(leapt.TotalSeconds) })
            : HealthCheckResult.Healthy("The clock runs evenly."));
    }
}
