namespace SyncKit.Scheduling;

/// <summary>Moves moments out of quiet hours, over the days on which the clocks change. Pure.</summary>
internal static class QuietTime
{
    /// <summary>Longer than clocks ever jump.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromDays(3);

    /// <summary>The first moment at or after <paramref name="moment"/> whose local time is not quiet.</summary>
    public static DateTimeOffset Leave(DateTimeOffset moment, IReadOnlyList<QuietHours> ranges, TimeZoneInfo zone)
    {
        while (true)
        {
            DateTime local = Shown(moment, zone);
            TimeOnly time = TimeOnly.FromDateTime(local);
            if (ranges.FirstOrDefault(range => range.Covers(time)) is not { } quiet)
            {
                return moment;
            }

            DateTime end = local.Date + quiet.To.ToTimeSpan();
            moment = First(end > local ? end : end.AddDays(1), moment, zone);
        }
    }

    /// <summary>The first moment after another at which the zone's clocks show a time, or have jumped over it.</summary>
    /// <remarks>Only the way from moments to clocks is asked of the zone: it is the one without exceptions.</remarks>
    private static DateTimeOffset First(DateTime shown, DateTimeOffset after, TimeZoneInfo zone)
    {
        DateTimeOffset[] shows =
        [
            .. Enumerable.Range(0, Beyond.Days + 1)
                .Select(day => new DateTimeOffset(shown, zone.GetUtcOffset(after.AddDays(day))).ToUniversalTime())
                .Where(moment => moment > after && Shown(moment, zone) == shown),
        ];
        return shows.Length > 0 ? shows.Min() : EndOfGap(shown, after, zone);
    }

    private static DateTimeOffset EndOfGap(DateTime shown, DateTimeOffset after, TimeZoneInfo zone)
    {
        long before = after.UtcTicks;
        long reached = before + Beyond.Ticks;
        while (reached - before > 1)
        {
            long middle = before + ((reached - before) / 2);
            if (Shown(new DateTimeOffset(middle, TimeSpan.Zero), zone) < shown)
            {
                before = middle;
            }
            else
            {
                reached = middle;
            }
        }

        return new DateTimeOffset(reached, TimeSpan.Zero);
    }

    private static DateTime Shown(DateTimeOffset moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;
}
