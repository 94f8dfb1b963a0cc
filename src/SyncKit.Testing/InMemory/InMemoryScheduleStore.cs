using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Scheduling;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryScheduleStore(InMemoryStorage storage, TimeProvider time) : IScheduleStore
{
    public Task<StoredSchedule> SaveAsync(Schedule schedule, DateTimeOffset? nextDue, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(schedule);
        lock (storage.Gate)
        {
            (TenantId, string) key = (schedule.Tenant, schedule.Name);
            long version = storage.Schedules.GetValueOrDefault(key).Version + 1;
            storage.Schedules[key] = (schedule, version);
            storage.ScheduleTicks[key] = new ScheduleTick(schedule.Name, nextDue, storage.ScheduleTicks.GetValueOrDefault(key)?.FiredAt);
            return Task.FromResult(new StoredSchedule(schedule, version));
        }
    }

    public Task<bool> RemoveAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            if (!storage.Schedules.TryGetValue((tenant, name), out var row) || row.Schedule is null)
            {
                return Task.FromResult(false);
            }

            // The version stays, so that it is never used again.
            storage.Schedules[(tenant, name)] = (null, row.Version + 1);
            storage.ScheduleTicks.Remove((tenant, name));
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<StoredSchedule>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<StoredSchedule>>(
            [
                .. storage.Schedules.Where(row => row.Key.Tenant == tenant && row.Value.Schedule is not null)
                    .OrderBy(row => row.Key.Name, StringComparer.Ordinal)
                    .Select(row => new StoredSchedule(row.Value.Schedule!, row.Value.Version)),
            ]);
        }
    }

    public Task<IReadOnlyList<ScheduleTick>> ListTicksAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<ScheduleTick>>(
            [
                .. storage.ScheduleTicks.Where(row => row.Key.Tenant == tenant).Select(row => row.Value)
                    .OrderBy(tick => tick.Name, StringComparer.Ordinal),
            ]);
        }
    }

    public Task<bool> FireAsync(ScheduleFiring firing, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(firing);
        lock (storage.Gate)
        {
            ScheduleTick? tick = storage.ScheduleTicks.GetValueOrDefault((firing.Tenant, firing.Name));
            bool isDue = firing.DueAt is null ? tick is null : tick?.DueAt == firing.DueAt;
            if (!isDue || !IsMeant(firing))
            {
                return Task.FromResult(false);
            }

            DateTimeOffset now = time.GetUtcNow();
            storage.ScheduleTicks[(firing.Tenant, firing.Name)] =
                new ScheduleTick(firing.Name, firing.NextDue, firing.Run is null ? tick?.FiredAt : now);
            if (firing.Run is { } run)
            {
                storage.Runs.Enqueue(run, now);
            }

            return Task.FromResult(true);
        }
    }

    private bool IsMeant(ScheduleFiring firing) => firing.Version > 0
        ? storage.Schedules.TryGetValue((firing.Tenant, firing.Name), out var row) && row.Schedule is not null && row.Version == firing.Version
        : firing.UnlessScheduled is not { } stream
            || !storage.Schedules.Values.Any(other => other.Schedule?.Stream == stream && other.Schedule.Mode == SyncMode.Incremental);
}
