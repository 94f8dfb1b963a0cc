using System.Globalization;
using SyncKit.Commerce;

namespace SyncKit.Supabase.Rows;

/// <summary>Lists what belongs to an order in the order of its keys, each with an id that is unique there. Pure.</summary>
internal static class OrderParts
{
    /// <summary>Goods, shipping and fees.</summary>
    public static void Lines(OrderRow row, List<LineRow> lines)
    {
        lines.Clear();
        foreach (OrderLine goods in row.Order.Lines)
        {
            lines.Add(new LineRow(row, goods.Id, lines.Count + 1, goods, null, null));
        }

        foreach (ShippingLine shipping in row.Order.Shipping)
        {
            lines.Add(new LineRow(row, shipping.Id, lines.Count + 1, null, shipping, null));
        }

        foreach (FeeLine fee in row.Order.Fees)
        {
            lines.Add(new LineRow(row, fee.Id, lines.Count + 1, null, null, fee));
        }

        lines.Sort(static (one, other) => string.CompareOrdinal(one.Id, other.Id) is var order and not 0 ? order : one.Position.CompareTo(other.Position));
        for (int i = 1; i < lines.Count; i++)
        {
            // A source may number each kind of line for itself.
            if (string.Equals(lines[i].Id, lines[i - 1].Id, StringComparison.Ordinal))
            {
                Distinguish(lines, i);
            }
        }
    }

    /// <summary>The refunds.</summary>
    public static IEnumerable<Refund> Refunds(OrderRow row) =>
        row.Order.Refunds.Count == 0 ? [] : row.Order.Refunds.OrderBy(static refund => refund.Id, StringComparer.Ordinal);

    /// <summary>The refunded lines, which have no ids of their own in the shop.</summary>
    public static IEnumerable<RefundLineRow> RefundLines(OrderRow row)
    {
        if (row.Order.Refunds.Count == 0)
        {
            return [];
        }

        List<RefundLineRow> lines = [];
        foreach (Refund refund in row.Order.Refunds)
        {
            int place = 0;
            foreach (RefundLine line in refund.Lines)
            {
                lines.Add(new RefundLineRow(row, refund, Id(refund, ++place), line, IsCharge: false));
            }

            foreach (RefundLine charge in refund.Charges)
            {
                lines.Add(new RefundLineRow(row, refund, Id(refund, ++place), charge, IsCharge: true));
            }
        }

        return lines.OrderBy(static line => line.Id, StringComparer.Ordinal);
    }

    private static string Id(Refund refund, int place) => string.Create(CultureInfo.InvariantCulture, $"{refund.Id}.{place}");

    private static void Distinguish(List<LineRow> lines, int from)
    {
        string id = lines[from].Id;
        for (int i = from; i < lines.Count && string.Equals(lines[i].Id, id, StringComparison.Ordinal); i++)
        {
            lines[i] = lines[i] with { Id = string.Create(CultureInfo.InvariantCulture, $"{id}.{lines[i].Position}") };
        }
    }
}
