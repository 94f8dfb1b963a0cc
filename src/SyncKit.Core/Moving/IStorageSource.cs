namespace SyncKit.Moving;

/// <summary>
/// A storage that is copied from. Nobody writes to it while it is open, and all that is read is of one moment. Used by one caller at a time.
/// </summary>
public interface IStorageSource : IAsyncDisposable
{
    /// <summary>The storage's clock when it was opened.</summary>
    DateTimeOffset Now { get; }

    /// <summary>A table's rows, each with the values of <see cref="StorageTable.Columns"/>. An array may be used again for the next row.</summary>
    /// <param name="table">One of <see cref="StorageTables.All"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    IAsyncEnumerable<object?[]> ReadAsync(StorageTable table, CancellationToken cancellationToken);

    /// <summary>The highest number that the storage gave out in <see cref="StorageTable.Numbered"/>; 0 when it gave out none.</summary>
    /// <param name="table">A table that has such a column.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<long> FindLastNumberAsync(StorageTable table, CancellationToken cancellationToken);
}
