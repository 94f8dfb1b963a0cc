using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Faults;
using SyncKit.Hosting;
using SyncKit.Telemetry;

namespace SyncKit.Runs;

/// <summary>Works on one run that this host holds, and then ends it or gives it back.</summary>
internal sealed partial class RunExecution(
    IRunStore store,
    RunSignals signals,
    RunReader reader,
    RunRehearsal rehearsal,
    RunSettling settling,
    RunNotice notice,
    SyncKitMeter meter,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<RunExecution> logger)
{
    /// <summary>A run during which hosts keep going away is not worth another one.</summary>
    private const int MostInterruptions = 5;

    /// <summary>Works on a run until it ends, until its batch is done, or until <paramref name="stoppingToken"/> wants the host to stop.</summary>
    public async Task RunAsync(RunLease lease, CancellationToken stoppingToken)
    {
        using Activity? activity = SyncKitTelemetry.Activities.StartActivity(SyncKitTelemetry.RunSpan);
        RunVerdict verdict;
        RunSession session = RunSession.Start(store, signals, lease, options.Value.LeaseLife, time, stoppingToken);
        await using (session.ConfigureAwait(false))
        {
            verdict = await JudgeAsync(session).ConfigureAwait(false);
            if (!await session.StopAsync().ConfigureAwait(false))
            {
                LogLost(lease.Run.Tenant.Value, lease.Run.Id);
                return;
            }

            // A host that stops still says what became of the run: nobody would take it up before its lease ends.
            await session.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await SettleAsync(lease, verdict).ConfigureAwait(false);
        }

        signals.Change(lease.Run.Id);
        signals.Forget(lease.Run.Id);
        signals.Queue();
    }

    private async Task<RunVerdict> JudgeAsync(RunSession session)
    {
        SyncRun run = session.Run;
        try
        {
            return run switch
            {
                { State: RunState.Cancelling } => Cancelled(session),
                { Interruptions: >= MostInterruptions } => RunVerdict.Failed(
                    run.Progress, $"The hosts that worked on it went away {run.Interruptions} times: look into their logs, and start it again."),
                { State: RunState.Settling } => await settling.RunAsync(session).ConfigureAwait(false),
                { Request.Kind: RunKind.DryRun } => await rehearsal.RunAsync(session).ConfigureAwait(false),
                _ => await reader.RunAsync(session).ConfigureAwait(false),
            };
        }
        catch (OperationCanceledException) when (session.Held.IsCancellationRequested)
        {
            return session.IsCancelled ? Cancelled(session) : GivenBack(session);
        }
        catch (ConnectorException refused)
        {
            return RunVerdict.Failed(session.Progress, $"{refused.Failure.Message} {refused.Failure.Remedy}");
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            LogBroken(run.Tenant.Value, run.Id, run.Request.Target, broken);
            return RunVerdict.Failed(
                session.Progress, $"It broke off with {broken.GetType().Name}, which is an error of the program or of its storage: look for run {run.Id} in the host's log.");
        }
    }

    private async Task SettleAsync(RunLease lease, RunVerdict verdict)
    {
        if (verdict.Release is { } release)
        {
            await store.ReleaseAsync(lease, release, CancellationToken.None).ConfigureAwait(false);
        }
        else if (verdict.End is { } end)
        {
            // Told first: who dies in between tells it again, and equal notifications are grouped.
            await notice.TellAsync(lease.Run, end, CancellationToken.None).ConfigureAwait(false);
            await store.CompleteAsync(lease, end with { IsQuiet = IsQuiet(lease.Run, end) }, CancellationToken.None).ConfigureAwait(false);
            meter.Ended(lease.Run, end.State, time.GetUtcNow());
        }
    }

    /// <summary>A poll that brought nothing in is not worth a row each time, nor is one of many that fail for one reason.</summary>
    private static bool IsQuiet(SyncRun run, RunEnd end) => run.Origin.Kind != RunOriginKind.Person && end.Progress.Waiting == 0;

    private static RunVerdict Cancelled(RunSession session) =>
        RunVerdict.Ended(RunState.Cancelled, session.Progress, "It was cancelled; what it had brought in by then stays.");

    private static RunVerdict GivenBack(RunSession session) => RunVerdict.GivenBack(
        session.Run.State == RunState.Settling ? RunState.Settling : RunState.Queued, session.Progress, session.Run.StartedAt ?? session.Now);

    [LoggerMessage(801, LogLevel.Error, "Run {Run} of {Tenant} on {Target} broke off.")]
    private partial void LogBroken(string tenant, Guid run, string target, Exception exception);

    [LoggerMessage(802, LogLevel.Warning, "Run {Run} of {Tenant} is no longer this host's; whoever holds it next goes on with it.")]
    private partial void LogLost(string tenant, Guid run);
}
