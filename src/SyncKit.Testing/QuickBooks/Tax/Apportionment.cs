using SyncKit.Testing.QuickBooks.Documents;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Tax;

internal static class Apportionment
{
    /// <summary>The net of some of the lines, less their share of the document's discount.</summary>
    public static decimal Net(SalesLines lines, Func<SalesLine, bool> taxed, bool afterDiscount)
    {
        decimal net = lines.Items.Where(taxed).Sum(line => line.Amount);
        return afterDiscount && lines.Discount != 0 && lines.Subtotal != 0
            ? net - JsonReading.Cents(lines.Discount * net / lines.Subtotal)
            : net;
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
