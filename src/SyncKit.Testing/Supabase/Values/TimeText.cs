using System.Globalization;
using System.Text.RegularExpressions;

namespace SyncKit.Testing.Supabase.Values;

/// <summary>Reads and writes points in time as PostgreSQL does, in microseconds.</summary>
internal static partial class TimeText
{
    /// <summary>Reads a point in time, without an offset as UTC; <see langword="null"/> when it is none.</summary>
    public static DateTimeOffset? Read(string text)
    {
        Match match = Form().Match(text.Trim());
        if (!match.Success)
        {
            return null;
        }

        string offset = match.Groups["offset"].Value;
        offset = offset switch
        {
            "" or "Z" or "z" => "+00:00",
            { Length: 3 } => offset + ":00",
            { Length: 5 } => offset[..3] + ":" + offset[3..],
            _ => offset,
        };
        string time = match.Groups["time"].Success ? match.Groups["time"].Value : "00:00:00";
        string fraction = match.Groups["fraction"].Value.PadRight(6, '0')[..6];
        return DateTimeOffset.TryParseExact(
            $"{match.Groups["date"].Value}T{(time.Length == 5 ? time + ":00" : time)}.{fraction}{offset}",
            "yyyy-MM-ddTHH:mm:ss.ffffffzzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset instant) ? instant : null;
    }

    /// <summary>As JSON has it, for example <c>2026-01-01T00:00:00.5+00:00</c>.</summary>
    public static string Json(DateTimeOffset instant) => Local(instant.UtcDateTime) + "+00:00";

    /// <summary>As text has it, for example <c>2026-01-01 00:00:00.5+00</c>.</summary>
    public static string Plain(DateTimeOffset instant) => Local(instant.UtcDateTime).Replace('T', ' ') + "+00";

    public static string Local(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);

    public static DateTimeOffset Micros(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    [GeneratedRegex(@"^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d(?::\d\d)?)(?:\.(?<fraction>\d{1,9}))?(?<offset>Z|z|[+-]\d\d(?::?\d\d)?)?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
