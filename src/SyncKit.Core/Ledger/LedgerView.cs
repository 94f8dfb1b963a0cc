namespace SyncKit.Ledger;

/// <summary>What the ledger knows of one record in one flow.</summary>
/// <param name="Record">What became of its newest settled change; <see langword="null"/> when none was settled yet.</param>
/// <param name="Documents">Its documents by key, voided ones included.</param>
public sealed record LedgerView(LedgerRecord? Record, IReadOnlyDictionary<string, LedgerDocument> Documents)
{
    /// <summary>Nothing is known.</summary>
    public static LedgerView Empty { get; } = new(null, new Dictionary<string, LedgerDocument>());
}
