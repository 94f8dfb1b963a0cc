using System.Globalization;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Arithmetic of amounts with two decimals.</summary>
internal static class Cents
{
    public static bool IsWhole(decimal amount) => decimal.Round(amount, 2) == amount;

    /// <summary>The same amount written with exactly two decimals.</summary>
    public static decimal Exact(decimal amount) => decimal.Round(amount, 2) + 0.00m;

    /// <summary>The same number without trailing zeros.</summary>
    public static decimal Short(decimal number) => number / 1.0000000000000000000000000000m;

    public static string Show(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>Takes an amount off several others in proportion, to the cent; none falls below zero.</summary>
    /// <param name="amounts">None below zero, together at least <paramref name="off"/>.</param>
    /// <param name="off">What to take off; not below zero.</param>
    public static decimal[] TakeOff(IReadOnlyList<decimal> amounts, decimal off)
    {
        decimal[] left = [.. amounts];
        decimal total = amounts.Sum();
        if (off == 0 || total == 0)
        {
            return left;
        }

        decimal remainder = off;
        for (int i = 0; i < left.Length; i++)
        {
            decimal share = Math.Min(left[i], decimal.Floor(off * amounts[i] / total * 100) / 100);
            left[i] -= share;
            remainder -= share;
        }

        for (int i = 0; i < left.Length && remainder > 0; i++)
        {
            decimal share = Math.Min(left[i], remainder);
            left[i] -= share;
            remainder -= share;
        }

        return left;
    }
}
