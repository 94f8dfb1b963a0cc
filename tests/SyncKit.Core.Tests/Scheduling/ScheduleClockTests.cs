using System.Globalization;
using SyncKit.Scheduling;

namespace SyncKit.Core.Tests.Scheduling;

public sealed class ScheduleClockTests
{
    [Fact]
    public void An_interval_counts_from_the_moment_given()
    {
        Schedule schedule = Schedules.Every(TimeSpan.FromMinutes(5));
        ScheduleClock.Next(schedule, At("2026-03-01T12:00:00Z")).Should().Be(At("2026-03-01T12:05:00Z"));
    }

    [Fact]
    public void A_time_of_day_is_that_of_the_zone()
    {
        Schedule schedule = Schedules.Cron("30 3 * * *", "America/New_York");
        ScheduleClock.Next(schedule, At("2026-01-10T00:00:00Z")).Should().Be(At("2026-01-10T08:30:00Z"));
        ScheduleClock.Next(schedule, At("2026-07-10T00:00:00Z")).Should().Be(At("2026-07-10T07:30:00Z"));
    }

    [Theory]
    [InlineData("America/New_York", "30 2 * * *", "2026-03-08T05:00:00Z", "2026-03-08T07:00:00Z")]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-03-28T23:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("Australia/Lord_Howe", "15 2 * * *", "2026-10-03T10:00:00Z", "2026-10-03T15:30:00Z")]
    public void A_time_that_the_clocks_jump_over_fires_when_they_have(string zone, string cron, string after, string expected) =>
        ScheduleClock.Next(Schedules.Cron(cron, zone), At(after)).Should().Be(At(expected));

    [Theory]
    [InlineData("America/New_York", "30 1 * * *", "2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("Australia/Lord_Howe", "45 1 * * *", "2026-04-04T12:00:00Z", "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z")]
    public void A_time_that_the_clocks_show_twice_fires_once(string zone, string cron, string after, string first, string second)
    {
        Schedule schedule = Schedules.Cron(cron, zone);
        ScheduleClock.Next(schedule, At(after)).Should().Be(At(first));
        ScheduleClock.Next(schedule, At(first)).Should().Be(At(second));
    }

    [Fact]
    public void In_a_zone_whose_summer_time_is_the_lesser_one_the_hour_shown_twice_is_never_answered_with_the_past()
    {
        DateTimeOffset after = At("2028-01-23T02:12:18Z");
        ScheduleClock.Next(Schedules.Cron("*/7 * * * * *", "Africa/Casablanca"), after).Should().BeAfter(after).And.BeBefore(after.AddMinutes(61));
    }

    [Fact]
    public void What_falls_into_quiet_hours_is_moved_to_their_end()
    {
        Schedule schedule = Schedules.Cron("0 * * * *", "Europe/Berlin") with { QuietHours = [Schedules.Quiet("22:00", "06:30")] };
        ScheduleClock.Next(schedule, At("2026-01-10T19:30:00Z")).Should().Be(At("2026-01-10T20:00:00Z"), "it is 21 h in Berlin");
        ScheduleClock.Next(schedule, At("2026-01-10T20:00:00Z")).Should().Be(At("2026-01-11T05:30:00Z"), "at 22 h it is quiet until half past six");
        ScheduleClock.Next(schedule, At("2026-01-11T05:30:00Z")).Should().Be(At("2026-01-11T06:00:00Z"));
    }

    [Fact]
    public void Quiet_hours_that_follow_each_other_are_left_as_one()
    {
        Schedule schedule = Schedules.Every(TimeSpan.FromHours(1)) with
        {
            QuietHours = [Schedules.Quiet("02:00", "04:00"), Schedules.Quiet("22:00", "02:00"), Schedules.Quiet("03:00", "05:00")],
        };
        ScheduleClock.Next(schedule, At("2026-01-10T21:30:00Z")).Should().Be(At("2026-01-11T05:00:00Z"));
    }

    [Theory]
    [InlineData("America/New_York", "2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T05:10:00Z", "2026-11-01T07:30:00Z")]
    public void Quiet_hours_that_end_while_the_clocks_change_end_once(string zone, string after, string expected)
    {
        // In spring half past two is jumped over; in autumn one o'clock comes twice, and half past two once.
        Schedule schedule = Schedules.Every(TimeSpan.FromMinutes(1)) with { TimeZone = zone, QuietHours = [Schedules.Quiet("01:00", "02:30")] };
        ScheduleClock.Next(schedule, At(after)).Should().Be(At(expected));
    }

    [Fact]
    public void Jitter_comes_on_top_by_chance_and_does_not_reach_into_quiet_hours()
    {
        Schedule schedule = Schedules.Cron("0 3 * * *") with { Jitter = TimeSpan.FromMinutes(10) };
        DateTimeOffset after = At("2026-01-10T00:00:00Z");
        ScheduleClock.Next(schedule, after, 0).Should().Be(At("2026-01-10T03:00:00Z"));
        ScheduleClock.Next(schedule, after, 0.5).Should().Be(At("2026-01-10T03:05:00Z"));
        ScheduleClock.Next(schedule, after, 7).Should().Be(At("2026-01-10T03:10:00Z"));
        ScheduleClock.Next(schedule with { QuietHours = [Schedules.Quiet("03:05", "04:00")] }, after, 1).Should().Be(At("2026-01-10T04:00:00Z"));
    }

    [Fact]
    public void What_was_missed_is_made_up_for_once_and_the_rhythm_stays()
    {
        Schedule often = Schedules.Every(TimeSpan.FromMinutes(1));
        DateTimeOffset due = At("2026-01-10T12:00:20Z");
        DateTimeOffset week = At("2026-01-17T12:00:47Z");
        ScheduleClock.Following(often, due, week).Should().Be(At("2026-01-17T12:01:20Z"));
        ScheduleClock.Following(often, due, due).Should().Be(At("2026-01-10T12:01:20Z"));
        ScheduleClock.Following(Schedules.Cron("0 3 * * *"), At("2026-01-10T03:00:00Z"), week).Should().Be(At("2026-01-18T03:00:00Z"));
    }

    [Fact]
    public void A_rule_that_comes_to_an_end_has_no_next_time() =>
        ScheduleClock.Next(Schedules.Cron("0 3 29 2 *"), new DateTimeOffset(9999, 3, 1, 0, 0, 0, TimeSpan.Zero)).Should().BeNull();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
