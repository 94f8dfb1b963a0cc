using SyncKit.Conformance;
using SyncKit.Runs;
using SyncKit.Scheduling;
using SyncKit.Sqlite.Runs;
using SyncKit.Sqlite.Scheduling;

namespace SyncKit.Sqlite.Tests;

/// <summary>Hosts of one machine share a file, each with connections of its own.</summary>
public sealed class SharedFileTests : IDisposable
{
    private const int Hosts = 3;
    private readonly TemporaryFile file = new();
    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider time = new(StorageUnderTest.Start);
    private readonly Merchant acme = new("acme");
    private readonly SqliteDatabase[] databases;

    public SharedFileTests() => databases = [.. Enumerable.Range(0, Hosts).Select(_ => Open())];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_week_in_which_hosts_die_each_time_is_fired_once_and_each_run_is_taken_once()
    {
        Schedule hourly = new() { Name = "hourly", Stream = acme.Stream, Cron = "0 * * * *", TimeZone = "America/New_York" };
        await new SqliteScheduleStore(databases[0]).SaveAsync(hourly, ScheduleClock.Next(hourly, time.GetUtcNow()), Token);
        Random random = new(11);
        int fired = 0;
        List<Guid> taken = [];
        int hours = 7 * 24;
        for (int hour = 0; hour < hours; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            if (random.Next(10) == 0)
            {
                int dead = random.Next(Hosts);
                databases[dead].Dispose();
                databases[dead] = Open();
            }

            fired += (await Task.WhenAll(databases.Select(database => Task.Run(() => FireAsync(database, hourly), Token)))).Count(each => each);
            IReadOnlyList<RunLease>[] leases = await Task.WhenAll(databases.Select((database, host) => Task.Run(
                () => new SqliteRunStore(database).ClaimAsync($"host-{host}", 5, StorageSuite.Life, Token), Token)));
            foreach (RunLease lease in leases.SelectMany(each => each))
            {
                taken.Add(lease.Run.Id);
                await new SqliteRunStore(databases[random.Next(Hosts)]).CompleteAsync(
                    lease, new RunEnd { State = RunState.Succeeded, Progress = RunProgress.None }, Token);
            }
        }

        fired.Should().Be(hours);
        taken.Should().HaveCount(hours).And.OnlyHaveUniqueItems();
    }

    public void Dispose()
    {
        foreach (SqliteDatabase database in databases)
        {
            database.Dispose();
        }

        file.Dispose();
    }

    private async Task<bool> FireAsync(SqliteDatabase database, Schedule schedule)
    {
        SqliteScheduleStore store = new(database);
        StoredSchedule stored = (await store.ListAsync(schedule.Tenant, Token)).Single();
        ScheduleTick tick = (await store.ListTicksAsync(schedule.Tenant, Token)).Single();
        DateTimeOffset now = time.GetUtcNow();
        if (tick.DueAt > now)
        {
            return false;
        }

        SyncRun run = new()
        {
            Id = Guid.CreateVersion7(now),
            Tenant = schedule.Tenant,
            Request = new RunRequest { Stream = schedule.Stream },
            Origin = new RunOrigin(RunOriginKind.Schedule, schedule.Name),
            CreatedAt = now,
        };
        return await store.FireAsync(
            new ScheduleFiring
            {
                Tenant = schedule.Tenant,
                Name = schedule.Name,
                Version = stored.Version,
                DueAt = tick.DueAt,
                NextDue = ScheduleClock.Following(schedule, tick.DueAt!.Value, now)!.Value,
                Run = run,
            },
            Token);
    }

    private SqliteDatabase Open() => new(file.ConnectionString, time);
}
