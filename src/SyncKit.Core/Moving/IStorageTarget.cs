namespace SyncKit.Moving;

/// <summary>
/// A storage that is copied into. Nobody else writes to it while it is open, and it is as it was before unless <see cref="CommitAsync"/> is called. Used by one
/// caller at a time.
/// </summary>
public interface IStorageTarget : IAsyncDisposable
{
    /// <summary>How many rows a table has by now.</summary>
    /// <param name="table">One of <see cref="StorageTables.All"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<long> CountAsync(StorageTable table, CancellationToken cancellationToken);

    /// <summary>Adds rows as they are.</summary>
    /// <param name="table">One of <see cref="StorageTables.All"/>.</param>
    /// <param name="rows">The rows, each with the values of <see cref="StorageTable.Columns"/>; each array is read before the next is asked for.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    Task WriteAsync(StorageTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken);

    /// <summary>Goes on after a number in <see cref="StorageTable.Numbered"/>.</summary>
    /// <param name="table">A table that has such a column.</param>
    /// <param name="last">The highest number that was given out; 0 when none was.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    Task ContinueAfterAsync(StorageTable table, long last, CancellationToken cancellationToken);

    /// <summary>Makes the storage ready for hosts, and everything durable at once.</summary>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task CommitAsync(CancellationToken cancellationToken);
}
