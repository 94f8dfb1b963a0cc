using System.Collections.Concurrent;
using System.Globalization;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Orders;

/// <summary>Reads orders by id, as few requests as it takes.</summary>
internal sealed class OrderFetcher(OrdersApi orders, OrderFiler filer, int concurrency)
{
    private const int ChunkSize = 100;

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
                    $"'{id}' is not the id of an order.",
                    "Name the order by the id in the address of its page in the store's admin, which is a whole number.")));
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

        // One order is had with one request, whatever its status.
        foreach (string status in ids.Length == 1 ? [] : (string[])[OrderStatuses.Any, OrderStatuses.Trash])
        {
            if (missing.Count > 0)
            {
                OrderList list = await orders.IncludedAsync(connection, status, missing, cancellationToken).ConfigureAwait(false);
                OrderHead[] found = [.. list.Orders.Where(order => order.Id is { } id && missing.Remove(id))];
                records.AddRange(await filer.FileAsync(connection, found, list.Clock, cancellationToken).ConfigureAwait(false));
            }
        }

        ConcurrentBag<SourceRecord> singles = [];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
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
        (OrderHead? order, StoreClock clock) = await orders.FindAsync(connection, id, cancellationToken).ConfigureAwait(false);
        return order is null
            ? OrderRecord.Thin(id, clock.Store) with { IsDeleted = true }
            : (await filer.FileAsync(connection, [order], clock, cancellationToken).ConfigureAwait(false))[0];
    }
}
