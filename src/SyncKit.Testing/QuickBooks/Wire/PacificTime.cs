using System.Globalization;

namespace SyncKit.Testing.QuickBooks.Wire;

/// <summary>QuickBooks writes times in Pacific time; the simulator keeps to the winter offset all year.</summary>
internal static class PacificTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(-8);

    public static string Seconds(DateTimeOffset time) => time.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Milliseconds(DateTimeOffset time) => time.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    public static DateOnly Date(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).Date);

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
