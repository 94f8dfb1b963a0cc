using SyncKit.Connections;
using SyncKit.Scheduling;

namespace SyncKit.Hosting;

/// <summary>The schedules of all tenants, for an <see cref="IWorkDriver"/>.</summary>
public sealed class ScheduleWork
{
    private readonly IConnectionStore connections;
    private readonly ScheduleFirer firer;

    internal ScheduleWork(IConnectionStore connections, ScheduleFirer firer)
    {
        this.connections = connections;
        this.firer = firer;
    }

    /// <summary>The tenants whose schedules are to be looked at.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public Task<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken) => connections.ListTenantsAsync(cancellationToken);

    /// <summary>Fires what is due of a tenant's schedules. Any number of hosts may do so at once: the storage lets one of them fire each time.</summary>
    /// <param name="tenant">Whose schedules.</param>
    /// <param name="cancellationToken">Stops in between; what was fired stays.</param>
    /// <returns>When to look again: when the next one is due, and after a few seconds at the latest, because schedules are changed on other hosts too.</returns>
    public Task<DateTimeOffset> FireAsync(TenantId tenant, CancellationToken cancellationToken) => firer.FireAsync(tenant, cancellationToken);
}
