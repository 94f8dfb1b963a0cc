using System.Globalization;
using System.Text.RegularExpressions;

namespace SyncKit.Supabase.Source;

/// <summary>
/// Reads times in both forms that servers give: <c>2026-01-01T00:00:00.5+00:00</c> and <c>2026-01-01 00:00:00.5+00</c>. One without an offset is UTC. Pure.
/// </summary>
internal static partial class TimeText
{
    public static DateTimeOffset? Instant(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success || !match.Groups["time"].Success)
        {
            return null;
        }

        string offset = match.Groups["offset"].Value switch
        {
            "" or "Z" or "z" => "+00:00",
            { Length: 3 } hours => hours + ":00",
            { Length: 5 } both => $"{both[..3]}:{both[3..]}",
            var full => full,
        };
        string fraction = match.Groups["fraction"].Value.PadRight(7, '0')[..7];
        return DateTimeOffset.TryParseExact(
            $"{match.Groups["date"].Value}T{match.Groups["time"].Value}.{fraction}{offset}",
            "yyyy-MM-ddTHH:mm:ss.fffffffzzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset instant) ? instant : null;
    }

    /// <summary>The day that a text begins with.</summary>
    public static DateOnly? Day(string text) =>
        Form().IsMatch(text) && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    /// <summary>A moment as the API takes it, to the microsecond below.</summary>
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+00:00";

    [GeneratedRegex(@"^(?<date>\d{4}-\d\d-\d\d)([T ](?<time>\d\d:\d\d:\d\d)(\.(?<fraction>\d{1,9}))?(?<offset>Z|z|[+-]\d\d(:?\d\d)?)?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
