using System.Runtime.CompilerServices;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Orders;

/// <summary>
/// Reads the orders of some statuses by second of modification and id. Each request asks for the first page behind the last second read,
/// so that an order which moves to the end meanwhile shifts nobody past the reader.
/// </summary>
internal sealed class OrderSweep
{
    private readonly OrdersApi orders;
    private readonly Connection connection;
    private readonly string status;
    private readonly TimeSpan overlap;
    private readonly Mark? start;
    private readonly long? before;
    private readonly HashSet<long> seen = [];
    private long? second;
    private Mark? mark;
    private Mark? ceiling;

    public OrderSweep(OrdersApi orders, Connection connection, string status, Mark? start, DateRange? window, TimeSpan overlap)
    {
        this.orders = orders;
        this.connection = connection;
        this.status = status;
        this.overlap = overlap;
        long? from = window is null ? null : StoreTime.SecondNotBefore(window.From);
        this.start = from is { } first && !(start?.Second >= first) ? new Mark(first, 0) : start;
        before = window is null ? null : StoreTime.SecondNotBefore(window.To);
        mark = this.start;
        second = this.start?.Second;
    }

    /// <summary>
    /// Up to where all was read. It stays an overlap behind the store's clock at the sweep's first answer, because what a store stamps
    /// with a second may become visible only some seconds later.
    /// </summary>
    public Mark? Position => ceiling is null ? start : Mark.Earlier(mark, ceiling);

    /// <summary>How many requests were answered.</summary>
    public int Requests { get; private set; }

    /// <summary>Reads on from where the sweep stands until a page is short.</summary>
    public async IAsyncEnumerable<SweepPage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            long? asked = second;
            OrderList list = await AskAsync(asked - 1, before, 1, cancellationToken).ConfigureAwait(false);
            yield return new SweepPage(Take(list), list.Clock);
            if (list.Orders.Count < orders.PageSize)
            {
                yield break;
            }

            if (second is null)
            {
                throw Undated();
            }

            if (second == asked)
            {
                await foreach (SweepPage page in ReadSecondAsync(second.Value, cancellationToken).ConfigureAwait(false))
                {
                    yield return page;
                }

                Enter(second.Value + 1);
            }
        }
    }

    /// <summary>
    /// Reads a second that holds more orders than a page, page by page within it. An order that is changed meanwhile leaves the second and
    /// moves the others one place forward; the total tells, and the reader goes as many places back.
    /// </summary>
    private async IAsyncEnumerable<SweepPage> ReadSecondAsync(long within, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int covered = 0;
        int? total = null;
        while (total is null || covered < total)
        {
            int page = (covered / orders.PageSize) + 1;
            OrderList list = await AskAsync(within - 1, within + 1, page, cancellationToken).ConfigureAwait(false);
            int now = list.Total ?? throw Uncounted(within);
            if (list.Orders.Count == 0)
            {
                if (page == 1)
                {
                    yield break;
                }

                // Behind the end a store gives no total: so many orders left that only the beginning is sure.
                covered = 0;
                total = null;
                continue;
            }

            covered -= Math.Clamp((total ?? now) - now, 0, covered);
            int first = (page - 1) * orders.PageSize;
            IReadOnlyList<OrderHead> fresh = Take(list, moves: covered >= first);
            covered = covered >= first ? Math.Max(covered, first + list.Orders.Count) : covered;
            total = now;
            yield return new SweepPage(fresh, list.Clock);
        }
    }

    private async Task<OrderList> AskAsync(long? after, long? until, int page, CancellationToken cancellationToken)
    {
        OrderList list = await orders.ChangedAsync(connection, status, after, until, page, cancellationToken).ConfigureAwait(false);
        ceiling ??= new Mark((list.Clock.Store - overlap).ToUnixTimeSeconds(), 0);
        Requests++;
        return list;
    }

    /// <summary>Picks what was not yielded yet, and moves the mark.</summary>
    private List<OrderHead> Take(OrderList list, bool moves = true)
    {
        List<OrderHead> fresh = new(list.Orders.Count);
        foreach (OrderHead order in list.Orders)
        {
            long id = order.Id ?? throw Unidentified(list);
            long at = order.ModifiedAt?.ToUnixTimeSeconds() ?? second ?? 0;
            if (order.ModifiedAt is not null && !(at <= second))
            {
                Enter(at);
            }

            bool wasBefore = start is { } begun && at == begun.Second && id <= begun.Id;
            if (wasBefore || (at == second && !seen.Add(id)))
            {
                continue;
            }

            fresh.Add(order);
        }

        if (moves && second is { } reached && list.Orders.Count > 0)
        {
            Mark last = new(reached, list.Orders.Where(order => order.ModifiedAt?.ToUnixTimeSeconds() == reached).Max(order => order.Id) ?? 0);
            mark = mark?.CompareTo(last) > 0 ? mark : last;
        }

        return fresh;
    }

    private void Enter(long next)
    {
        second = next;
        seen.Clear();
    }

    private ConnectorException Unidentified(OrderList list)
    {
        int place = list.Orders.TakeWhile(static order => order.Id is not null).Count() + 1;
        string after = second is { } reached ? $" of those changed from {StoreTime.Write(reached)} on" : string.Empty;
        return Failed(
            "order-without-id",
            $"Order number {place}{after} came without an id, so it cannot be filed.",
            "See which plug-in changes the store's order answers, and switch it off.");
    }

    private static ConnectorException Undated() => Failed(
        "order-without-date",
        "A whole page of orders came without date_modified_gmt, so the store cannot be read in order of change.",
        "See which plug-in changes the store's order answers, and switch it off.");

    private static ConnectorException Uncounted(long within) => Failed(
        "headers-missing",
        $"More than a page of orders were changed at {StoreTime.Write(within)}, and the header X-WP-Total, which is needed to read them all, does not come through.",
        "Let the proxy in front of the store pass the X-WP-Total header.");

    private static ConnectorException Failed(string code, string message, string remedy) =>
        new(new Failure(FailureKind.NeedsAttention, "woocommerce." + code, message, remedy));
}
