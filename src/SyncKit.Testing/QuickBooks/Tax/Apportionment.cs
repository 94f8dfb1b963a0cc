using SyncKit.Testing.QuickBooks.Documents;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Tax;

internal static class Apportionment
{
    /// <summary>The nets of some of the lines, less their share of the document's discount. They add up to the share of the lines together.</summary>
    public static IReadOnlyList<decimal> Nets(SalesLines lines, Func<SalesLine, bool> taxed, bool afterDiscount)
    {
        decimal[] nets = [.. lines.Items.Where(taxed).Select(line => line.Amount)];
        if (!afterDiscount || lines.Discount == 0 || lines.Subtotal == 0)
        {
            return nets;
        }

        decimal[] shares = Split(JsonReading.Cents(lines.Discount * nets.Sum() / lines.Subtotal), nets);
        return [.. nets.Zip(shares, (net, share) => net - share)];
    }

    /// <summary>Splits a total in proportion to the weights, to the cent, the rest on the last.</summary>
    public static decimal[] Split(decimal total, IReadOnlyList<decimal> weights)
    {
        decimal[] parts = new decimal[weights.Count];
        decimal whole = weights.Sum();
        decimal left = total;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = i == parts.Length - 1 || whole == 0 ? left : JsonReading.Cents(total * weights[i] / whole);
            left -= parts[i];
        }

        return parts;
    }
}
