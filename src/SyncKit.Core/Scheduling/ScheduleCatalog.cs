using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Hosting;

namespace SyncKit.Scheduling;

/// <summary>Finds a tenant's schedules: the stored ones, and the default ones of its streams.</summary>
internal sealed class ScheduleCatalog(IScheduleStore store, StreamCatalog streams, IOptions<SyncKitOptions> options)
{
    /// <summary>The name of the schedule that polls a stream which has no incremental one.</summary>
    public const string Poll = "default";

    /// <summary>The name of the schedule that looks for what vanished.</summary>
    public const string Sweep = "sweep";

    /// <summary>Stored ones first, by name, whether or not they are switched on and their stream is bound.</summary>
    public async Task<IReadOnlyList<CurrentSchedule>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        IReadOnlyList<BoundStream> bound = await streams.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StoredSchedule> stored = await store.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
        Dictionary<string, ScheduleTick> ticks = (await store.ListTicksAsync(tenant, cancellationToken).ConfigureAwait(false))
            .ToDictionary(tick => tick.Name, StringComparer.Ordinal);
        List<CurrentSchedule> schedules =
        [
            .. stored.Select(each => new CurrentSchedule(
                each.Schedule.Name, each.Schedule, each.Version, IsSweep: false, ticks.GetValueOrDefault(each.Schedule.Name))),
        ];
        foreach (StreamId stream in bound.Select(each => each.Stream))
        {
            if (!stored.Any(each => each.Schedule.Mode == SyncMode.Incremental && each.Schedule.Stream == stream))
            {
                schedules.Add(Default(stream, Poll, options.Value.PollInterval));
            }

            schedules.Add(Default(stream, Sweep, options.Value.SweepInterval));
        }

        return schedules;

        CurrentSchedule Default(StreamId stream, string name, TimeSpan interval)
        {
            // No stored schedule's name has a colon.
            string key = $"{name}:{stream.Source.Connector}/{stream.Source.Name}/{stream.Kind}";
            Schedule schedule = new() { Name = name, Stream = stream, Interval = interval };
            return new CurrentSchedule(key, schedule, Version: 0, name == Sweep, ticks.GetValueOrDefault(key));
        }
    }
}
