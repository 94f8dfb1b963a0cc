using System.Globalization;
using System.Text.RegularExpressions;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Reads a date parameter the way a real store misreads it.</summary>
internal static partial class SiteDate
{
    private const string Pattern = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The second that is compared with the GMT column.</summary>
    /// <returns>Seconds since 1970; nothing when the value is no date with a time.</returns>
    public static long? Threshold(string value, bool datesAreGmt, TimeZoneInfo zone)
    {
        Match match = Form().Match(value);
        if (!match.Success
            || !DateTime.TryParseExact(match.Groups["date"].Value + " " + match.Groups["time"].Value, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime wall))
        {
            return null;
        }

        string offset = match.Groups["zone"].Value;
        bool fraction = match.Groups["fraction"].Length > 0;
        DateTime utc = (offset.Length > 0, datesAreGmt) switch
        {
            // The zone is honoured, unless a fraction hides it.
            (true, false) => fraction ? ToUtc(wall, zone) : wall - Offset(offset),

            // The instant is turned into the site's wall clock, and that is compared with GMT.
            (true, true) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(wall - Offset(offset), DateTimeKind.Utc), zone),

            // Right, but for the hour that the site's clock skips in spring.
            (false, true) => zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall,
            (false, false) => ToUtc(wall, zone),
        };
        return new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Unspecified), TimeSpan.Zero).ToUnixTimeSeconds();
    }

    private static DateTime ToUtc(DateTime wall, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(wall))
        {
            return wall - zone.GetUtcOffset(wall.AddHours(-1));
        }

        return wall - (zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall));
    }

    private static TimeSpan Offset(string zone)
    {
        if (zone is "Z")
        {
            return TimeSpan.Zero;
        }

        string digits = zone[1..].Replace(":", string.Empty, StringComparison.Ordinal).PadRight(4, '0');
        TimeSpan size = new(int.Parse(digits[..2], CultureInfo.InvariantCulture), int.Parse(digits[2..], CultureInfo.InvariantCulture), 0);
        return zone[0] == '-' ? -size : size;
    }

    [GeneratedRegex(@"^(?<date>\d{4}-\d{2}-\d{2})[Tt ](?<time>\d{2}:\d{2}:\d{2})(?<fraction>\.\d+)?(?<zone>Z|[+-]\d{2}(:\d{2})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
