using SyncKit.Commerce;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Rows;

/// <summary>The rows of an order: its own, its lines, its refunds and their lines.</summary>
internal sealed class OrderRows : DocumentRows
{
    private readonly OrderRow order;

    public OrderRows(Layout layout, RowScope scope, Order order)
        : base(layout, scope)
    {
        this.order = new OrderRow(scope, order);
        Tables = layout.OrderTables;
    }

    public override IReadOnlyList<TableMap> Tables { get; }

    public OrderRow Row => order;

    public override string OwnId => Tables[0].OwnField == FieldNames.Number ? order.Order.Number : order.Order.Id;

    public override string RecordId => order.Order.Id;

    public override DateOnly? Day => order.Order.PlacedOn;

    public override int MostRows(int table) => Tables[table].Kind switch
    {
        var kind when kind == TableKind.OrderLines => order.Order.Lines.Count + order.Order.Shipping.Count + order.Order.Fees.Count,
        var kind when kind == TableKind.OrderRefunds => order.Order.Refunds.Count,
        var kind when kind == TableKind.OrderRefundLines => order.Order.Refunds.Sum(static refund => refund.Lines.Count + refund.Charges.Count),
        _ => 1,
    };

    public override void Write(int table, RowSink sink, bool contentOnly)
    {
        TableKind kind = Tables[table].Kind;
        if (kind == TableKind.OrderLines)
        {
            OrderParts.Lines(order, sink.Lines);
            foreach (LineRow line in sink.Lines)
            {
                Layout.Lines!.Write(sink.Json, line, contentOnly);
                sink.End();
            }
        }
        else if (kind == TableKind.OrderRefunds)
        {
            foreach (Refund refund in OrderParts.Refunds(order))
            {
                Layout.Refunds!.Write(sink.Json, new RefundRow(order, refund), contentOnly);
                sink.End();
            }
        }
        else if (kind == TableKind.OrderRefundLines)
        {
            foreach (RefundLineRow line in OrderParts.RefundLines(order))
            {
                Layout.RefundLines!.Write(sink.Json, line, contentOnly);
                sink.End();
            }
        }
        else
        {
            Layout.Orders.Write(sink.Json, order, contentOnly);
            sink.End();
        }
    }

    public override IReadOnlyList<string> ChildIds(int table)
    {
        TableKind kind = Tables[table].Kind;
        if (kind == TableKind.OrderLines)
        {
            List<LineRow> lines = [];
            OrderParts.Lines(order, lines);
            return [.. lines.Select(static line => line.Id)];
        }

        return kind == TableKind.OrderRefunds
            ? [.. OrderParts.Refunds(order).Select(static refund => refund.Id)]
            : [.. OrderParts.RefundLines(order).Select(static line => line.Id)];
    }
}
