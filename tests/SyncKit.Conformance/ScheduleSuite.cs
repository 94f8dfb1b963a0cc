using FluentAssertions;
using SyncKit.Discovery;
using SyncKit.Runs;
using SyncKit.Scheduling;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>Schedules are kept, and each time that one is due is fired once.</summary>
public abstract class ScheduleSuite : StorageSuite
{
    private Merchant Other { get; } = new("other");

    [Fact]
    public async Task A_schedule_is_kept_with_all_its_parts()
    {
        Schedule schedule = Nightly() with
        {
            Mode = SyncMode.Window,
            Last = TimeSpan.FromDays(7),
            TimeZone = "Europe/Berlin",
            Jitter = TimeSpan.FromMinutes(5),
            QuietHours = [new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 30))],
            IsEnabled = false,
        };

        (await Storage.Schedules.SaveAsync(schedule, null, Token)).Version.Should().BeGreaterThan(0);
        await Storage.ReopenAsync();

        StoredSchedule stored = (await Storage.Schedules.ListAsync(Acme.Tenant, Token)).Single();
        stored.Schedule.Should().BeEquivalentTo(schedule);
        (await Storage.Schedules.ListTicksAsync(Acme.Tenant, Token)).Should().Equal(new ScheduleTick("nightly", null, null));
        (await Storage.Schedules.ListAsync(Other.Tenant, Token)).Should().BeEmpty();
        (await Storage.Schedules.ListTicksAsync(Other.Tenant, Token)).Should().BeEmpty();
    }

    [Fact]
    public async Task Schedules_are_replaced_listed_in_order_and_removed()
    {
        StoredSchedule first = await Storage.Schedules.SaveAsync(Nightly(), Now.AddHours(1), Token);
        await Storage.Schedules.SaveAsync(Nightly() with { Name = "Zoo" }, Now, Token);
        await Storage.Schedules.SaveAsync(Nightly() with { Name = "hourly" }, Now, Token);
        StoredSchedule second = await Storage.Schedules.SaveAsync(Nightly() with { Cron = "0 4 * * *" }, Now.AddHours(2), Token);

        second.Version.Should().BeGreaterThan(first.Version);
        (await Storage.Schedules.ListAsync(Acme.Tenant, Token)).Select(each => each.Schedule.Name).Should().Equal("Zoo", "hourly", "nightly");
        (await Tick("nightly"))!.DueAt.Should().Be(Now.AddHours(2));
        (await Storage.Schedules.RemoveAsync(Other.Tenant, "nightly", Token)).Should().BeFalse();
        (await Storage.Schedules.RemoveAsync(Acme.Tenant, "nightly", Token)).Should().BeTrue();
        (await Storage.Schedules.RemoveAsync(Acme.Tenant, "nightly", Token)).Should().BeFalse();
        (await Storage.Schedules.ListAsync(Acme.Tenant, Token)).Should().HaveCount(2);
        (await Tick("nightly")).Should().BeNull();
        (await Storage.Schedules.SaveAsync(Nightly(), Now, Token)).Version.Should().BeGreaterThan(second.Version, "an old firing must not fit");
    }

    [Fact]
    public async Task A_firing_moves_the_clock_and_queues_the_run()
    {
        StoredSchedule stored = await Storage.Schedules.SaveAsync(Nightly(), Now, Token);
        SyncRun run = Runs.Of(Acme);

        (await Fire(stored, Now, Now.AddDays(1), run)).Should().BeTrue();

        (await Tick("nightly")).Should().Be(new ScheduleTick("nightly", Now.AddDays(1), Now));
        (await Storage.Runs.FindAsync(Acme.Tenant, run.Id, Token)).Should().BeEquivalentTo(run);
        (await Fire(stored, Now, Now.AddDays(1), Runs.Full(Acme))).Should().BeFalse("that time was fired");
        (await Storage.Runs.ListAsync(Acme.Tenant, new RunQuery(), Token)).Rows.Should().ContainSingle();
    }

    [Fact]
    public async Task Of_many_hosts_one_fires()
    {
        StoredSchedule stored = await Storage.Schedules.SaveAsync(Nightly(), Now, Token);
        for (int day = 0; day < 5; day++)
        {
            DateTimeOffset due = StorageUnderTest.Start.AddDays(day);
            bool[] fired = await Task.WhenAll(Enumerable.Range(0, 20).Select(host => Task.Run(
                () => Fire(stored, due, due.AddDays(1), Runs.Of(Acme, new RunRequest { Stream = Acme.Stream with { Kind = $"{day}" } })), Token)));
            fired.Count(each => each).Should().Be(1);
        }

        (await Storage.Runs.ListAsync(Acme.Tenant, new RunQuery(), Token)).Rows.Should().HaveCount(5);
    }

    [Fact]
    public async Task A_schedule_that_was_changed_or_removed_is_not_fired_as_it_was()
    {
        StoredSchedule old = await Storage.Schedules.SaveAsync(Nightly(), Now, Token);
        StoredSchedule changed = await Storage.Schedules.SaveAsync(Nightly() with { Mode = SyncMode.Incremental }, Now, Token);

        (await Fire(old, Now, Now.AddDays(1), Runs.Full(Acme))).Should().BeFalse();
        await Storage.Schedules.RemoveAsync(Acme.Tenant, "nightly", Token);
        (await Fire(changed, Now, Now.AddDays(1), Runs.Of(Acme))).Should().BeFalse();
        (await Fire(changed, null, Now.AddDays(1), Runs.Of(Acme))).Should().BeFalse();
        StoredSchedule anew = await Storage.Schedules.SaveAsync(Nightly(), Now, Token);
        (await Fire(changed, Now, Now.AddDays(1), Runs.Of(Acme))).Should().BeFalse();
        (await Storage.Runs.ListAsync(Acme.Tenant, new RunQuery(), Token)).Rows.Should().BeEmpty();
        (await Fire(anew, Now, Now.AddDays(1), Runs.Of(Acme))).Should().BeTrue();
    }

    [Fact]
    public async Task A_default_schedule_is_fired_likewise_unless_one_is_stored_in_its_place()
    {
        ScheduleFiring poll = Poll(null, Now.AddMinutes(1), Runs.Of(Acme));
        bool[] fired = await Task.WhenAll(Enumerable.Range(0, 10).Select(host => Task.Run(() => Storage.Schedules.FireAsync(poll, Token), Token)));
        fired.Count(each => each).Should().Be(1);
        (await Tick("poll:shop")).Should().Be(new ScheduleTick("poll:shop", Now.AddMinutes(1), Now));

        await Storage.Schedules.SaveAsync(Nightly(), Now, Token);
        await Storage.Schedules.SaveAsync(Nightly() with { Name = "other", Mode = SyncMode.Incremental, Stream = Acme.Stream with { Kind = "product" } }, Now, Token);
        (await Storage.Schedules.FireAsync(Poll(Now.AddMinutes(1), Now.AddMinutes(2), Runs.Of(Acme)), Token)).Should().BeTrue("neither takes its place");
        await Storage.Schedules.SaveAsync(Nightly() with { Name = "often", Mode = SyncMode.Incremental, IsEnabled = false }, null, Token);
        (await Storage.Schedules.FireAsync(Poll(Now.AddMinutes(2), Now.AddMinutes(3), Runs.Of(Acme)), Token)).Should().BeFalse();
        await Storage.Schedules.RemoveAsync(Acme.Tenant, "often", Token);
        (await Storage.Schedules.FireAsync(Poll(Now.AddMinutes(2), Now.AddMinutes(3), Runs.Of(Acme)), Token)).Should().BeTrue();
    }

    [Fact]
    public async Task A_clock_can_be_set_without_a_run()
    {
        (await Storage.Schedules.FireAsync(Poll(null, Now.AddDays(1), null), Token)).Should().BeTrue();

        (await Tick("poll:shop")).Should().Be(new ScheduleTick("poll:shop", Now.AddDays(1), null));
        (await Storage.Runs.ListAsync(Acme.Tenant, new RunQuery(), Token)).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task A_firing_whose_run_waits_already_moves_the_clock_all_the_same()
    {
        SyncRun waiting = await Storage.Runs.EnqueueAsync(Runs.Of(Acme), Token);
        StoredSchedule stored = await Storage.Schedules.SaveAsync(Nightly(), Now, Token);

        (await Fire(stored, Now, Now.AddDays(1), Runs.Of(Acme))).Should().BeTrue();

        (await Storage.Runs.ListAsync(Acme.Tenant, new RunQuery(), Token)).Rows.Should().ContainSingle().Which.Id.Should().Be(waiting.Id);
        (await Tick("nightly"))!.DueAt.Should().Be(Now.AddDays(1));
        await Storage.ReopenAsync();
        (await Tick("nightly")).Should().Be(new ScheduleTick("nightly", Now.AddDays(1), Now));
    }

    private Schedule Nightly() => new() { Name = "nightly", Stream = Acme.Stream, Mode = SyncMode.Full, Cron = "0 3 * * *" };

    private ScheduleFiring Poll(DateTimeOffset? due, DateTimeOffset next, SyncRun? run) => new()
    {
        Tenant = Acme.Tenant, Name = "poll:shop", Version = 0, UnlessScheduled = Acme.Stream, DueAt = due, NextDue = next, Run = run,
    };

    private Task<bool> Fire(StoredSchedule stored, DateTimeOffset? due, DateTimeOffset next, SyncRun run) => Storage.Schedules.FireAsync(
        new ScheduleFiring { Tenant = Acme.Tenant, Name = stored.Schedule.Name, Version = stored.Version, DueAt = due, NextDue = next, Run = run },
        Token);

    private async Task<ScheduleTick?> Tick(string name) =>
        (await Storage.Schedules.ListTicksAsync(Acme.Tenant, Token)).SingleOrDefault(tick => tick.Name == name);
}
