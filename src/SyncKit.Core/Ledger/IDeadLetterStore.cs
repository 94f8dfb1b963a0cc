using SyncKit.Inbox;

namespace SyncKit.Ledger;

/// <summary>Changes dead letters by call. They are listed by <see cref="ILedger.ListRecordsAsync"/>; <see cref="DeadLetters"/> acts on many and audits it.</summary>
public interface IDeadLetterStore
{
    /// <summary>
    /// Puts a dead letter back into the inbox as a thin change, due at once, with no attempts. When a newer change of the record already waits,
    /// the dead letter counts as superseded.
    /// </summary>
    /// <returns>Whether there was such a dead letter.</returns>
    Task<bool> RetryAsync(string flow, RecordKey record, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Puts several dead letters of one tenant back, all of them in one transaction; what is not a dead letter is left as it is.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="ArgumentException">The records belong to several tenants; nothing was changed.</exception>
    Task<int> RetryAsync(string flow, IReadOnlyCollection<RecordKey> records, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Leaves a dead letter for good; a newer change of the record is taken up as usual.</summary>
    /// <returns>Whether there was such a dead letter.</returns>
    Task<bool> DismissAsync(string flow, RecordKey record, CancellationToken cancellationToken);

    /// <summary>Leaves several dead letters of one tenant for good, all of them in one transaction; what is not a dead letter is left as it is.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="ArgumentException">The records belong to several tenants; nothing was changed.</exception>
    Task<int> DismissAsync(string flow, IReadOnlyCollection<RecordKey> records, CancellationToken cancellationToken);
}
