using SyncKit.Auditing;
using SyncKit.Connections;
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

    /// <summary>
    /// Dead letters of records none of whose changes is being settled, because something was found in the destination; each replaces the record's row.
    /// </summary>
    public IReadOnlyList<LedgerRecord> Held { get; init; } = [];

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

    /// <summary>Checks what every store relies on. Stores call it before they change anything.</summary>
    /// <param name="lane">The lane that is settled.</param>
    /// <exception cref="ArgumentException">Something belongs to another lane or tenant, or an outcome lacks what its kind needs.</exception>
    public void EnsureFits(ConnectionId lane)
    {
        ArgumentNullException.ThrowIfNull(lane);
        foreach (ItemOutcome outcome in Outcomes)
        {
            outcome.EnsureFits(lane);
        }

        foreach (LedgerDocument document in Documents)
        {
            if (document.Lane != lane || document.Record.Source.Tenant != lane.Tenant)
            {
                throw new ArgumentException($"The document '{document.Key}' of {document.Record} belongs to {document.Lane}, not to {lane}.", nameof(lane));
            }
        }

        foreach (LedgerRecord record in Held)
        {
            if (record.Lane != lane || record.Record.Source.Tenant != lane.Tenant || record.State != LedgerState.Dead)
            {
                throw new ArgumentException($"{record.Record} is to be held in {lane}: its row must be a dead letter of that lane.", nameof(lane));
            }
        }

        foreach (AuditEntry entry in Audit)
        {
            if (entry.Tenant != lane.Tenant)
            {
                throw new ArgumentException($"An audit entry of {entry.Tenant} cannot be settled with {lane}.", nameof(lane));
            }
        }
    }
}
