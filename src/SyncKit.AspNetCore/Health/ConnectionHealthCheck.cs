using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Health;

/// <summary>Counts connections that need a person. They never make a host unhealthy: another host could do no better.</summary>
internal sealed class ConnectionHealthCheck(IConnectionStore connections) : IHealthCheck
{
    private const int MostNamed = 20;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        int all = 0;
        List<string> parked = [];
        foreach (TenantId tenant in await connections.ListTenantsAsync(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<Connection> own = await connections.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
            all += own.Count;
            parked.AddRange(own.Where(connection => connection.Status.State == ConnectionState.NeedsAttention).Select(connection => connection.Id.ToString()));
        }

        Dictionary<string, object> data = new() { ["connections"] = all, ["needAttention"] = parked.Count };
        if (parked.Count == 0)
        {
            return HealthCheckResult.Healthy("No connection needs attention.", data);
        }

        data["first"] = string.Join(", ", parked.Take(MostNamed));
        return HealthCheckResult.Degraded(
            string.Create(CultureInfo.InvariantCulture, $"{parked.Count} of {all} connections need attention: connect them again or mend their settings."), data: data);
    }
}
