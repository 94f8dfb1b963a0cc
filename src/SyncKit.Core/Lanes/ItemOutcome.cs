using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Lanes;

/// <summary>What became of one inbox item.</summary>
public sealed record ItemOutcome
{
    /// <summary>The item, as it was taken.</summary>
    public required InboxItem Item { get; init; }

    /// <summary>What became of it.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>
    /// The ledger's new row for the record; needed for every kind but <see cref="OutcomeKind.Retry"/> and <see cref="OutcomeKind.Snoozed"/>.
    /// </summary>
    public LedgerRecord? Record { get; init; }

    /// <summary>When a retried or snoozed item's turn may come again; needed for these two.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
