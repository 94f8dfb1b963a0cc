namespace SyncKit.Hosting;

/// <summary>Proves that a storage can be written and read, for health checks.</summary>
public interface IStorageProbe
{
    /// <summary>Writes a mark as durably as everything else is written, and reads it back.</summary>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The storage's clock when it wrote.</returns>
    Task<DateTimeOffset> TouchAsync(CancellationToken cancellationToken);
}
