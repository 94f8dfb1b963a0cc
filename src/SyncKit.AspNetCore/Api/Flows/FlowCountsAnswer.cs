using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.Flows;

/// <summary>What became of everything that entered a flow. Entered is the sum of the others.</summary>
/// <param name="Flow">The flow's name.</param>
/// <param name="Entered">Changes that came in.</param>
/// <param name="Superseded">Gave way to a newer change of their record.</param>
/// <param name="Unchanged">Would have changed nothing.</param>
/// <param name="Written">Put documents into the destination for the first time.</param>
/// <param name="Updated">Changed documents.</param>
/// <param name="Skipped">Have no place in the destination by a named rule.</param>
/// <param name="Dismissed">Were dead letters that somebody decided to leave.</param>
/// <param name="Dead">Are dead letters now.</param>
/// <param name="Waiting">Wait in the inbox now.</param>
internal sealed record FlowCountsAnswer(
    string Flow,
    long Entered,
    long Superseded,
    long Unchanged,
    long Written,
    long Updated,
    long Skipped,
    long Dismissed,
    long Dead,
    long Waiting)
{
    public static FlowCountsAnswer Of(string flow, FlowCounts counts) => new(
        flow,
        counts.Entered,
        counts.Superseded,
        counts.Unchanged,
        counts.Written,
        counts.Updated,
        counts.Skipped,
        counts.Dismissed,
        counts.Dead,
        counts.Waiting);
}
