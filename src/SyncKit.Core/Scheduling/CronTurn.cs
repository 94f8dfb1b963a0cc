using Cronos;

namespace SyncKit.Scheduling;

/// <summary>A cron expression's next turn. Pure.</summary>
internal static class CronTurn
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>The longest that clocks are set by, with room.</summary>
    private static readonly TimeSpan LongestChange = TimeSpan.FromHours(4);

    /// <returns>When, never at or before <paramref name="after"/>; <see langword="null"/> when never again.</returns>
    public static DateTimeOffset? After(DateTimeOffset after, CronExpression expression, TimeZoneInfo zone)
    {
        DateTimeOffset? turn = expression.GetNextOccurrence(after, zone);

        // Where summer time is the lesser of the two offsets (Casablanca), the hour that the clocks show twice is answered with its first showing, which is over.
        for (DateTimeOffset from = after; turn <= after && from - after < LongestChange;)
        {
            from += Step;
            turn = expression.GetNextOccurrence(from, zone);
        }

        return turn;
    }
}
