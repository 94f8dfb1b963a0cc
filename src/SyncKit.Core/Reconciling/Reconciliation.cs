namespace SyncKit.Reconciling;

/// <summary>What a comparison found.</summary>
/// <param name="SourceTotals">What the records are worth by their source, dead letters included, by currency.</param>
/// <param name="BooksTotals">What the destination holds for them, by currency.</param>
/// <param name="Differences">Every record or document that does not agree.</param>
public sealed record Reconciliation(
    IReadOnlyDictionary<string, decimal> SourceTotals,
    IReadOnlyDictionary<string, decimal> BooksTotals,
    IReadOnlyList<Difference> Differences)
{
    /// <summary>Whether everything agrees, to the cent.</summary>
    public bool Agrees => Differences.Count == 0;
}
