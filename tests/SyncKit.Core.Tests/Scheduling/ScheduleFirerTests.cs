using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Core.Tests.Runs;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Runs;
using SyncKit.Scheduling;

namespace SyncKit.Core.Tests.Scheduling;

/// <summary>Any number of hosts, and one firing each time.</summary>
public sealed class ScheduleFirerTests
{
    private static readonly TenantId Other = new("other");
    private readonly Scene scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_stream_is_polled_at_once_and_then_every_minute()
    {
        await using Host host = await scene.StartConnectedAsync();

        await FireAsync(host);
        (await TakeAsync(host)).Should().Equal("acme Sync default");
        await FireAsync(host);
        (await TakeAsync(host)).Should().BeEmpty();
        scene.Time.Advance(TimeSpan.FromSeconds(60));
        await FireAsync(host);
        (await TakeAsync(host)).Should().Equal("acme Sync default");
    }

    [Fact]
    public async Task A_host_looks_for_what_is_new_every_few_seconds()
    {
        await using Host host = scene.Start();
        ScheduleFirer firer = host.Services.GetRequiredService<ScheduleFirer>();
        DateTimeOffset next = await firer.FireAsync(Token);
        (next - scene.Time.GetUtcNow()).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
        await Scene.ConnectAsync(host, Scene.Acme);

        scene.Time.Advance(next - scene.Time.GetUtcNow());
        await firer.FireAsync(Token);

        (await TakeAsync(host)).Should().Equal("acme Sync default");
    }

    [Fact]
    public async Task In_a_week_in_which_hosts_die_each_time_is_fired_once()
    {
        await using Host first = await scene.StartConnectedAsync(null, Scene.Acme, Other);
        await first.Schedules.SaveAsync(Schedules.Cron("0 3 * * *", "Europe/Berlin") with { Mode = SyncMode.Full }, Token);
        await first.Schedules.SaveAsync(
            Schedules.Cron("*/30 * * * *", name: "shop-hours") with { Mode = SyncMode.Window, Last = TimeSpan.FromDays(2), QuietHours = [Schedules.Quiet("20:00", "06:00")] }, Token);
        Random random = new(7);
        Host[] mortal = [Mortal(random), Mortal(random)];
        Dictionary<string, int> fired = [];
        int died = 0;
        int steps = (int)(TimeSpan.FromDays(7) / TimeSpan.FromMinutes(1));
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < mortal.Length; i++)
            {
                try
                {
                    await FireAsync(mortal[i]);
                }
                catch (CrashException)
                {
                    died++;
                    await mortal[i].DisposeAsync();
                    mortal[i] = Mortal(random);
                }
            }

            await FireAsync(first);
            foreach (string run in await TakeAsync(first))
            {
                fired[run] = fired.GetValueOrDefault(run) + 1;
            }

