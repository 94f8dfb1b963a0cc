using SyncKit.Discovery;
using SyncKit.Scheduling;

namespace SyncKit.Core.Tests.Scheduling;

public sealed class ScheduleRuleTests
{
    private static readonly Schedule Sound = Schedules.Cron("0 3 * * *", "Europe/Berlin");

    [Fact]
    public void What_is_sound_has_no_problem()
    {
        Sound.Problem().Should().BeNull();
        Schedules.Every(TimeSpan.FromMinutes(5)).Problem().Should().BeNull();
        (Sound with { Cron = "*/10 * * * * *" }).Problem().Should().BeNull("six fields begin with seconds");
        (Sound with { Mode = SyncMode.Window, Last = TimeSpan.FromDays(7) }).Problem().Should().BeNull();
        (Sound with { QuietHours = [Schedules.Quiet("22:00", "06:00"), Schedules.Quiet("12:00", "13:00")] }).Problem().Should().BeNull();
        (Sound with { QuietHours = [Schedules.Quiet("00:00", "12:00"), Schedules.Quiet("12:00", "23:59")] }).Problem().Should().BeNull("a minute is free");
    }

    [Fact]
    public void Names_and_streams_have_a_form()
    {
        ShouldSay(Sound with { Name = "every night" }, "Name is 'every night': use 1 to 64*");
        ShouldSay(Sound with { Name = "" }, "Name is ''*");
        ShouldSay(Sound with { Stream = Schedules.Stream with { Scope = "full" } }, "Stream is*leave its Scope empty*");
    }

    [Fact]
    public void What_is_read_fits_together()
    {
        ShouldSay(Sound with { Mode = SyncMode.Single }, "Mode is Single; a schedule reads Incremental, Full or Window.");
        ShouldSay(Sound with { Mode = SyncMode.Window }, "Last is not set*");
        ShouldSay(Sound with { Mode = SyncMode.Window, Last = TimeSpan.Zero }, "Last is 00:00:00; set it between*");
        ShouldSay(Sound with { Last = TimeSpan.FromDays(1) }, "Last is set, but Mode is Incremental*");
    }

    [Fact]
    public void It_fires_by_one_rule()
    {
        ShouldSay(Sound with { Cron = null }, "Neither Interval nor Cron is set: set one of them.");
        ShouldSay(Sound with { Interval = TimeSpan.FromHours(1) }, "Interval and Cron are both set: leave one of them out.");
        ShouldSay(Schedules.Every(TimeSpan.Zero), "Interval is 00:00:00; set it between*");
        ShouldSay(Schedules.Every(TimeSpan.FromDays(367)), "Interval is 367*");
        ShouldSay(Sound with { Cron = "0 3 * *" }, "Cron is '0 3 * *': write 5 fields*");
        ShouldSay(Sound with { Cron = "0 25 * * *" }, "Cron is '0 25 *', which cannot be read: *");
        ShouldSay(Sound with { Cron = "0 3 30 2 *" }, "Cron is '0 3 30 2 *', which names no time that ever comes*");
    }

    [Fact]
    public void Zones_are_IANA_names_that_the_host_knows()
    {
        ShouldSay(Sound with { TimeZone = "Europe/Berlinn" }, "TimeZone is 'Europe/Berlinn', which this host does not know: write an IANA name such as Europe/Berlin*tzdata*");
        ShouldSay(Sound with { TimeZone = "" }, "TimeZone is ''*");
    }

    [Fact]
    public void Jitter_and_quiet_hours_leave_room()
    {
        ShouldSay(Sound with { Jitter = TimeSpan.FromSeconds(-1) }, "Jitter is -00:00:01; set it between*");
        ShouldSay(Schedules.Every(TimeSpan.FromMinutes(1)) with { Jitter = TimeSpan.FromMinutes(2) }, "Jitter is 00:02:00, which is longer than the Interval*");
        ShouldSay(Sound with { QuietHours = [Schedules.Quiet("06:00", "06:00")] }, "QuietHours has the range 06:00:00-06:00:00*");
        ShouldSay(
            Sound with { QuietHours = [Schedules.Quiet("00:00", "09:00"), Schedules.Quiet("08:00", "20:00"), Schedules.Quiet("20:00", "00:00")] },
            "QuietHours covers the whole day (*), so that it would never fire*");
    }

    [Fact]
    public void The_clock_refuses_what_is_not_sound()
    {
        Action next = () => ScheduleClock.Next(Sound with { Cron = "bad" }, DateTimeOffset.UnixEpoch);
        next.Should().Throw<ArgumentException>().WithMessage("Cron is 'bad'*");
    }

    private static void ShouldSay(Schedule schedule, string sentence) => schedule.Problem().Should().Match(sentence);
}
