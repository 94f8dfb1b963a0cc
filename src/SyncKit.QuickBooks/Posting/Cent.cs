using System.Globalization;

namespace SyncKit.QuickBooks.Posting;

/// <summary>Amounts in two decimals, which QuickBooks keeps in every currency.</summary>
internal static class Cent
{
    /// <summary>QuickBooks does not document which way it rounds half a cent; away from zero is the convention of money.</summary>
    private const MidpointRounding Midpoint = MidpointRounding.AwayFromZero;

    public static bool IsWhole(decimal amount) => decimal.Round(amount, 2) == amount;

    /// <summary>The amount as QuickBooks rounds it, with exactly two decimals.</summary>
    public static decimal Round(decimal amount) => decimal.Round(amount, 2, Midpoint) + 0.00m;

    /// <summary>The same number without trailing zeros.</summary>
    public static decimal Short(decimal number) => number / 1.0000000000000000000000000000m;

    public static string Show(decimal amount) => amount.ToString("0.00##########################", CultureInfo.InvariantCulture);
}
