using SyncKit.Discovery;
using SyncKit.PostgreSql.Runs;
using SyncKit.PostgreSql.Scheduling;
using SyncKit.Runs;
using SyncKit.Scheduling;

namespace SyncKit.PostgreSql.Tests.Hosts;

public sealed class ScheduleRaceTests
{
    private const int Count = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_time_is_fired_by_one_host_and_its_run_is_queued_once()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        StoredSchedule stored = await new PostgresScheduleStore(hosts.Database).SaveAsync(Nightly(hosts), hosts.Now, Cancel);
        const int Times = 20;
        for (int i = 0; i < Times; i++)
        {
            bool[] fired = await hosts.AtOnceAsync((host, number) => new PostgresScheduleStore(host).FireAsync(Firing(hosts, stored.Version, i, number), Cancel));

            fired.Count(each => each).Should().Be(1);
        }

        (await new PostgresRunStore(hosts.Database).ListAsync(hosts.Acme.Tenant, new RunQuery(), Cancel)).Rows.Should().HaveCount(Times);
    }

    [Fact]
    public async Task A_schedule_that_is_changed_while_it_is_fired_keeps_the_clock_of_its_change()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        PostgresScheduleStore store = new(hosts.Database);
        for (int i = 0; i < 40; i++)
        {
            DateTimeOffset due = hosts.Now.AddDays(i);
            StoredSchedule stored = await store.SaveAsync(Nightly(hosts), due, Cancel);

            bool[] fired = await hosts.AtOnceAsync(async (host, number) =>
            {
                PostgresScheduleStore own = new(host);
                if (number > 0)
                {
                    return await own.FireAsync(Firing(hosts, stored.Version, i, number), Cancel);
                }

                await own.SaveAsync(Nightly(hosts) with { Mode = SyncMode.Full }, due, Cancel);
                return false;
            });

            fired.Count(each => each).Should().BeLessThanOrEqualTo(1);
            (await store.ListTicksAsync(hosts.Acme.Tenant, Cancel)).Single().DueAt.Should().Be(due, "what the schedule was before never moves the clock of what it is now");
        }
    }

    private static Schedule Nightly(HostsUnderTest hosts) => new() { Name = "nightly", Stream = hosts.Acme.Stream, Cron = "0 3 * * *" };

    private static ScheduleFiring Firing(HostsUnderTest hosts, long version, int time, int host) => new()
    {
        Tenant = hosts.Acme.Tenant,
        Name = "nightly",
        Version = version,
        DueAt = hosts.Now.AddDays(time),
        NextDue = hosts.Now.AddDays(time + 1),
        Run = new SyncRun
        {
            Id = Guid.CreateVersion7(hosts.Now.AddMilliseconds((time * Count) + host)),
            Tenant = hosts.Acme.Tenant,
            Request = new RunRequest { Stream = hosts.Acme.Stream, Options = new SyncOptions { Mode = SyncMode.Single, Ids = [$"{time}/{host}"] } },
            Origin = new RunOrigin(RunOriginKind.Schedule, "nightly"),
            CreatedAt = hosts.Now,
        },
    };
}
