using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Scheduling;

/// <summary>
/// Changes and lists the tenants' schedules. Hosts that work in the background notice a change within seconds. Safe for use from several threads.
/// </summary>
public sealed class SyncSchedules
{
    private readonly IScheduleStore store;
    private readonly ScheduleCatalog catalog;
    private readonly StreamCatalog streams;
    private readonly IAuditTrail audit;
    private readonly Func<double> jitter;
    private readonly TimeProvider time;

    internal SyncSchedules(
        IScheduleStore store, ScheduleCatalog catalog, StreamCatalog streams, IAuditTrail audit, Func<double> jitter, TimeProvider time)
    {
        this.store = store;
        this.catalog = catalog;
        this.streams = streams;
        this.audit = audit;
        this.jitter = jitter;
        this.time = time;
    }

    /// <summary>Adds a schedule, or takes the place of the tenant's one of the same name. It fires first at its next time from now on.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="ArgumentException">The schedule is not well formed, or no flow that is switched on reads its stream; the message names the field.</exception>
    public async Task<ScheduleEntry> SaveAsync(Schedule schedule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(schedule));
        }

        IReadOnlyList<BoundStream> bound = await streams.ListAsync(schedule.Tenant, cancellationToken).ConfigureAwait(false);
        if (!bound.Any(each => each.Stream == schedule.Stream))
        {
            throw new ArgumentException(
                $"Stream is '{schedule.Stream}', which no flow reads that is switched on for '{schedule.Tenant}': switch one on first, or name another stream.",
                nameof(schedule));
        }

        DateTimeOffset? next = schedule.IsEnabled ? ScheduleClock.Next(schedule, time.GetUtcNow(), jitter()) : null;
        await store.SaveAsync(schedule, next, cancellationToken).ConfigureAwait(false);
        await NoteAsync(schedule.Tenant, "schedule.saved", schedule.Name, $"{schedule.Mode} of {schedule.Stream}", cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ScheduleTick> ticks = await store.ListTicksAsync(schedule.Tenant, cancellationToken).ConfigureAwait(false);
        return new ScheduleEntry(
            schedule, IsDefault: false, next, ticks.FirstOrDefault(tick => string.Equals(tick.Name, schedule.Name, StringComparison.Ordinal))?.FiredAt);
    }

    /// <summary>Removes a schedule. A stream that had no other incremental one is polled by default again.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="name">The schedule's name.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(TenantId tenant, string name, CancellationToken cancellationToken = default)
    {
        bool removed = await store.RemoveAsync(tenant, name, cancellationToken).ConfigureAwait(false);
        if (removed)
        {
            await NoteAsync(tenant, "schedule.removed", name, string.Empty, cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    /// <summary>A tenant's schedules: the stored ones by name, then the default ones of its streams.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<IReadOnlyList<ScheduleEntry>> ListAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<CurrentSchedule> current = await catalog.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
        return [.. current.Select(each => new ScheduleEntry(each.Schedule, each.IsDefault, each.DueAt, each.Tick?.FiredAt))];
    }

    private Task NoteAsync(TenantId tenant, string action, string name, string reason, CancellationToken cancellationToken) =>
        audit.AppendAsync([new AuditEntry(tenant, time.GetUtcNow(), action, name, reason, Actor.Current)], cancellationToken);
}
