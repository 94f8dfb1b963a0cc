namespace SyncKit.Scheduling;

/// <summary>A schedule that is in force: a stored one, or a default one that is not.</summary>
/// <param name="Key">The name of its clock.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="Version">The stored version; zero for a default one.</param>
/// <param name="IsSweep">Whether it looks for what vanished, and reads nothing.</param>
/// <param name="Tick">Where its clock stands; <see langword="null"/> when it was never set.</param>
internal sealed record CurrentSchedule(string Key, Schedule Schedule, long Version, bool IsSweep, ScheduleTick? Tick)
{
    public bool IsDefault => Version == 0;

    /// <summary>When it is due; <see langword="null"/> when never, or when its clock was never set.</summary>
    /// <remarks>A default schedule's interval is an option: one that was made shorter counts at once.</remarks>
    public DateTimeOffset? DueAt => IsDefault && Tick?.FiredAt is { } fired && fired + Schedule.Interval < Tick.DueAt
        ? fired + Schedule.Interval
        : Tick?.DueAt;
}
