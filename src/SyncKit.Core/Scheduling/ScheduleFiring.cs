using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Runs;

namespace SyncKit.Scheduling;

/// <summary>One firing of a schedule: the clock moves from one time to the next, and the run is queued, or neither.</summary>
public sealed record ScheduleFiring
{
    /// <summary>Whose.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The schedule's name.</summary>
    public required string Name { get; init; }

    /// <summary>Which version of the stored schedule is meant; zero for a default schedule, which is not stored.</summary>
    public required long Version { get; init; }

    /// <summary>For a default schedule: does not fire when an incremental schedule is stored for this stream. <value>Default: none.</value></summary>
    public StreamId? UnlessScheduled { get; init; }

    /// <summary>When it is due, as the clock says; <see langword="null"/> when the clock has not been set yet.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>When it is due after that.</summary>
    public required DateTimeOffset NextDue { get; init; }

    /// <summary>What is queued; <see langword="null"/> sets the clock alone, which then does not count as fired.</summary>
    public required SyncRun? Run { get; init; }
}
