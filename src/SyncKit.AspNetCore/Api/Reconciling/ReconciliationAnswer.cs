using SyncKit.Reconciling;

namespace SyncKit.AspNetCore.Api.Reconciling;

/// <summary>What a comparison found.</summary>
/// <param name="Agrees">Whether everything agrees, to the cent.</param>
/// <param name="SourceTotals">What the records are worth by their source, by currency.</param>
/// <param name="BooksTotals">What the destination holds for them, by currency.</param>
/// <param name="DifferenceCount">How many differences there are.</param>
/// <param name="Differences">The first 1,000 of them.</param>
internal sealed record ReconciliationAnswer(
    bool Agrees,
    IReadOnlyDictionary<string, decimal> SourceTotals,
    IReadOnlyDictionary<string, decimal> BooksTotals,
    int DifferenceCount,
    IReadOnlyList<DifferenceAnswer> Differences)
{
    private const int Most = 1_000;

    public static ReconciliationAnswer Of(Reconciliation found) => new(
        found.Agrees,
        found.SourceTotals,
        found.BooksTotals,
        found.Differences.Count,
        [.. found.Differences.Take(Most).Select(difference => new DifferenceAnswer(difference.Kind, difference.Subject, difference.Message))]);
}
