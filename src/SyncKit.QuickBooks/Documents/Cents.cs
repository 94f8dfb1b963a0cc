using System.Globalization;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Arithmetic of amounts with two decimals.</summary>
internal static class Cents
{
    private const decimal One = 0.01m;

    public static bool IsWhole(decimal amount) => decimal.Round(amount, 2) == amount;

    /// <summary>The same amount written with exactly two decimals.</summary>
    public static decimal Exact(decimal amount) => decimal.Round(amount, 2) + 0.00m;

    /// <summary>The same number without trailing zeros.</summary>
    public static decimal Short(decimal number) => number / 1.0000000000000000000000000000m;

    public static string Show(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>
    /// Amounts brought to whole cents by largest remainder such that they come to a total; of equal remainders the first wins. Where no rounding
    /// of them comes to it, each is rounded by itself.
    /// </summary>
    public static decimal[] Split(IReadOnlyList<decimal> amounts, decimal total)
    {
        decimal[] cents = [.. amounts.Select(static amount => decimal.Floor(amount * 100) / 100)];
        decimal missing = total - cents.Sum();
        if (missing < 0 || missing > cents.Length * One)
        {
            return [.. amounts.Select(static amount => decimal.Round(amount, 2, MidpointRounding.AwayFromZero))];
        }

        foreach (int i in Enumerable.Range(0, cents.Length).OrderByDescending(i => amounts[i] - cents[i]).Take((int)(missing / One)))
        {
            cents[i] += One;
        }

        return cents;
    }

    /// <summary>A part of several amounts in proportion, none more than itself.</summary>
    /// <param name="amounts">Whole cents.</param>
    /// <param name="part">Whole cents; from 0 to the sum of <paramref name="amounts"/>.</param>
    public static decimal[] Part(IReadOnlyList<decimal> amounts, decimal part)
    {
        decimal sum = amounts.Sum();
        return part == sum ? [.. amounts] : Split([.. amounts.Select(amount => amount * part / sum)], part);
    }

    /// <summary>A total split by weights.</summary>
    /// <param name="total">Whole cents, of either sign.</param>
    /// <param name="weights">None below zero, at least one above.</param>
    public static decimal[] ByWeight(decimal total, IReadOnlyList<decimal> weights)
    {
        decimal sum = weights.Sum();
        return Split([.. weights.Select(weight => total * weight / sum)], total);
    }
}
