using SyncKit.Notifications;

namespace SyncKit.Runs;

/// <summary>Tells people of a run that did not end well, when somebody asked for it or when it read more than what is new.</summary>
internal sealed class RunNotice(Notifier notifier, TimeProvider time)
{
    public async Task TellAsync(SyncRun run, RunEnd end, CancellationToken cancellationToken)
    {
        if (!run.IsNotable || end.State is not (RunState.Failed or RunState.SucceededWithFindings))
        {
            return;
        }

        bool failed = end.State == RunState.Failed;
        Notification notification = new(
            run.Tenant,
            NotificationKind.RunDiffers,
            run.Request.Target,
            failed ? "run.failed" : "run.held",
            $"The {Name(run)} of {run.Request.Target} {(failed ? "failed" : "ended with findings")}: {end.Message}",
            failed ? "Mend what the message names, and start the run again." : "Look at the dead letters, and retry or dismiss them.",
            time.GetUtcNow());
        await notifier.NotifyAsync(notification, cancellationToken).ConfigureAwait(false);
    }

    private static string Name(SyncRun run) => run.Request.Kind == RunKind.Sweep ? "sweep" : $"{run.Request.Options.Mode.ToString().ToLowerInvariant()} run";
}
