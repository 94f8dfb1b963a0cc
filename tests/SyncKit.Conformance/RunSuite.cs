using FluentAssertions;
using SyncKit.Discovery;
using SyncKit.Runs;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>What is kept of runs, from the request to long after the end.</summary>
public abstract class RunSuite : StorageSuite
{
    private Merchant Other { get; } = new("other");

    [Fact]
    public async Task A_run_is_kept_as_it_was_asked_for()
    {
        RunRequest request = new()
        {
            Stream = Acme.Stream,
            Options = new SyncOptions
            {
                Mode = SyncMode.Window,
                Window = new DateRange(Now.AddDays(-3), Now),
                Ids = ["7", "8"],
                BatchLimit = 12,
                Filter = new RecordFilter
                {
                    Statuses = ["processing"],
                    PaymentStatuses = ["paid"],
                    Facets = new Dictionary<string, IReadOnlyList<string>> { ["via"] = ["web", "till"] },
                },
            },
        };
        SyncRun run = Runs.Of(Acme, request, RunOriginKind.Person, "jane");

        SyncRun kept = await Storage.Runs.EnqueueAsync(run, Token);

        kept.Should().BeEquivalentTo(run);
        await Storage.ReopenAsync();
        SyncRun found = (await Storage.Runs.FindAsync(Acme.Tenant, run.Id, Token))!;
        found.Should().BeEquivalentTo(run);
        found.State.Should().Be(RunState.Queued);
        found.Request.Fingerprint.Should().Be(request.Fingerprint);
        (await Storage.Runs.FindAsync(Other.Tenant, run.Id, Token)).Should().BeNull("it belongs to another tenant");
    }

    [Fact]
    public async Task An_equal_run_that_still_waits_takes_the_new_one_in()
    {
        SyncRun first = await Enqueue(Runs.Of(Acme));
        (await Enqueue(first)).Id.Should().Be(first.Id, "it is the same one");
        SyncRun second = await Enqueue(Runs.Of(Acme, origin: RunOriginKind.Person, name: "jane"));
        second.Id.Should().Be(first.Id);
        second.Origin.Should().Be(new RunOrigin(RunOriginKind.Person, "jane"), "a person waits for it now");
        (await Enqueue(Runs.Of(Acme))).Origin.Kind.Should().Be(RunOriginKind.Person);
        (await Enqueue(Runs.Full(Acme))).Id.Should().NotBe(first.Id, "it asks for something else");
        (await Enqueue(Runs.Of(Other))).Tenant.Should().Be(Other.Tenant, "another tenant's are not looked at");

        await Claim();
        SyncRun third = await Enqueue(Runs.Of(Acme));
        third.Id.Should().NotBe(first.Id, "one that was taken up may have read past what is new");
    }

