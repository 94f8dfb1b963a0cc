using System.Collections.Immutable;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Changes;

namespace SyncKit.WooCommerce.Orders;

/// <summary>Turns orders as they came into records, with the refunds that an order only mentions and its customer's role where that is wanted.</summary>
internal sealed class OrderFiler(RefundsApi refunds, CustomerRolesApi customers, TimeSpan settleWindow, int concurrency)
{
    /// <summary>Files orders in the order they came.</summary>
    public async Task<IReadOnlyList<SourceRecord>> FileAsync(
        Connection connection, IReadOnlyList<OrderHead> orders, StoreClock clock, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<long, string> roles = StoreSettings.WantsRoles(connection)
            ? await customers.RolesAsync(connection, orders.Select(static order => order.CustomerId).OfType<long>(), cancellationToken).ConfigureAwait(false)
            : ImmutableDictionary<long, string>.Empty;
        SourceRecord[] records = new SourceRecord[orders.Count];
        List<int> refunded = [];
        int filed = 0;
        foreach ((OrderHead order, DateTimeOffset modifiedAt, DateTimeOffset? unsettled) in FiledDates.Of(orders, clock, settleWindow))
        {
            if (order.HasRefunds)
            {
                refunded.Add(filed);
            }

            records[filed++] = OrderRecord.Of(order, modifiedAt) with { UnsettledUntil = unsettled, Raw = CustomerRole.Add(order, roles) };
        }

        ParallelOptions parallel = new() { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            refunded,
            parallel,
            async (i, token) => records[i] = records[i] with { Raw = await WithRefundsAsync(connection, orders[i], records[i].Raw, token).ConfigureAwait(false) })
            .ConfigureAwait(false);
        return records;
    }

    private async ValueTask<ReadOnlyMemory<byte>> WithRefundsAsync(
        Connection connection, OrderHead order, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            ReadOnlyMemory<byte> all = await refunds.ListAsync(connection, order.Id!.Value, cancellationToken).ConfigureAwait(false);
            byte[] raw = new byte[body.Length + 1 + all.Length];
            body.CopyTo(raw);
            raw[body.Length] = (byte)'\n';
            all.CopyTo(raw.AsMemory(body.Length + 1));
            return raw;
        }
        catch (ConnectorException exception) when (exception.Failure.Code is "woocommerce.store-error" or "woocommerce.not-json")
        {
            // One order whose refunds the store cannot give must not stop its page: filed thin, it is fetched and fails alone.
            return ReadOnlyMemory<byte>.Empty;
        }
    }
}
