namespace SyncKit.Notifications;

/// <summary>When people are told of a flow's dead letters, and told again. Pure.</summary>
internal static class DeadLetterRule
{
    /// <summary>So long nobody is reminded of dead letters that did not become more.</summary>
    private static readonly TimeSpan Reminder = TimeSpan.FromDays(1);

    /// <summary>The least growth that is worth telling at once.</summary>
    private const long LeastSurge = 10;

    /// <summary>Decides.</summary>
    /// <param name="dead">How many there are.</param>
    /// <param name="known">What people were told last; <see langword="null"/> when nothing.</param>
    /// <param name="threshold">From how many people are told.</param>
    /// <param name="quiet">How long they are not told again.</param>
    /// <param name="now">The time.</param>
    /// <returns>The quiet period that the notice has to respect; <see langword="null"/> when there is none to give.</returns>
    public static TimeSpan? Decide(long dead, NotificationGroup? known, int threshold, TimeSpan quiet, DateTimeOffset now)
    {
        if (dead < threshold)
        {
            return null;
        }

        if (known?.Figure is not { } told)
        {
            return quiet;
        }

        if (dead >= Math.Max(told * 2, told + LeastSurge))
        {
            return TimeSpan.Zero;
        }

        TimeSpan wait = dead > told ? quiet : quiet > Reminder ? quiet : Reminder;
        return now - known.LastAt >= wait ? quiet : null;
    }
}
