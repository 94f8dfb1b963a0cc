using System.Globalization;

namespace SyncKit.WooCommerce.Changes;

/// <summary>
/// Writes times for a store's parameters. This form, without <c>dates_are_gmt</c>, is the only one that a store reads as UTC in every
/// time zone and every hour of a clock change; a fraction of a second or the parameter turns it into local time.
/// </summary>
internal static class StoreTime
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Write(long second) => DateTimeOffset.FromUnixTimeSeconds(second).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The first whole second that is not before an instant.</summary>
    public static long SecondNotBefore(DateTimeOffset instant)
    {
        long second = instant.ToUnixTimeSeconds();
        return DateTimeOffset.FromUnixTimeSeconds(second) < instant ? second + 1 : second;
    }
}
