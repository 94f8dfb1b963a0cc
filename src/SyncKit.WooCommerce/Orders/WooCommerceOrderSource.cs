using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Changes;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Orders;

/// <summary>Reads a store's orders, each with its refunds.</summary>
internal sealed class WooCommerceOrderSource : ISource<Order>
{
    private readonly WooCommerceOptions options;
    private readonly ResourceApi<OrderHead> orders;
    private readonly OrderFiler filer;
    private readonly RecordFetcher<OrderHead> fetcher;

    public WooCommerceOrderSource(StoreClient client, IOptions<WooCommerceOptions> options)
    {
        this.options = options.Value;
        orders = new ResourceApi<OrderHead>(client, "orders", "order", StoreError.UnknownOrder, this.options.PageSize);
        filer = new OrderFiler(new RefundsApi(client), new CustomerRolesApi(client), this.options.SettleWindow, this.options.MaxConcurrency);
        fetcher = new RecordFetcher<OrderHead>
        {
            Noun = orders.Noun,
            Lists =
            [
                (connection, ids, token) => orders.IncludedAsync(connection, "status=any", ids, token),
                (connection, ids, token) => orders.IncludedAsync(connection, "status=trash", ids, token),
            ],
            Single = orders.FindAsync,
            File = filer.FileAsync,
            Concurrency = this.options.MaxConcurrency,
        };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        bool moves = request.Window is null && request.Filter.IsEmpty;
        return new SweepRun<OrderHead>(Lists(request), (heads, clock, token) => filer.FileAsync(request.Connection, heads, clock, token))
            .ReadAsync(request.Cursor, moves, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return IdList.ReadAsync(
            connection,
            [(orders, $"status={OrderStatuses.Any}"), (orders, $"status={OrderStatuses.Trash}")],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        fetcher.FetchAsync(connection, ids, cancellationToken);

    /// <inheritdoc/>
    public Order Parse(ReadOnlyMemory<byte> raw) => OrderParser.Parse(raw);

    private List<SweptList<OrderHead>> Lists(SourceRequest request)
    {
        ListCursor from = ListCursor.Parse(request.Cursor);
        Mark? listed = from[SweptList<OrderHead>.Any];
        Mark? trashed = from[SweptList<OrderHead>.Trash];
        Sweep<OrderHead> Sweep(string status, Mark? start) => new(orders, request.Connection, status, start, request.Window, options.Overlap);
        if (OrderStatuses.Of(request.Filter) is { } statuses)
        {
            return [new SweptList<OrderHead>(SweptList<OrderHead>.Any, Sweep(statuses, Mark.Earlier(listed, trashed)))];
        }

        Sweep<OrderHead> any = Sweep(OrderStatuses.Any, listed);
        return
        [
            new SweptList<OrderHead>(SweptList<OrderHead>.Any, any),
            new SweptList<OrderHead>(SweptList<OrderHead>.Trash, Sweep(OrderStatuses.Trash, trashed), Again: any),
        ];
    }
}
