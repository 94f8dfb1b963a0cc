using System.Globalization;
using System.Text;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.WooCommerce.Orders;

namespace SyncKit.WooCommerce.Api;

/// <summary>The resource <c>orders</c>.</summary>
internal sealed class OrdersApi(StoreClient client, int pageSize)
{
    private const int MostIncluded = 100;

    public int PageSize => pageSize;

    /// <summary>Orders changed within a span of whole seconds, both ends exclusive, by second of modification and then by id.</summary>
    public Task<OrderList> ChangedAsync(
        Connection connection, string status, long? after, long? before, int page, CancellationToken cancellationToken)
    {
        StringBuilder path = new("orders?orderby=modified&order=asc");
        path.Append(CultureInfo.InvariantCulture, $"&per_page={pageSize}&page={page}&status={Uri.EscapeDataString(status)}");
        if (after is { } from)
        {
            path.Append("&modified_after=").Append(Uri.EscapeDataString(StoreTime.Write(from)));
        }

        if (before is { } to)
        {
            path.Append("&modified_before=").Append(Uri.EscapeDataString(StoreTime.Write(to)));
        }

        return ListAsync(connection, path.ToString(), cancellationToken);
    }

    /// <summary>Those of at most 100 orders that have a status.</summary>
    public Task<OrderList> IncludedAsync(Connection connection, string status, IEnumerable<long> ids, CancellationToken cancellationToken) =>
        ListAsync(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"orders?per_page={MostIncluded}&orderby=id&order=asc&status={status}&include={Uri.EscapeDataString(string.Join(',', ids))}"),
            cancellationToken);

    /// <summary>The ids of one page of the orders that have a status, in ascending order.</summary>
    public Task<OrderList> IdsAsync(Connection connection, string status, int page, CancellationToken cancellationToken) =>
        ListAsync(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"orders?_fields=id&orderby=id&order=asc&per_page={pageSize}&page={page}&status={status}"),
            cancellationToken);

    /// <summary>One order of any status; nothing when the store has none of that id.</summary>
    public async Task<(OrderHead? Order, StoreClock Clock)> FindAsync(Connection connection, long id, CancellationToken cancellationToken)
    {
        StoreAnswer answer = await client
            .FindAsync(connection, string.Create(CultureInfo.InvariantCulture, $"orders/{id}"), cancellationToken)
            .ConfigureAwait(false);
        return (answer.Json.IsEmpty ? null : Read(connection, static json => OrderHead.ReadOne(json), answer.Json), answer.Clock);
    }

    private async Task<OrderList> ListAsync(Connection connection, string path, CancellationToken cancellationToken)
    {
        StoreAnswer answer = await client.ListAsync(connection, path, cancellationToken).ConfigureAwait(false);
        return new OrderList(Read(connection, static json => OrderHead.ReadList(json), answer.Json), answer.Clock, answer.Total);
    }

    private static T Read<T>(Connection connection, Func<ReadOnlyMemory<byte>, T> read, ReadOnlyMemory<byte> json)
    {
        try
        {
            return read(json);
        }
        catch (JsonException exception)
        {
            throw new ConnectorException(
                new Failure(
                    FailureKind.Transient,
                    "woocommerce.not-json",
                    $"{StoreClient.AddressOf(connection).Host} answered with broken JSON.",
                    "If it lasts, see which plug-in prints into the store's API answers."),
                exception);
        }
    }
}
