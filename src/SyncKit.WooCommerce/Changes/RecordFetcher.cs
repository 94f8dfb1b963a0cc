using System.Collections.Concurrent;
using System.Globalization;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Changes;

/// <summary>Reads records by id, as few requests as it takes.</summary>
internal sealed class RecordFetcher<THead>
    where THead : class, IRecordHead<THead>
{
    private const int ChunkSize = 100;

    /// <summary>What a record is called in messages.</summary>
    public required string Noun { get; init; }

    /// <summary>The lists that up to a hundred records are looked for in, one after the other, as long as some are missing.</summary>
    public required IReadOnlyList<Func<Connection, IEnumerable<long>, CancellationToken, Task<HeadList<THead>>>> Lists { get; init; }

    /// <summary>Reads one record, whatever its status; nothing when the store says that it has none of that id.</summary>
    public required Func<Connection, long, CancellationToken, Task<(THead? Head, StoreClock Clock)>> Single { get; init; }

    /// <summary>Turns what came into records, one for each in the same order.</summary>
    public required Func<Connection, IReadOnlyList<THead>, StoreClock, CancellationToken, Task<IReadOnlyList<SourceRecord>>> File { get; init; }

    /// <summary>How many single records are read at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Reads records by id; those that the store has no longer come back as deleted.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached, or something is no id.</exception>
    public async Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(ids);
        HashSet<long> wanted = [];
        foreach (string id in ids)
        {
            wanted.Add(long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new ConnectorException(new Failure(
                    FailureKind.Permanent,
                    "woocommerce.not-an-id",
                    $"'{id}' is not the id of a store's {Noun}.",
                    $"Name the {Noun} by the id in the address of its page in the store's admin, which is a whole number.")));
        }

        List<SourceRecord> records = new(wanted.Count);
        foreach (long[] chunk in wanted.Chunk(ChunkSize))
        {
            records.AddRange(await FetchChunkAsync(connection, chunk, cancellationToken).ConfigureAwait(false));
        }

        return records;
    }

    private async Task<List<SourceRecord>> FetchChunkAsync(Connection connection, long[] ids, CancellationToken cancellationToken)
    {
        List<SourceRecord> records = new(ids.Length);
        HashSet<long> missing = [.. ids];

        // One record is had with one request.
        foreach (Func<Connection, IEnumerable<long>, CancellationToken, Task<HeadList<THead>>> ask in ids.Length == 1 ? [] : Lists)
        {
            if (missing.Count > 0)
            {
                HeadList<THead> list = await ask(connection, missing, cancellationToken).ConfigureAwait(false);
                THead[] found = [.. list.Heads.Where(head => head.Id is { } id && missing.Remove(id))];
                records.AddRange(await File(connection, found, list.Clock, cancellationToken).ConfigureAwait(false));
            }
        }

        ConcurrentBag<SourceRecord> singles = [];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            missing,
            parallel,
            async (id, token) => singles.Add(await FetchOneAsync(connection, id, token).ConfigureAwait(false)))
            .ConfigureAwait(false);
        records.AddRange(singles);
        return records;
    }

    private async Task<SourceRecord> FetchOneAsync(Connection connection, long id, CancellationToken cancellationToken)
    {
        (THead? head, StoreClock clock) = await Single(connection, id, cancellationToken).ConfigureAwait(false);
        return head is null
            ? ThinRecord.Of(id, clock.Store) with { IsDeleted = true }
            : (await File(connection, [head], clock, cancellationToken).ConfigureAwait(false))[0];
    }
}
