using SyncKit.Scheduling;

namespace SyncKit.AspNetCore.Api.Schedules;

/// <summary>A schedule and its times.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsDefault">Whether it is one that every stream has, and is not stored.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="NextAt">When it fires next; absent when never, or for a default one that was never looked at.</param>
/// <param name="FiredAt">When it fired last; absent when it never did.</param>
internal sealed record ScheduleAnswer(string Name, bool IsDefault, ScheduleBody Schedule, DateTimeOffset? NextAt, DateTimeOffset? FiredAt)
{
    public static ScheduleAnswer Of(ScheduleEntry entry) =>
        new(entry.Schedule.Name, entry.IsDefault, ScheduleBody.Of(entry.Schedule), entry.NextDue, entry.FiredAt);
}
