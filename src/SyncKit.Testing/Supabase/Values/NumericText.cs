using System.Globalization;

namespace SyncKit.Testing.Supabase.Values;

/// <summary>The numbers of PostgreSQL's numeric, which keep the decimals that they were given.</summary>
internal static class NumericText
{
    /// <summary>A JSON number without an exponent; one that is beyond what a decimal holds stays as it was sent.</summary>
    public static string OfJson(string raw) =>
        raw.AsSpan().ContainsAny('e', 'E') && decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : raw;

    /// <summary>A number rounded to a column's decimals, half away from zero, with exactly that many shown.</summary>
    public static decimal Scale(decimal number, int decimals) =>
        decimal.Round(number, decimals, MidpointRounding.AwayFromZero) + new decimal(0, 0, 0, false, (byte)decimals);

    /// <summary>A number in the one form that equal ones share.</summary>
    public static string Key(decimal number) => number.ToString("G29", CultureInfo.InvariantCulture);
}
