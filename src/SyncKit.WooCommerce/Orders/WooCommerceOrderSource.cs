using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Orders;

/// <summary>Reads a store's orders, each with its refunds.</summary>
internal sealed class WooCommerceOrderSource : ISource<Order>
{
    private readonly WooCommerceOptions options;
    private readonly OrdersApi orders;
    private readonly OrderFiler filer;
    private readonly OrderFetcher fetcher;

    public WooCommerceOrderSource(StoreClient client, IOptions<WooCommerceOptions> options)
    {
        this.options = options.Value;
        orders = new OrdersApi(client, this.options.PageSize);
        filer = new OrderFiler(new RefundsApi(client), new CustomersApi(client), this.options.SettleWindow, this.options.MaxConcurrency);
        fetcher = new OrderFetcher(orders, filer, this.options.MaxConcurrency);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        OrderCursor from = OrderCursor.Parse(request.Cursor);
        OrderSweep Sweep(string status, Mark? start) => new(orders, request.Connection, status, start, request.Window, options.Overlap);
        List<OrderSweep> turns = OrderStatuses.Of(request.Filter) is { } statuses
            ? [Sweep(statuses, Mark.Earlier(from.Listed, from.Trashed))]
            : [Sweep(OrderStatuses.Any, from.Listed), Sweep(OrderStatuses.Trash, from.Trashed)];

        // What a filter or a window leaves out was not read, so such a run has no place to go on from.
        bool moves = request.Window is null && request.Filter.IsEmpty;
        string? Cursor() => moves ? new OrderCursor(turns[0].Position, turns[1].Position).ToString() : null;
        string? said = request.Cursor;
        for (int turn = 0; turn < turns.Count; turn++)
        {
            await foreach (SweepPage page in turns[turn].ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                IReadOnlyList<SourceRecord> records = await filer
                    .FileAsync(request.Connection, page.Orders, page.Clock, cancellationToken)
                    .ConfigureAwait(false);
                if (records.Count > 0)
                {
                    said = Cursor();
                    yield return new SourcePage(records, said);
                }
            }

            // An order that was restored from the trash before the trash was read is in neither list; after a long run it is looked for once more.
            if (turn == 1 && turns.Count == 2 && turns.Sum(static sweep => sweep.Requests) > turns.Count)
            {
                turns.Add(turns[0]);
            }
        }

        if (Cursor() is { } end && end != said)
        {
            yield return new SourcePage([], end);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        foreach (string status in (string[])[OrderStatuses.Any, OrderStatuses.Trash])
        {
            int count = options.PageSize;
            for (int page = 1; count == options.PageSize; page++)
            {
                OrderList list = await orders.IdsAsync(connection, status, page, cancellationToken).ConfigureAwait(false);
                count = list.Orders.Count;
                if (count > 0)
                {
                    yield return [.. list.Orders.Where(static order => order.Id is not null).Select(static order => order.Id!.Value.ToString(CultureInfo.InvariantCulture))];
                }
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        fetcher.FetchAsync(connection, ids, cancellationToken);

    /// <inheritdoc/>
    public Order Parse(ReadOnlyMemory<byte> raw) => OrderParser.Parse(raw);
}
