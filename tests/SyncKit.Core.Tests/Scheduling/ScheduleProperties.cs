using CsCheck;
using SyncKit.Scheduling;

namespace SyncKit.Core.Tests.Scheduling;

/// <summary>What holds for every schedule at every moment, the days included on which clocks change.</summary>
public sealed class ScheduleProperties
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Zone = Some(
        "UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca", "America/St_Johns", "Pacific/Chatham");

    private static readonly Gen<string> Cron = Some(
        "* * * * *", "0 * * * *", "30 1 * * *", "30 2 * * *", "0 3 * * *", "15 2 * * 0", "0 0 1 * *", "*/15 1-3 * * *", "5 30 2 * * *", "*/7 * * * * *", "0 12 31 * *");

    // Half of all moments are near a change of clocks of one of the zones.
    private static readonly Gen<DateTimeOffset> Moment = Gen.Select(
        Gen.Bool,
        Gen.Long[0, TimeSpan.FromDays(1200).Ticks],
        Some("2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-04", "2026-10-03", "2027-03-14", "2026-04-05", "2026-09-26"),
        Gen.Long[0, TimeSpan.FromHours(30).Ticks],
        (isAny, any, day, near) => isAny
            ? Begin.AddTicks(any)
            : new DateTimeOffset(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero).AddHours(-4).AddTicks(near));

    private static readonly Gen<TimeOnly> Time = Gen.Int[0, (24 * 12) - 1].Select(part => TimeOnly.MinValue.AddMinutes(part * 5));

    private static readonly Gen<Schedule> Schedule = Gen.Select(
        Gen.Bool,
        Gen.Long[TimeSpan.TicksPerSecond, TimeSpan.FromDays(3).Ticks],
        Cron,
        Zone,
        Gen.Select(Time, Time, (from, to) => new QuietHours(from, to)).List[0, 3],
        Gen.Double[0, 1],
        (isInterval, ticks, cron, zone, quiet, jitter) => (isInterval ? Schedules.Every(TimeSpan.FromTicks(ticks)) : Schedules.Cron(cron)) with
        {
            TimeZone = zone,
            QuietHours = quiet,
            Jitter = TimeSpan.FromTicks(ticks) * (jitter / 4),
        }).Where(schedule => schedule.Problem() is null);

    [Fact]
    public void The_next_time_is_later_and_not_quiet() => Gen.Select(Schedule, Moment, Gen.Double[0, 1]).Sample(
        (schedule, after, chance) =>
        {
            DateTimeOffset? next = ScheduleClock.Next(schedule, after, chance);
            return next > after && next.Value.Offset == TimeSpan.Zero && !IsQuiet(schedule, next.Value);
        },
        iter: 10_000);

    [Fact]
    public void A_later_moment_never_has_an_earlier_next_time() => Gen.Select(Schedule, Moment, Gen.Long[0, TimeSpan.FromHours(30).Ticks], Gen.Double[0, 1]).Sample(
        (schedule, after, ticks, chance) =>
            ScheduleClock.Next(schedule, after, chance) <= ScheduleClock.Next(schedule, after.AddTicks(ticks), chance),
        iter: 10_000);

    [Fact]
    public void Nothing_that_is_not_quiet_lies_between_a_planned_time_and_the_time_it_was_moved_to() => Gen.Select(Schedule, Moment).Sample(
        (schedule, after) =>
        {
            DateTimeOffset planned = ScheduleClock.Next(schedule with { QuietHours = [] }, after)!.Value;
            DateTimeOffset moved = ScheduleClock.Next(schedule, after)!.Value;
            for (DateTimeOffset between = planned; between < moved; between = between.AddMinutes(1))
            {
                if (!IsQuiet(schedule, between))
                {
                    return false;
                }
            }

            return moved >= planned;
        },
        iter: 500);

    [Fact]
    public void However_late_it_fires_it_is_due_next_after_now_and_by_an_interval_at_most() => Gen
        .Select(Schedule, Moment, Gen.Long[0, TimeSpan.FromDays(60).Ticks])
        .Sample(
            (schedule, due, late) =>
            {
                DateTimeOffset now = due.AddTicks(late);
                DateTimeOffset next = ScheduleClock.Following(schedule, due, now)!.Value;
                return next > now && (schedule.Interval is null || schedule.QuietHours.Count > 0 || next <= now + schedule.Interval);
            },
            iter: 10_000);

    private static Gen<string> Some(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static bool IsQuiet(Schedule schedule, DateTimeOffset moment)
    {
        TimeOnly time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone)).DateTime);
        return schedule.QuietHours.Any(range => range.Covers(time));
    }
}
