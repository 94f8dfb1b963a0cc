using SyncKit.Connections;

namespace SyncKit.Scheduling;

/// <summary>Keeps schedules and when each is due, so that exactly one host fires each time, without a leader. Safe for use from several threads and processes.</summary>
public interface IScheduleStore
{
    /// <summary>Adds a schedule, or takes the place of the tenant's one of the same name, and sets its clock. What was fired stays noted.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="nextDue">When it is due; <see langword="null"/> when never.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The stored schedule; its version is higher than that of any schedule of the name before.</returns>
    Task<StoredSchedule> SaveAsync(Schedule schedule, DateTimeOffset? nextDue, CancellationToken cancellationToken);

    /// <summary>Removes a schedule with its clock.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> RemoveAsync(TenantId tenant, string name, CancellationToken cancellationToken);

    /// <summary>A tenant's schedules, ordered by name.</summary>
    Task<IReadOnlyList<StoredSchedule>> ListAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>A tenant's clocks, those of default schedules included, ordered by name.</summary>
    Task<IReadOnlyList<ScheduleTick>> ListTicksAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>
    /// Fires a schedule in one transaction, if its clock still shows the time that is named and its version is still the stored one: the clock moves on, and
    /// the run is queued as by <see cref="Runs.IRunStore.EnqueueAsync"/>.
    /// </summary>
    /// <returns>Whether it was fired by this call; when not, nothing was changed.</returns>
    Task<bool> FireAsync(ScheduleFiring firing, CancellationToken cancellationToken);
}
