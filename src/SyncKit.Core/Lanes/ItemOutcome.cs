using SyncKit.Connections;
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

    internal void EnsureFits(ConnectionId lane)
    {
        Change change = Item.Change;
        if (change.Lane != lane)
        {
            throw new ArgumentException($"{change.Record} waits in {change.Lane}, not in {lane}.", nameof(lane));
        }

        if (Kind is OutcomeKind.Retry or OutcomeKind.Snoozed)
        {
            if (NotBefore is null)
            {
                throw new ArgumentException($"{change.Record} is to be tried again without a time: set NotBefore.", nameof(lane));
            }
        }
        else if (Record is null || Record.Lane != lane || Record.Record != change.Record || !string.Equals(Record.Flow, change.Flow, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The outcome of {change.Record} needs a ledger row of the same flow, record and lane.", nameof(lane));
        }
        else if ((Kind == OutcomeKind.Dead) != (Record.State == LedgerState.Dead))
        {
            throw new ArgumentException($"The outcome of {change.Record} is {Kind}, but its ledger row is {Record.State}.", nameof(lane));
        }
    }
}
