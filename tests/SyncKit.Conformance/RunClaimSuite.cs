using FluentAssertions;
using SyncKit.Runs;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>One owner at a time for a run, and one run at a time for a stream.</summary>
public abstract class RunClaimSuite : StorageSuite
{
    [Fact]
    public async Task A_run_whose_turn_has_come_is_named_and_taken_by_its_id()
    {
        SyncRun incremental = await Enqueue(Runs.Of(Acme));
        SyncRun full = await Enqueue(Runs.Full(Acme));

        (await Storage.Runs.ListDueAsync(10, Token)).Should().Equal(
            new DueRun(Acme.Tenant, incremental.Id, incremental.Request.Target), new DueRun(Acme.Tenant, full.Id, full.Request.Target));
        RunLease lease = (await ClaimRun(full.Id))!;

        (lease.Run.Id, lease.Run.State, lease.Run.StartedAt).Should().Be((full.Id, RunState.Running, Now));
        lease.ExpiresAt.Should().Be(Now + Life);
        (await Storage.Runs.ListDueAsync(10, Token)).Should().BeEmpty("the stream is being read");
        (await ClaimRun(full.Id)).Should().BeNull();
        (await ClaimRun(incremental.Id)).Should().BeNull();
        (await Storage.Runs.ClaimRunAsync(new Merchant("globex").Tenant, full.Id, "first", Life, Token)).Should().BeNull();
        Storage.Time.Advance(Life);
        (await ClaimRun(incremental.Id)).Should().NotBeNull("the lease ran out");
    }

    [Fact]
    public async Task A_claimed_run_is_under_way_and_nobody_else_gets_it()
    {
        await Enqueue(Runs.Of(Acme));

        RunLease lease = (await Claim("first")).Single();

        lease.Run.State.Should().Be(RunState.Running);
        lease.Run.StartedAt.Should().Be(Now);
        lease.ExpiresAt.Should().Be(Now + Life);
        (await Claim("second")).Should().BeEmpty();
        (await Claim("first")).Should().BeEmpty();
    }

