using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Planning;

namespace SyncKit.Runs;

/// <summary>Plans a dry run's flow, and keeps what it would do: the counts of all, and the first records in words.</summary>
internal sealed class RunRehearsal(SyncPlanner planner, FlowCatalog flows, IConnectionStore connections)
{
    private const int MostEntries = 1_000;
    private const int LongestText = 2_000;

    public async Task<RunVerdict> RunAsync(RunSession session)
    {
        SyncRun run = session.Run;
        string flow = run.Request.Flow!;
        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(run.Tenant, session.Held).ConfigureAwait(false);
        if (!flows.Match(bindings).Any(match => string.Equals(match.Flow.Name, flow, StringComparison.Ordinal)))
        {
            return RunVerdict.Failed(RunProgress.None, $"The flow '{flow}' is not switched on: switch it on, and start the dry run again.");
        }

        RunProgress progress = RunProgress.None;
        int number = 0;
        await foreach (PlannedRecord planned in planner
            .PlanAsync(run.Tenant, flow, RunReader.Resolve(run), session.Held)
            .ConfigureAwait(false))
        {
            number++;
            progress = progress with { Read = number, Planned = progress.Planned.With(planned.Action) };
            session.Note(progress, number <= MostEntries ? Entry(number, planned) : null);
        }

        return progress.Planned.Refuse > 0
            ? RunVerdict.Ended(RunState.SucceededWithFindings, progress, $"{progress.Planned.Refuse} records would be held as dead letters: their lines say why.")
            : RunVerdict.Ended(RunState.Succeeded, progress);
    }

    private static PlannedEntry Entry(int number, PlannedRecord planned)
    {
        string text = planned.ToString();
        return new PlannedEntry
        {
            Number = number,
            Record = planned.Record.ToString(),
            Destination = planned.Destination.ToString(),
            Action = planned.Action,
            Total = planned.Total == default ? string.Empty : planned.Total.ToString(),
            Text = text.Length > LongestText ? text[..LongestText] : text,
        };
    }
}
