using System.Globalization;
using CsCheck;
using SyncKit.Commerce;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Documents;

/// <summary>Makes random orders whose amounts agree, refunds included.</summary>
internal static class OrderGen
{
    private static readonly Gen<decimal> Cents = Gen.Int[0, 200_000].Select(cents => cents / 100m);

    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.String[Gen.Char, 0, 40], OneOf("T-Shirt", "Kaffee:Tasse", "  spaced   out ", "O'Neill \"5\" \\", "emoji \ud83d\ude00 here", ""));

    private static readonly Gen<OrderLine> Line =
        from subtotal in Cents
        from off in Gen.Int[0, 100]
        from quantity in Gen.Int[1, 40]
        from tax in Gen.OneOf(Gen.Const(0m), Gen.Int[0, 5000].Select(cents => cents / 100m))
        from sku in OneOf("", "A-1", "B 2")
        from name in Words
        select new OrderLine
        {
            Id = "1",
            Name = name,
            Sku = sku,
            Quantity = quantity,
            Subtotal = subtotal,
            Total = decimal.Round(subtotal * (100 - off) / 100, 2),
            TotalTax = tax,
        };

    private static readonly Gen<ShippingLine> Shipping =
        from total in Cents
        from tax in Gen.Int[0, 300].Select(cents => cents / 100m)
        from title in Words
        select new ShippingLine { Id = "2", Title = title, Total = total, TotalTax = tax };

    private static readonly Gen<FeeLine> Fee =
        from total in Gen.Int[-500, 2000].Select(cents => cents / 100m)
        from name in Words
        select new FeeLine { Id = "3", Name = name, Total = total, TotalTax = 0 };

    public static readonly Gen<Order> Any =
        from lines in Line.Array[1, 6]
        from shipping in Shipping.Array[0, 2]
        from fees in Fee.Array[0, 2]
        from note in Words
        from refundShares in Gen.Int[0, 40].Array[0, 2]
        let goods = lines.Sum(line => line.Total) + shipping.Sum(line => line.Total)
        let rebates = fees.Where(fee => fee.Total < 0).Sum(fee => -fee.Total)
        where goods >= rebates
        let tax = lines.Sum(line => line.TotalTax) + shipping.Sum(line => line.TotalTax)
        let total = goods + fees.Sum(fee => fee.Total) + tax
        select Shop.Order() with
        {
            Lines = [.. lines.Select((line, i) => line with { Id = "l" + i.ToString(CultureInfo.InvariantCulture) })],
            Shipping = [.. shipping.Select((line, i) => line with { Id = "s" + i.ToString(CultureInfo.InvariantCulture) })],
            Fees = [.. fees.Select((fee, i) => fee with { Id = "f" + i.ToString(CultureInfo.InvariantCulture) })],
            CustomerNote = note,
            TotalTax = tax,
            Total = total,
            Refunds = [.. refundShares.Select((share, i) => Refund(i, decimal.Round(total * share / 100, 2), lines[0]))],
        };

    /// <summary>The same orders, given back in some steps that name only amounts; at times to the last cent.</summary>
    public static readonly Gen<Order> RefundedByAmount =
        from order in Any
        from shares in Gen.Int[1, 60].Array[1, 4]
        from whole in Gen.Bool
        select order with { Refunds = [.. Steps(order.Total, shares, whole)] };

    private static IEnumerable<Refund> Steps(decimal total, int[] shares, bool whole)
    {
        decimal left = total;
        for (int i = 0; i < shares.Length; i++)
        {
            decimal amount = whole && i == shares.Length - 1 ? left : Math.Min(left, decimal.Round(total * shares[i] / 100, 2));
            left -= amount;
            yield return Shop.Refund((i + 1).ToString(CultureInfo.InvariantCulture), amount);
        }
    }

    public static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Refund Refund(int index, decimal amount, OrderLine line)
    {
        decimal tax = Math.Min(amount, decimal.Round(line.TotalTax / 3, 2));
        return Shop.Refund(
            (index + 1).ToString(CultureInfo.InvariantCulture),
            amount,
            tax,
            new RefundLine { OriginalLineId = "l0", Name = line.Name, Sku = line.Sku, Quantity = 1, Total = decimal.Round(line.Total / 2, 2), TotalTax = tax });
    }
}