    [Fact]
    public async Task Many_owners_never_share_a_run_or_a_stream()
    {
        Merchant[] merchants = [.. Enumerable.Range(0, 12).Select(i => new Merchant($"tenant-{i}"))];
        foreach (Merchant merchant in merchants)
        {
            await Enqueue(Runs.Of(merchant));
            await Enqueue(Runs.Full(merchant));
        }

        IReadOnlyList<RunLease>[] leases = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(
            async () =>
            {
                List<RunLease> mine = [];
                for (int round = 0; round < 4; round++)
                {
                    mine.AddRange(await Claim($"owner-{i}", 3));
                }

                return (IReadOnlyList<RunLease>)mine;
            },
            Token)));

        leases.SelectMany(each => each).Select(lease => lease.Run.Tenant).Should().HaveCount(12).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task One_stream_is_read_by_one_run_at_a_time()
    {
        await Enqueue(Runs.Of(Acme));
        await Enqueue(Runs.Full(Acme));
        await Enqueue(Runs.Dry(Acme));

        IReadOnlyList<RunLease> leases = await Claim("first", 10);

        leases.Select(lease => lease.Run.Request.Kind).Should().Equal([RunKind.Sync, RunKind.DryRun], "a dry run writes nothing");
        leases[0].Run.Request.Options.Mode.Should().Be(Discovery.SyncMode.Incremental, "it was asked for first");
        (await Claim("second", 10)).Should().BeEmpty();
        await Complete(leases[0]);
        (await Claim("second", 10)).Should().ContainSingle().Which.Run.Request.Options.Mode.Should().Be(Discovery.SyncMode.Full);
    }

    [Fact]
    public async Task A_run_that_gives_way_goes_behind_those_that_wait()
    {
        await Enqueue(Runs.Full(Acme));
        RunLease full = (await Claim("first")).Single();
        Storage.Time.Advance(TimeSpan.FromSeconds(1));
        SyncRun poll = await Enqueue(Runs.Of(Acme));
        Storage.Time.Advance(TimeSpan.FromSeconds(1));
        RunProgress progress = new() { Pages = 10, Read = 1000, Entered = 1000, Waiting = 1000 };

        (await Storage.Runs.ReleaseAsync(full, new RunRelease(RunState.Running, progress, Now), Token)).Should().BeTrue();

        RunLease next = (await Claim("first")).Single();
        next.Run.Id.Should().Be(poll.Id);
        await Complete(next);
        RunLease again = (await Claim("second")).Single();
        again.Run.Id.Should().Be(full.Run.Id);
        again.Run.Progress.Should().Be(progress);
        again.Run.Interruptions.Should().Be(0);
        again.Epoch.Should().BeGreaterThan(full.Epoch);
    }

    [Fact]
    public async Task A_run_waits_until_its_turn()
    {
        await Enqueue(Runs.Full(Acme));
        RunLease lease = (await Claim("first")).Single();
        await Storage.Runs.ReleaseAsync(lease, new RunRelease(RunState.Settling, RunProgress.None, Now.AddSeconds(10)), Token);
        (await Claim("first")).Should().BeEmpty();
        await Enqueue(Runs.Of(Acme));
        RunLease poll = (await Claim("first")).Single();

        Storage.Time.Advance(TimeSpan.FromSeconds(10));

        RunLease settling = (await Claim("first")).Single();
        settling.Run.State.Should().Be(RunState.Settling, "it reads no more, so it does not wait for the run that reads");
        settling.Run.Id.Should().Be(lease.Run.Id);
        await Complete(poll);
        await Enqueue(Runs.Of(Acme));
        (await Claim("first")).Should().ContainSingle("nor does one that reads wait for it");
    }

    [Fact]
    public async Task A_lost_lease_can_report_nothing()
    {
        SyncRun run = await Enqueue(Runs.Of(Acme));
        RunLease lost = (await Claim("first")).Single();
        Storage.Time.Advance(Life);
        RunReport report = new(new RunProgress { Read = 9 }, []);

        (await Storage.Runs.ReportAsync(lost, report, Life, Token)).Should().BeNull("its time is over though nobody took it");
        RunLease next = (await Claim("second")).Single();
        next.Run.Interruptions.Should().Be(1);
        next.Run.StartedAt.Should().Be(Now - Life, "it began then");
        (await Storage.Runs.ReportAsync(lost, report, Life, Token)).Should().BeNull();
        (await Storage.Runs.ReleaseAsync(lost, new RunRelease(RunState.Queued, report.Progress, Now), Token)).Should().BeFalse();
        (await Storage.Runs.CompleteAsync(lost, new RunEnd { State = RunState.Failed, Progress = report.Progress }, Token)).Should().BeFalse();
        SyncRun found = (await Storage.Runs.FindAsync(Acme.Tenant, run.Id, Token))!;
        found.State.Should().Be(RunState.Running);
        found.Progress.Should().Be(RunProgress.None);
        (await Storage.Runs.ReportAsync(next, report, Life, Token))!.Progress.Should().Be(report.Progress);
    }

    [Fact]
    public async Task A_report_prolongs_the_lease()
    {
        await Enqueue(Runs.Of(Acme));
        RunLease lease = (await Claim("first")).Single();
        for (int i = 0; i < 3; i++)
        {
            Storage.Time.Advance(Life * 0.75);
            (await Storage.Runs.ReportAsync(lease, new RunReport(new RunProgress { Read = i }, []), Life, Token)).Should().NotBeNull();
        }

        (await Claim("second")).Should().BeEmpty();
        await Storage.ReopenAsync();
        Storage.Time.Advance(Life * 0.75);
        (await Claim("second")).Should().BeEmpty("the lease outlives its host");
        Storage.Time.Advance(Life * 0.25);
        (await Claim("second")).Single().Run.Progress.Read.Should().Be(2);
    }

    private Task<RunLease?> ClaimRun(Guid run) => Storage.Runs.ClaimRunAsync(Acme.Tenant, run, "first", Life, Token);
    private Task<SyncRun> Enqueue(SyncRun run) => Storage.Runs.EnqueueAsync(run, Token);

    private Task<IReadOnlyList<RunLease>> Claim(string owner, int most = 1) => Storage.Runs.ClaimAsync(owner, most, Life, Token);

    private async Task Complete(RunLease lease) =>
        Assert.True(await Storage.Runs.CompleteAsync(lease, new RunEnd { State = RunState.Succeeded, Progress = RunProgress.None }, Token));
}
