using System.Collections.Concurrent;
using SyncKit.Conformance;
using SyncKit.Discovery;
using SyncKit.PostgreSql.Runs;
using SyncKit.Runs;

namespace SyncKit.PostgreSql.Tests.Hosts;

public sealed class RunRaceTests
{
    private const int Count = 6;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private static readonly RunEnd Done = new() { State = RunState.Succeeded, Progress = RunProgress.None };

    private int made;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hosts_never_read_one_target_at_once_and_every_run_comes_to_its_end()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        PostgresRunStore store = new(hosts.Database);
        Merchant[] merchants = [.. Enumerable.Range(0, 3).Select(i => new Merchant($"tenant-{i}"))];
        const int Each = 16;
        for (int i = 0; i < Each; i++)
        {
            foreach (Merchant merchant in merchants)
            {
                await store.EnqueueAsync(Run(merchant, i), Cancel);
            }
        }

        ConcurrentDictionary<string, string> reading = new();
        ConcurrentBag<string> collisions = [];
        int ended = 0;

        async Task WorkAsync(PostgresRunStore own, RunLease lease)
        {
            string target = $"{lease.Run.Tenant}/{lease.Run.Request.Target}";
            if (!reading.TryAdd(target, lease.Owner))
            {
                collisions.Add(target);
            }

            await own.ReportAsync(lease, new RunReport(RunProgress.None, []), Life, Cancel);
            reading.TryRemove(target, out _);
            (await own.CompleteAsync(lease, Done, Cancel)).Should().BeTrue();
            Interlocked.Increment(ref ended);
        }

        await hosts.AtOnceAsync(async (host, number) =>
        {
            PostgresRunStore own = new(host);
            while (Volatile.Read(ref ended) < Each * merchants.Length)
            {
                // One half asks for what is due, the other names a run, as grains do.
                IReadOnlyList<RunLease> leases = number % 2 == 0
                    ? await own.ClaimAsync($"host-{number}", 2, Life, Cancel)
                    : await ClaimNamedAsync(own, $"host-{number}");
                await Task.WhenAll(leases.Select(lease => WorkAsync(own, lease)));
            }

            return true;
        });

        collisions.Should().BeEmpty();
        ended.Should().Be(Each * merchants.Length);
    }

    [Fact]
    public async Task Of_two_runs_of_one_target_that_two_hosts_name_at_once_one_is_taken()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        PostgresRunStore store = new(hosts.Database);
        for (int round = 0; round < 25; round++)
        {
            Merchant merchant = new($"round-{round}");
            List<SyncRun> runs = [];
            for (int i = 0; i < Count; i++)
            {
                runs.Add(await store.EnqueueAsync(Run(merchant, i), Cancel));
            }

            RunLease?[] leases = await hosts.AtOnceAsync(
                (host, number) => new PostgresRunStore(host).ClaimRunAsync(merchant.Tenant, runs[number].Id, $"host-{number}", Life, Cancel));

            leases.Count(lease => lease is not null).Should().BeLessThanOrEqualTo(1);
            if (leases.All(lease => lease is null))
            {
                // All were in each other's way; the next who asks gets it.
                (await store.ClaimRunAsync(merchant.Tenant, runs[0].Id, "later", Life, Cancel)).Should().NotBeNull();
            }
        }
    }

    [Fact]
    public async Task Equal_runs_that_many_hosts_queue_while_they_are_taken_up_are_one_at_a_time()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        const int Each = 30;

        SyncRun[][] kept = await hosts.AtOnceAsync(async (host, number) =>
        {
            PostgresRunStore own = new(host);
            List<SyncRun> runs = [];
            for (int i = 0; i < Each; i++)
            {
                if (number == 0)
                {
                    foreach (RunLease lease in await own.ClaimAsync("taker", 1, Life, Cancel))
                    {
                        await own.CompleteAsync(lease, Done, Cancel);
                    }
                }
                else
                {
                    runs.Add(await own.EnqueueAsync(Run(hosts.Acme, 0, number == 1 ? RunOriginKind.Person : RunOriginKind.Schedule), Cancel));
                }
            }

            return runs.ToArray();
        });

        PostgresRunStore store = new(hosts.Database);
        RunPage stored = await store.ListAsync(hosts.Acme.Tenant, new RunQuery { Limit = 500 }, Cancel);
        stored.Rows.Count(run => run.State == RunState.Queued).Should().BeLessThanOrEqualTo(1);
        kept.SelectMany(each => each).Select(run => run.Id).Should().BeSubsetOf(stored.Rows.Select(run => run.Id));
        kept.SelectMany(each => each).Should().HaveCount((Count - 1) * Each);
    }

    [Fact]
    public async Task Many_hosts_drop_old_runs_together_and_count_each_once()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        PostgresRunStore store = new(hosts.Database);
        const int All = 120;
        for (int i = 0; i < All; i++)
        {
            await store.EnqueueAsync(Run(hosts.Acme, i), Cancel);
        }

        while (await store.ClaimAsync("first", 1, Life, Cancel) is [RunLease lease])
        {
            await store.CompleteAsync(lease, Done, Cancel);
        }

        int[] dropped = await hosts.AtOnceAsync(async (host, _) =>
        {
            int mine = 0;
            for (int part = 1; part > 0; mine += part)
            {
                part = await new PostgresRunStore(host).PruneAsync(hosts.Now.AddDays(1), 10, Cancel);
            }

            return mine;
        });

        dropped.Sum().Should().Be(All - 1, "the newest one of the target stays");
        (await store.ListAsync(hosts.Acme.Tenant, new RunQuery { Limit = 500 }, Cancel)).Rows.Should().ContainSingle();
    }

    private static async Task<IReadOnlyList<RunLease>> ClaimNamedAsync(PostgresRunStore store, string owner)
    {
        List<RunLease> leases = [];
        foreach (DueRun due in await store.ListDueAsync(4, Cancel))
        {
            if (await store.ClaimRunAsync(due.Tenant, due.Id, owner, Life, Cancel) is { } lease)
            {
                leases.Add(lease);
            }
        }

        return leases;
    }

    private SyncRun Run(Merchant merchant, int record, RunOriginKind origin = RunOriginKind.Schedule)
    {
        SyncOptions options = new() { Mode = SyncMode.Single, Ids = [$"{record}"] };
        return new SyncRun
        {
            Id = Guid.CreateVersion7(StorageUnderTest.Start.AddMilliseconds(Interlocked.Increment(ref made))),
            Tenant = merchant.Tenant,
            Request = new RunRequest { Stream = merchant.Stream, Options = options },
            Origin = new RunOrigin(origin, "nightly"),
            CreatedAt = StorageUnderTest.Start,
        };
    }
}