            scene.Time.Advance(TimeSpan.FromMinutes(1));
        }

        died.Should().BeGreaterThan(20);
        fired.Should().BeEquivalentTo(new Dictionary<string, int>
        {
            ["acme Sync default"] = 7 * 24 * 60,
            ["other Sync default"] = 7 * 24 * 60,
            ["acme Sync nightly"] = 7,
            ["acme Sync shop-hours"] = (7 * 14 * 2) - 1,
            ["acme Sweep sweep"] = 6,
            ["other Sweep sweep"] = 6,
        });
        foreach (Host host in mortal)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_week_without_a_host_is_made_up_for_by_one_run_each()
    {
        await using Host before = await scene.StartConnectedAsync();
        await before.Schedules.SaveAsync(Schedules.Cron("0 3 * * *") with { Mode = SyncMode.Full }, Token);
        await FireAsync(before);
        await TakeAsync(before);
        scene.Time.Advance(TimeSpan.FromDays(7));
        await using Host after = scene.Start();

        await FireAsync(after);

        (await TakeAsync(after)).Should().BeEquivalentTo("acme Sync nightly", "acme Sync default", "acme Sweep sweep");
        scene.Time.Advance(TimeSpan.FromSeconds(30));
        await FireAsync(after);
        (await TakeAsync(after)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_incremental_schedule_takes_the_place_of_the_polling_and_gives_it_back()
    {
        await using Host host = await scene.StartConnectedAsync();
        await FireAsync(host);
        await TakeAsync(host);
        await host.Schedules.SaveAsync(Schedules.Every(TimeSpan.FromMinutes(10)), Token);
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        await FireAsync(host);
        (await TakeAsync(host)).Should().BeEmpty();
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        await FireAsync(host);
        (await TakeAsync(host)).Should().Equal("acme Sync often");

        await host.Schedules.SaveAsync(Schedules.Every(TimeSpan.FromMinutes(10)) with { IsEnabled = false }, Token);
        scene.Time.Advance(TimeSpan.FromHours(1));
        await FireAsync(host);
        (await TakeAsync(host)).Should().BeEmpty("switched off, it takes the place all the same");

        (await host.Schedules.RemoveAsync(Scene.Acme, "often", Token)).Should().BeTrue();
        await FireAsync(host);
        (await TakeAsync(host)).Should().Equal("acme Sync default");
    }

    [Fact]
    public async Task A_connection_that_is_switched_off_waits_and_is_read_once_when_it_is_back()
    {
        await using Host host = await scene.StartConnectedAsync();
        await FireAsync(host);
        await TakeAsync(host);
        await host.Connections.SwitchAsync(Scene.Source(Scene.Acme), new ConnectionStatus(ConnectionState.Disabled, "off", "Off.", null), Token);
        scene.Time.Advance(TimeSpan.FromHours(3));
        await FireAsync(host);
        (await TakeAsync(host)).Should().BeEmpty();

        await host.Connections.SwitchAsync(Scene.Source(Scene.Acme), ConnectionStatus.Connected, Token);
        await FireAsync(host);

        (await TakeAsync(host)).Should().Equal("acme Sync default");
    }

    [Fact]
    public async Task A_poll_interval_that_was_made_shorter_counts_at_once_and_a_restart_resets_nothing()
    {
        await using Host slow = await scene.StartConnectedAsync(options => options.PollInterval = TimeSpan.FromHours(20));
        await FireAsync(slow);
        await TakeAsync(slow);
        scene.Time.Advance(TimeSpan.FromMinutes(10));
        await using Host fast = scene.Start(configure: options => options.PollInterval = TimeSpan.FromMinutes(15));
        await FireAsync(fast);
        (await TakeAsync(fast)).Should().BeEmpty("a restart is no reason to poll");
        scene.Time.Advance(TimeSpan.FromMinutes(5));
        await FireAsync(fast);
        (await TakeAsync(fast)).Should().Equal("acme Sync default");

        scene.Time.Advance(TimeSpan.FromHours(23.75));
        await using Host last = scene.Start();
        await FireAsync(last);
        (await TakeAsync(last)).Should().BeEquivalentTo("acme Sync default", "acme Sweep sweep");
    }

    [Fact]
    public async Task Jitter_is_drawn_for_each_firing()
    {
        await using Host host = await scene.StartConnectedAsync();
        Schedule schedule = Schedules.Cron("0 3 * * *") with { Mode = SyncMode.Full, Jitter = TimeSpan.FromMinutes(10) };

        ScheduleEntry saved = await host.Schedules.SaveAsync(schedule, Token);
        saved.NextDue.Should().Be(new DateTimeOffset(2026, 3, 2, 3, 10, 0, TimeSpan.Zero), "the scene's chance is 1");
        scene.Time.Advance(saved.NextDue!.Value - scene.Time.GetUtcNow());
        await FireAsync(host);

        ScheduleEntry fired = (await host.Schedules.ListAsync(Scene.Acme, Token)).Single(entry => !entry.IsDefault);
        (fired.FiredAt, fired.NextDue).Should().Be((saved.NextDue, saved.NextDue.Value.AddDays(1)));
    }

    [Fact]
    public async Task Schedules_that_do_not_fit_are_refused_with_the_reason_and_changes_are_audited()
    {
        await using Host host = await scene.StartConnectedAsync();
        Func<Task> unsound = () => host.Schedules.SaveAsync(Schedules.Cron("bad"), Token);
        await unsound.Should().ThrowAsync<ArgumentException>().WithMessage("Cron is 'bad'*");
        Func<Task> unknown = () => host.Schedules.SaveAsync(Schedules.Cron("0 3 * * *") with { Stream = Schedules.Stream with { Kind = "product" } }, Token);
        await unknown.Should().ThrowAsync<ArgumentException>().WithMessage("Stream is 'acme/shop/main/product', which no flow reads*");
        (await host.Schedules.RemoveAsync(Scene.Acme, "nightly", Token)).Should().BeFalse();
        using (SyncKit.Auditing.Actor.Begin("user:jane"))
        {
            await host.Schedules.SaveAsync(Schedules.Cron("0 3 * * *") with { Mode = SyncMode.Full }, Token);
            (await host.Schedules.ListAsync(Scene.Acme, Token)).Select(entry => (entry.Schedule.Name, entry.IsDefault))
                .Should().Equal(("nightly", false), ("default", true), ("sweep", true));
            await host.Schedules.RemoveAsync(Scene.Acme, "nightly", Token);
        }

        (await host.Audit.ListAsync(Scene.Acme, 100, Token)).Where(entry => entry.Actor == "user:jane").Select(entry => (entry.Action, entry.Subject))
            .Should().Equal(("schedule.removed", "nightly"), ("schedule.saved", "nightly"));
    }

    [Fact]
    public async Task A_stored_schedule_that_this_host_cannot_read_is_named_once()
    {
        await using Host host = await scene.StartConnectedAsync();
        await host.ScheduleStore.SaveAsync(Schedules.Cron("0 3 * * *", "Mars/Olympus") with { Mode = SyncMode.Full }, scene.Time.GetUtcNow(), Token);
        ScheduleFirer firer = host.Services.GetRequiredService<ScheduleFirer>();
        for (int i = 0; i < 3; i++)
        {
            await firer.FireAsync(Token);
            scene.Time.Advance(TimeSpan.FromSeconds(5));
        }

        host.Log.Lines.Where(line => line.Id == 512).Should().ContainSingle().Which.Text.Should().Contain("'nightly' of acme").And.Contain("TimeZone is 'Mars/Olympus'");
        (await TakeAsync(host)).Should().Equal("acme Sync default");
    }

    /// <summary>A look without the memory that a running host has of when to look again.</summary>
    private static Task FireAsync(Host host) => host.Services.GetRequiredService<ScheduleFirer>().FireAsync(Token);

    /// <summary>Takes all runs that wait, ends them, and names them.</summary>
    private static async Task<List<string>> TakeAsync(Host host)
    {
        List<string> taken = [];
        while (await RunHosts.Pool(host).ClaimAsync(10, Token) is { Count: > 0 } leases)
        {
            foreach (RunLease lease in leases)
            {
                taken.Add($"{lease.Run.Tenant} {lease.Run.Request.Kind} {lease.Run.Origin.Name}");
                await host.RunStore.CompleteAsync(lease, new RunEnd { State = RunState.Succeeded, Progress = RunProgress.None, IsQuiet = true }, Token);
            }
        }

        return taken;
    }

    private Host Mortal(Random random) => scene.Start(new Crash(random.Next(1, 4000)));
}
