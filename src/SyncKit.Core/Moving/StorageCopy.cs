using System.Globalization;
using System.Runtime.CompilerServices;

namespace SyncKit.Moving;

/// <summary>
/// Copies a storage into an empty one of any kind: everything as it is, sealed credentials, the audit trail and what waits included, so that the engine goes on
/// there where it was. The hosts of both are stopped meanwhile. Credentials stay under the keys that they are under.
/// </summary>
/// <example>
/// <code>
/// await using IStorageSource source = await SqliteStorage.OpenSourceAsync("Data Source=synckit.db");
/// await using IStorageTarget target = await PostgreSqlStorage.OpenTargetAsync("Host=db.example;Database=synckit;...");
/// IReadOnlyList&lt;CopiedTable&gt; copied = await StorageCopy.RunAsync(source, target);
/// </code>
/// </example>
public static class StorageCopy
{
    /// <summary>Tables in which a row belongs to somebody for a while: until when, by which column, and what a person calls it.</summary>
    private static readonly (string Table, string Until, string What)[] Leased =
    [
        ("lanes", "lease_until", "the lane"),
        ("runs", "lease_until", "the run"),
        ("refresh_claims", "until", "the token of"),
    ];

    /// <summary>Copies everything, or nothing.</summary>
    /// <param name="source">What is copied; it stays as it is.</param>
    /// <param name="target">Where to; it is empty.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>What was copied, table by table.</returns>
    /// <exception cref="StorageCopyException">
    /// The target is not empty, somebody still works in the source, or a table came over with another number of rows. Nothing was written.
    /// </exception>
    public static async Task<IReadOnlyList<CopiedTable>> RunAsync(IStorageSource source, IStorageTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        await EnsureIdleAsync(source, cancellationToken).ConfigureAwait(false);
        await EnsureEmptyAsync(target, cancellationToken).ConfigureAwait(false);
        List<CopiedTable> copied = [];
        foreach (StorageTable table in StorageTables.All)
        {
            copied.Add(await CopyAsync(source, target, table, cancellationToken).ConfigureAwait(false));
        }

        await target.CommitAsync(cancellationToken).ConfigureAwait(false);
        return copied;
    }

    private static async Task<CopiedTable> CopyAsync(IStorageSource source, IStorageTarget target, StorageTable table, CancellationToken cancellationToken)
    {
        StrongBox<long> read = new();
        await target.WriteAsync(table, CountAsync(source.ReadAsync(table, cancellationToken), read), cancellationToken).ConfigureAwait(false);
        if (table.Numbered is not null)
        {
            long last = await source.FindLastNumberAsync(table, cancellationToken).ConfigureAwait(false);
            await target.ContinueAfterAsync(table, last, cancellationToken).ConfigureAwait(false);
        }

        long written = await target.CountAsync(table, cancellationToken).ConfigureAwait(false);
        return written == read.Value
            ? new CopiedTable(table.Name, written)
            : throw new StorageCopyException(string.Create(
                CultureInfo.InvariantCulture,
                $"The table {table.Name} has {read.Value} rows, and {written} came over. Nothing was kept; see that no host works on either storage, and copy again."));
    }

    private static async IAsyncEnumerable<object?[]> CountAsync(IAsyncEnumerable<object?[]> rows, StrongBox<long> count)
    {
        await foreach (object?[] row in rows.ConfigureAwait(false))
        {
            count.Value++;
            yield return row;
        }
    }

    private static async Task EnsureIdleAsync(IStorageSource source, CancellationToken cancellationToken)
    {
        foreach ((string name, string column, string what) in Leased)
        {
            StorageTable table = StorageTables.All.Single(each => each.Name == name);
            int until = table.Columns.ToList().FindIndex(each => each.Name == column);
            await foreach (object?[] row in source.ReadAsync(table, cancellationToken).ConfigureAwait(false))
            {
                DateTimeOffset end = new((long)row[until]!, TimeSpan.Zero);
                if (end > source.Now)
                {
                    throw new StorageCopyException(
                        $"Somebody works on {what} {row[0]}/{row[1]}. Stop all hosts first; where one was killed, wait until {end:u}.");
                }
            }
        }
    }

    private static async Task EnsureEmptyAsync(IStorageTarget target, CancellationToken cancellationToken)
    {
        foreach (StorageTable table in StorageTables.All)
        {
            long rows = await target.CountAsync(table, cancellationToken).ConfigureAwait(false);
            if (rows > 0)
            {
                throw new StorageCopyException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The storage to copy into is not empty: its table {table.Name} has {rows} rows. Copy into a database that no host has worked with."));
            }
        }
    }
}