    [Fact]
    public async Task One_that_was_taken_up_and_given_back_takes_nothing_in()
    {
        SyncRun first = await Enqueue(Runs.Of(Acme));
        RunLease lease = await Claim();
        await Storage.Runs.ReleaseAsync(lease, new RunRelease(RunState.Queued, RunProgress.None, Now), Token);

        SyncRun second = await Enqueue(Runs.Of(Acme));

        second.Id.Should().NotBe(first.Id);
        SyncRun found = (await Storage.Runs.FindAsync(Acme.Tenant, first.Id, Token))!;
        found.State.Should().Be(RunState.Queued);
        found.StartedAt.Should().Be(Now);
        found.Interruptions.Should().Be(0, "it was given back");
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_a_page_at_a_time()
    {
        List<SyncRun> made = [];
        for (int i = 0; i < 7; i++)
        {
            made.Add(await Enqueue(Runs.Of(Acme, new RunRequest { Stream = Acme.Stream with { Kind = $"kind-{i}" } })));
        }

        await Enqueue(Runs.Of(Other));
        List<Guid> listed = [];
        Guid? after = null;
        do
        {
            RunPage page = await Storage.Runs.ListAsync(Acme.Tenant, new RunQuery { Limit = 3, After = after }, Token);
            page.Rows.Count.Should().BeLessThanOrEqualTo(3);
            listed.AddRange(page.Rows.Select(run => run.Id));
            after = page.Next;
        }
        while (after is not null);

        listed.Should().Equal(made.Select(run => run.Id).Reverse());
        await Storage.Runs.CancelAsync(Acme.Tenant, made[2].Id, Token);
        (await List(new RunQuery { State = RunState.Cancelled })).Should().Equal(made[2].Id);
        (await List(new RunQuery { Stream = Acme.Stream with { Kind = "kind-4" } })).Should().Equal(made[4].Id);
        (await List(new RunQuery { Stream = Other.Stream })).Should().BeEmpty("a stream of another tenant is none of this one's");
    }

    [Fact]
    public async Task A_run_that_nobody_works_on_is_cancelled_at_once()
    {
        SyncRun run = await Enqueue(Runs.Of(Acme));
        (await Storage.Runs.CancelAsync(Other.Tenant, run.Id, Token)).Should().BeNull();

        SyncRun cancelled = (await Storage.Runs.CancelAsync(Acme.Tenant, run.Id, Token))!;

        cancelled.State.Should().Be(RunState.Cancelled);
        cancelled.EndedAt.Should().Be(Now);
        (await TryClaim()).Should().BeNull();
        Storage.Time.Advance(Life);
        (await Storage.Runs.CancelAsync(Acme.Tenant, run.Id, Token))!.EndedAt.Should().Be(Now - Life, "it has ended");
    }

    [Fact]
    public async Task A_run_under_way_is_told_to_end_and_its_owner_ends_it()
    {
        SyncRun run = await Enqueue(Runs.Of(Acme));
        RunLease lease = await Claim();

        (await Storage.Runs.CancelAsync(Acme.Tenant, run.Id, Token))!.State.Should().Be(RunState.Cancelling);
        (await Storage.Runs.ReportAsync(lease, new RunReport(RunProgress.None, []), Life, Token))!.State.Should().Be(RunState.Cancelling);
        (await Storage.Runs.ReleaseAsync(lease, new RunRelease(RunState.Queued, RunProgress.None, Now), Token)).Should().BeTrue();
        RunLease next = await Claim("second");
        next.Run.State.Should().Be(RunState.Cancelling, "it stays so while it is handed on");
        (await Storage.Runs.CompleteAsync(next, new RunEnd { State = RunState.Cancelled, Progress = RunProgress.None }, Token)).Should().BeTrue();
        (await Storage.Runs.FindAsync(Acme.Tenant, run.Id, Token))!.State.Should().Be(RunState.Cancelled);
    }

    [Fact]
    public async Task Quiet_runs_leave_only_the_newest_of_their_stream_and_end()
    {
        for (int i = 0; i < 3; i++)
        {
            await Enqueue(Runs.Of(Acme));
            await End(new RunEnd { State = RunState.Succeeded, Progress = RunProgress.None, IsQuiet = true });
            await Enqueue(Runs.Of(Acme));
            await End(new RunEnd { State = RunState.Failed, Progress = RunProgress.None, IsQuiet = true, Message = $"Try {i}." });
        }

        SyncRun loud = await Enqueue(Runs.Full(Acme));
        await End(new RunEnd { State = RunState.Succeeded, Progress = RunProgress.None });
        SyncRun last = await Enqueue(Runs.Of(Acme));
        await End(new RunEnd { State = RunState.Succeeded, Progress = RunProgress.None, IsQuiet = true });

        IReadOnlyList<SyncRun> rows = (await Storage.Runs.ListAsync(Acme.Tenant, new RunQuery(), Token)).Rows;
        rows.Select(run => run.State).Should().Equal(RunState.Succeeded, RunState.Succeeded, RunState.Failed);
        rows[0].Id.Should().Be(last.Id);
        rows[1].Id.Should().Be(loud.Id);
        rows[2].Message.Should().Be("Try 2.");
    }

    [Fact]
    public async Task Old_runs_are_dropped_but_for_the_newest_of_each_stream()
    {
        for (int i = 0; i < 4; i++)
        {
            await Enqueue(Runs.Of(Acme));
            await End(new RunEnd { State = RunState.Succeeded, Progress = RunProgress.None });
        }

        SyncRun others = await Enqueue(Runs.Of(Other));
        await End(new RunEnd { State = RunState.Failed, Progress = RunProgress.None });
        Storage.Time.Advance(TimeSpan.FromDays(2));
        SyncRun waiting = await Enqueue(Runs.Of(Acme));

        (await Storage.Runs.PruneAsync(Now.AddDays(-3), 100, Token)).Should().Be(0);
        (await Storage.Runs.PruneAsync(Now.AddDays(-1), 3, Token)).Should().Be(3);
        (await Storage.Runs.PruneAsync(Now.AddDays(-1), 3, Token)).Should().Be(1);

        (await List(new RunQuery())).Should().Equal(waiting.Id);
        (await Storage.Runs.ListAsync(Other.Tenant, new RunQuery(), Token)).Rows.Select(run => run.Id).Should().Equal(others.Id);
    }

    [Fact]
    public async Task What_a_dry_run_planned_is_read_a_page_at_a_time_and_begins_anew_with_it()
    {
        SyncRun run = await Enqueue(Runs.Dry(Acme));
        RunLease lease = await Claim();
        PlannedEntry[] entries = [.. Enumerable.Range(1, 5).Select(number => Runs.Planned(number))];
        RunProgress progress = new() { Planned = new PlannedCounts(5, 0, 0, 0, 0, 0) };
        await Storage.Runs.ReportAsync(lease, new RunReport(progress, entries[..3]), Life, Token);
        await Storage.Runs.ReportAsync(lease, new RunReport(progress, entries[2..]), Life, Token);

        PlannedPage first = await Storage.Runs.ListPlannedAsync(Acme.Tenant, run.Id, 0, 3, Token);
        first.Rows.Should().Equal(entries[..3]);
        PlannedPage rest = await Storage.Runs.ListPlannedAsync(Acme.Tenant, run.Id, first.Next!.Value, 3, Token);
        rest.Rows.Should().Equal(entries[3..]);
        rest.Next.Should().BeNull();
        (await Storage.Runs.ListPlannedAsync(Other.Tenant, run.Id, 0, 3, Token)).Rows.Should().BeEmpty();
        (await Storage.Runs.FindAsync(Acme.Tenant, run.Id, Token))!.Progress.Should().Be(progress);

        Storage.Time.Advance(Life);
        RunLease second = await Claim("second");
        (await Storage.Runs.ListPlannedAsync(Acme.Tenant, run.Id, 0, 3, Token)).Rows.Should().BeEmpty();
        await Storage.Runs.ReportAsync(second, new RunReport(progress, [Runs.Planned(1, "update")]), Life, Token);
        (await Storage.Runs.ListPlannedAsync(Acme.Tenant, run.Id, 0, 3, Token)).Rows.Should().ContainSingle().Which.Text.Should().Be("update");
        (await Storage.Runs.ReportAsync(lease, new RunReport(progress, entries), Life, Token)).Should().BeNull();
        (await Storage.Runs.ListPlannedAsync(Acme.Tenant, run.Id, 0, 3, Token)).Rows.Should().ContainSingle("a lost lease keeps nothing");
    }

    private Task<SyncRun> Enqueue(SyncRun run) => Storage.Runs.EnqueueAsync(run, Token);

    private async Task<RunLease?> TryClaim(string owner = "first") => (await Storage.Runs.ClaimAsync(owner, 1, Life, Token)).SingleOrDefault();

    private async Task<RunLease> Claim(string owner = "first")
    {
        RunLease? lease = await TryClaim(owner);
        Assert.NotNull(lease);
        return lease;
    }

    private async Task End(RunEnd end) => Assert.True(await Storage.Runs.CompleteAsync(await Claim(), end, Token));

    private async Task<IEnumerable<Guid>> List(RunQuery query) =>
        (await Storage.Runs.ListAsync(Acme.Tenant, query, Token)).Rows.Select(run => run.Id);
}
