namespace SyncKit.Scheduling;

/// <summary>Says when schedules fire. Pure.</summary>
public static class ScheduleClock
{
    /// <summary>When a schedule fires next.</summary>
    /// <remarks>
    /// An interval counts from <paramref name="after"/>. A cron expression whose time the clocks jump over fires at the end of the jump; one whose time they
    /// show twice fires once when it names single times of day, and all along when it names steps or ranges. Jitter comes on top, and what then lies in quiet hours is moved to
    /// their end.
    /// </remarks>
    /// <param name="schedule">The schedule.</param>
    /// <param name="after">The moment that the firing comes after, never at it.</param>
    /// <param name="chance">How much of the jitter is used, between 0 and 1. <value>Default: 0.</value></param>
    /// <returns>When, in UTC; <see langword="null"/> when never again.</returns>
    /// <exception cref="ArgumentException">The schedule is not well formed; see <see cref="Schedule.Problem"/>.</exception>
    public static DateTimeOffset? Next(Schedule schedule, DateTimeOffset after, double chance = 0)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(schedule));
        }

        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        DateTimeOffset? planned = schedule.Interval is { } interval
            ? after + interval
            : CronTurn.After(after, ScheduleRules.Read(schedule.Cron!), zone);
        return planned is { } at
            ? QuietTime.Leave(at.ToUniversalTime() + (schedule.Jitter * Math.Clamp(chance, 0, 1)), schedule.QuietHours, zone)
            : null;
    }

    /// <summary>
    /// When a schedule fires after it fired late: at its next turn after <paramref name="now"/>. An interval keeps its rhythm, and what was missed is left out.
    /// </summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="due">When it was due.</param>
    /// <param name="now">When it fired; not before it was due.</param>
    /// <param name="chance">How much of the jitter is used, between 0 and 1.</param>
    /// <returns>When, in UTC; <see langword="null"/> when never again.</returns>
    /// <exception cref="ArgumentException">The schedule is not well formed; see <see cref="Schedule.Problem"/>.</exception>
    public static DateTimeOffset? Following(Schedule schedule, DateTimeOffset due, DateTimeOffset now, double chance = 0)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return schedule.Interval is { Ticks: > 0 } interval && now > due
            ? Next(schedule, due + (interval * ((now - due).Ticks / interval.Ticks)), chance)
            : Next(schedule, now > due ? now : due, chance);
    }
}
