using SyncKit.Inbox;

namespace SyncKit.Ledger;

/// <summary>Lets a person act on dead letters. They are listed by <see cref="ILedger.ListRecordsAsync"/>.</summary>
public interface IDeadLetterStore
{
    /// <summary>
    /// Puts a dead letter back into the inbox as a thin change, due at once, with no attempts. When a newer change of the record already waits,
    /// the dead letter counts as superseded.
    /// </summary>
    /// <returns>Whether there was such a dead letter.</returns>
    Task<bool> RetryAsync(string flow, RecordKey record, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Leaves a dead letter for good; a newer change of the record is taken up as usual.</summary>
    /// <returns>Whether there was such a dead letter.</returns>
    Task<bool> DismissAsync(string flow, RecordKey record, CancellationToken cancellationToken);
}
