using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Hosting;
using SyncKit.Runs;

namespace SyncKit.Scheduling;

/// <summary>
/// Fires the schedules that are due. Any number of hosts may do so at once: a firing is one transaction that only one of them gets through. A stream that is
/// not bound, or whose connection is switched off, waits, and fires once when it is back.
/// </summary>
internal sealed partial class ScheduleFirer(
    IConnectionStore connections,
    StreamCatalog streams,
    ScheduleCatalog catalog,
    IScheduleStore store,
    RunQueue queue,
    RunSignals signals,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<ScheduleFirer> logger)
{
    /// <summary>After how long a tenant is looked at again in which nothing is due before.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly Dictionary<TenantId, DateTimeOffset> lookAt = [];
    private readonly ConcurrentDictionary<(TenantId Tenant, string Name, long Version), bool> named = new();

    /// <summary>Fires what is due now. Called by one thread at a time.</summary>
    /// <returns>When to call again.</returns>
    public async Task<DateTimeOffset> FireAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset next = time.GetUtcNow() + Memory;
        foreach (TenantId tenant in await connections.ListTenantsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!lookAt.TryGetValue(tenant, out DateTimeOffset look) || look <= time.GetUtcNow())
            {
                lookAt[tenant] = look = await FireAsync(tenant, cancellationToken).ConfigureAwait(false);
            }

            next = look < next ? look : next;
        }

        return next;
    }

    /// <summary>Fires what is due now of one tenant. Different tenants may be called for at once.</summary>
    /// <returns>When to call again for the tenant.</returns>
    public async Task<DateTimeOffset> FireAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset next = now + Memory;
        IReadOnlyList<Connection> all = await connections.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
        HashSet<StreamId> alive =
        [
            .. (await streams.ListAsync(tenant, cancellationToken).ConfigureAwait(false)).Select(bound => bound.Stream)
                .Where(stream => all.Any(connection => connection.Id == stream.Source && connection.Status.State != ConnectionState.Disabled)),
        ];
        foreach (CurrentSchedule current in await catalog.ListAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            if (!current.Schedule.IsEnabled || !alive.Contains(current.Schedule.Stream) || !IsSound(current))
            {
                continue;
            }

            DateTimeOffset? due = current.DueAt is { } at && at > now
                ? at
                : await FireAsync(current, now, cancellationToken).ConfigureAwait(false);
            next = due < next ? due.Value : next;
        }

        return next;
    }

    /// <returns>When it is due next; <see langword="null"/> when another host fired it, or when it is never due.</returns>
    private async Task<DateTimeOffset?> FireAsync(CurrentSchedule current, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Schedule schedule = current.Schedule;
        if (current is { IsDefault: false, Tick.DueAt: null })
        {
            return null;
        }

        // The first sweep has its turn after the first interval, for there is nothing yet that could have vanished.
        bool setsClock = current is { IsSweep: true, Tick: null };
        double chance = schedule.Jitter > TimeSpan.Zero ? options.Value.Jitter() : 0;
        DateTimeOffset next = ScheduleClock.Following(schedule, current.DueAt ?? now, now, chance) ?? DateTimeOffset.MaxValue;
        ScheduleFiring firing = new()
        {
            Tenant = schedule.Tenant,
            Name = current.Key,
            Version = current.Version,
            UnlessScheduled = current is { IsDefault: true, IsSweep: false } ? schedule.Stream : null,
            DueAt = current.Tick?.DueAt,
            NextDue = next,
            Run = setsClock ? null : queue.Make(schedule.Tenant, Request(current), new RunOrigin(RunOriginKind.Schedule, schedule.Name)),
        };
        if (!await store.FireAsync(firing, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        signals.Queue();
        return next;
    }

    private static RunRequest Request(CurrentSchedule current) => new()
    {
        Kind = current.IsSweep ? RunKind.Sweep : RunKind.Sync,
        Stream = current.Schedule.Stream,
        Options = new SyncOptions { Mode = current.Schedule.Mode },
        Last = current.Schedule.Last,
    };

    /// <summary>A schedule was checked when it was saved, but perhaps on a host that knows more time zones.</summary>
    private bool IsSound(CurrentSchedule current)
    {
        if (current.Schedule.Problem() is not { } problem)
        {
            return true;
        }

        if (named.TryAdd((current.Schedule.Tenant, current.Key, current.Version), true))
        {
            LogUnsound(current.Key, current.Schedule.Tenant.Value, problem);
        }

        return false;
    }

    [LoggerMessage(512, LogLevel.Error, "The schedule '{Schedule}' of {Tenant} cannot be fired by this host: {Problem}")]
    private partial void LogUnsound(string schedule, string tenant, string problem);
}
