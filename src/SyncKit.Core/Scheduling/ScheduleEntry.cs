namespace SyncKit.Scheduling;

/// <summary>A schedule and its times.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="IsDefault">Whether it is one that every stream has, and is not stored: <c>default</c> polls, <c>sweep</c> looks for what vanished.</param>
/// <param name="NextDue">When it fires next; <see langword="null"/> when never, or for a default one that was never looked at.</param>
/// <param name="FiredAt">When it fired last; <see langword="null"/> when it never did.</param>
public sealed record ScheduleEntry(Schedule Schedule, bool IsDefault, DateTimeOffset? NextDue, DateTimeOffset? FiredAt);
