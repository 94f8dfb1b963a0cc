namespace SyncKit.Faults;

/// <summary>How long to wait before trying again. Pure.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Doubles from five seconds to an hour; half of it is chance, so that many do not come back at once.</summary>
    public static TimeSpan AfterAttempt(int attempt, double chance)
    {
        int doublings = Math.Clamp(attempt - 1, 0, 20);
        TimeSpan full = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << doublings));
        return (full / 2) + (full / 2 * Math.Clamp(chance, 0, 1));
    }

    /// <summary>Waits about as long as something has been open already, within bounds: no counter needs to be kept.</summary>
    public static TimeSpan ByAge(TimeSpan age, TimeSpan shortest, TimeSpan longest) =>
        age < shortest ? shortest : age > longest ? longest : age;
}
