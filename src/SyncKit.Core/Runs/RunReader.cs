using SyncKit.Discovery;
using SyncKit.Ledger;

namespace SyncKit.Runs;

/// <summary>Reads a run's stream, one batch at a time, so that every stream has its turn.</summary>
internal sealed class RunReader(StreamCatalog streams, StreamRunner runner, ILedger ledger)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

    public async Task<RunVerdict> RunAsync(RunSession session)
    {
        SyncRun run = session.Run;
        StreamId stream = run.Request.Stream!;
        IReadOnlyList<BoundStream> all = await streams.ListAsync(run.Tenant, session.Held).ConfigureAwait(false);
        if (all.FirstOrDefault(bound => bound.Stream == stream) is not { } found)
        {
            return RunVerdict.Failed(run.Progress, $"No flow that is switched on reads '{stream}': switch one on, or remove what asks for it.");
        }

        RunProgress before = await BeginAsync(session, found).ConfigureAwait(false);
        return run.Request.Kind == RunKind.Sweep
            ? await SweepAsync(session, found, before).ConfigureAwait(false)
            : await ReadAsync(session, found, before).ConfigureAwait(false);
    }

    /// <summary>How a run ends that read all and of which nothing is left to wait for.</summary>
    public static RunVerdict Conclude(RunProgress progress, string note = "") => progress.Held > 0
        ? RunVerdict.Ended(
            RunState.SucceededWithFindings,
            progress,
            $"{progress.Held} more records are held as dead letters than when it began: look at what they say, and retry or dismiss them. {note}".TrimEnd())
        : RunVerdict.Ended(RunState.Succeeded, progress, note);

    /// <summary>How many dead letters the flows of a stream have, and how many items wait.</summary>
    public static async Task<FlowCounts> CountAsync(ILedger ledger, BoundStream bound, CancellationToken cancellationToken)
    {
        FlowCounts sum = FlowCounts.Zero;
        foreach (string flow in bound.Bindings.Select(binding => binding.Flow).Distinct(StringComparer.Ordinal))
        {
            sum += await ledger.CountAsync(bound.Stream.Source.Tenant, flow, cancellationToken).ConfigureAwait(false);
        }

        return sum;
    }

    /// <summary>What a run asks a source for. What cannot go on from a cursor is read in one go.</summary>
    public static SyncOptions Resolve(SyncRun run)
    {
        SyncOptions options = run.Request.Last is { } last && run.StartedAt is { } started
            ? run.Request.Options with { Window = new DateRange(started - last, started) }
            : run.Request.Options;
        return options.Mode is SyncMode.Incremental or SyncMode.Full && options.Filter.IsEmpty
            ? options
            : options with { BatchLimit = int.MaxValue };
    }

    private async Task<RunProgress> BeginAsync(RunSession session, BoundStream bound)
    {
        SyncRun run = session.Run;
        if (!run.IsNotable || run.Progress.HeldBefore is not null)
        {
            return run.Progress;
        }

        FlowCounts counts = await CountAsync(ledger, bound, session.Held).ConfigureAwait(false);
        RunProgress begun = run.Progress with { HeldBefore = counts.Dead };
        session.Note(begun);
        return begun;
    }

    private async Task<RunVerdict> ReadAsync(RunSession session, BoundStream bound, RunProgress before)
    {
        SyncOptions options = Resolve(session.Run);
        int flows = bound.Bindings.Count;
        long pages = 0;
        StreamReading reading = await runner
            .TryRunAsync(bound, options, report => session.Note(before.Plus(report, flows, ++pages)), session.Held)
            .ConfigureAwait(false);
        if (reading.Report is not { } report)
        {
            return RunVerdict.Failed(session.Progress, reading.Problem);
        }

        RunProgress reached = before.Plus(report, flows, options.Mode == SyncMode.Single ? 1 : pages);
        return report.More ? RunVerdict.GivenBack(RunState.Running, reached, session.Now) : End(session, reached);
    }

    private async Task<RunVerdict> SweepAsync(RunSession session, BoundStream bound, RunProgress before)
    {
        StreamReading reading = await runner.TrySweepAsync(bound, session.Held).ConfigureAwait(false);
        if (reading.Report is not { } report)
        {
            return RunVerdict.Failed(before, reading.Problem);
        }

        // Of the suspects, the source may leave out those that it is not sure of.
        int flows = bound.Bindings.Count;
        int told = (report.Receipt.Waiting + report.Receipt.Superseded + report.Receipt.Unchanged) / flows;
        return End(session, before.Plus(report with { Filtered = report.Read - told }, flows, pages: 0));
    }

    private static RunVerdict End(RunSession session, RunProgress reached) => session.Run.IsNotable && reached.Waiting > 0
        ? RunVerdict.GivenBack(RunState.Settling, reached with { ReadAt = session.Now }, session.Now + FirstLook)
        : Conclude(reached);
}
