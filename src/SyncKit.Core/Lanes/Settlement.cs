using SyncKit.Auditing;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Lanes;

/// <summary>What a lane's owner makes durable in one transaction.</summary>
public sealed record Settlement
{
    /// <summary>What became of items.</summary>
    public IReadOnlyList<ItemOutcome> Outcomes { get; init; } = [];

    /// <summary>Links that are now true; each replaces the one of the same flow, record and key.</summary>
    public IReadOnlyList<LedgerDocument> Documents { get; init; } = [];

    /// <summary>References that are now known; each replaces the one of the same kind and key.</summary>
    public IReadOnlyList<ResolvedReference> References { get; init; } = [];

    /// <summary>The request ids of intents whose outcome is known.</summary>
    public IReadOnlyList<string> ClosedIntents { get; init; } = [];

    /// <summary>Intents that are about to be sent. One that is already there stays as it is.</summary>
    public IReadOnlyList<Intent> NewIntents { get; init; } = [];

    /// <summary>What happened, for the audit trail.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];

    /// <summary>The account's used limits, for the next owner; <see langword="null"/> leaves what is there.</summary>
    public string? Budget { get; init; }
}
