using SyncKit.Runs;

namespace SyncKit.AspNetCore.Api.Runs;

/// <summary>How far a run is. What entered is all accounted for: it waits, was superseded or is unchanged.</summary>
/// <param name="Pages">Pages that were read and committed.</param>
/// <param name="Read">Records that the source sent.</param>
/// <param name="Filtered">Records that the filter left out.</param>
/// <param name="Entered">Changes that came of the others, one per record and flow.</param>
/// <param name="Waiting">Changes that waited in the inbox then.</param>
/// <param name="Superseded">Changes that met a newer or equal one of their record.</param>
/// <param name="Unchanged">Changes with the content that the ledger has already.</param>
/// <param name="Held">How many more dead letters there were in the end than in the beginning.</param>
/// <param name="Planned">What a dry run would do; absent otherwise.</param>
internal sealed record ProgressAnswer(
    long Pages,
    long Read,
    long Filtered,
    long Entered,
    long Waiting,
    long Superseded,
    long Unchanged,
    long Held,
    PlannedCountsAnswer? Planned)
{
    public static ProgressAnswer Of(RunProgress progress) => new(
        progress.Pages,
        progress.Read,
        progress.Filtered,
        progress.Entered,
        progress.Waiting,
        progress.Superseded,
        progress.Unchanged,
        progress.Held,
        progress.Planned.Total == 0 ? null : PlannedCountsAnswer.Of(progress.Planned));
}
