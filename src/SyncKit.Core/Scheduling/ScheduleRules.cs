using Cronos;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Scheduling;

/// <summary>What a schedule must be like, in sentences that name the field and the remedy. Pure.</summary>
internal static class ScheduleRules
{
    private const int WithSeconds = 6;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);
    private static readonly TimeSpan FarthestBack = TimeSpan.FromDays(3660);
    private static readonly TimeSpan MostJitter = TimeSpan.FromDays(1);
    private static readonly DateTime AnyTime = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static string? Problem(Schedule schedule) =>
        OfSubject(schedule) ?? OfTrigger(schedule) ?? OfZone(schedule.TimeZone) ?? OfJitter(schedule) ?? OfQuietHours(schedule.QuietHours);

    /// <exception cref="CronFormatException">It is no cron expression.</exception>
    public static CronExpression Read(string cron) => CronExpression.Parse(
        cron, Fields(cron) == WithSeconds ? CronFormat.IncludeSeconds : CronFormat.Standard);

    private static string? OfSubject(Schedule schedule) => schedule switch
    {
        { Name: var name } when !Names.IsWellFormed(name) =>
            $"Name is '{name}': use 1 to {Names.MaxLength} ASCII letters, digits, dots, underscores or dashes, beginning with a letter or digit.",
        { Stream.Scope.Length: > 0 } => $"Stream is '{schedule.Stream}': leave its Scope empty, the engine sets it.",
        { Mode: not (SyncMode.Incremental or SyncMode.Full or SyncMode.Window) } =>
            $"Mode is {schedule.Mode}; a schedule reads Incremental, Full or Window.",
        { Mode: SyncMode.Window, Last: null } => "Last is not set: say how far back the window reaches, for example 7 days.",
        { Mode: SyncMode.Window, Last: { } last } when last < Shortest || last > FarthestBack =>
            $"Last is {last}; set it between {Shortest} and {FarthestBack}.",
        { Mode: not SyncMode.Window, Last: not null } => $"Last is set, but Mode is {schedule.Mode}: leave Last out, or set Mode to Window.",
        _ => null,
    };

    private static string? OfTrigger(Schedule schedule) => (schedule.Interval, schedule.Cron) switch
    {
        (null, null) => "Neither Interval nor Cron is set: set one of them.",
        ({ }, { }) => "Interval and Cron are both set: leave one of them out.",
        ({ } interval, null) when interval < Shortest || interval > Longest => $"Interval is {interval}; set it between {Shortest} and {Longest}.",
        (null, { } cron) => OfCron(cron),
        _ => null,
    };

    private static string? OfCron(string cron)
    {
        if (Fields(cron) is not (5 or WithSeconds))
        {
            return $"Cron is '{cron}': write 5 fields (minute, hour, day, month, weekday), or 6 with seconds first.";
        }

        try
        {
            return Read(cron).GetNextOccurrence(AnyTime) is null
                ? $"Cron is '{cron}', which names no time that ever comes: check its day and month."
                : null;
        }
        catch (CronFormatException wrong)
        {
            return $"Cron is '{cron}', which cannot be read: {wrong.Message}";
        }
    }

    private static string? OfZone(string zone) => zone is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
        ? null
        : $"TimeZone is '{zone}', which this host does not know: write an IANA name such as Europe/Berlin, and install the tzdata package where it is missing.";

    private static string? OfJitter(Schedule schedule) => schedule.Jitter switch
    {
        var jitter when jitter < TimeSpan.Zero || jitter > MostJitter => $"Jitter is {jitter}; set it between {TimeSpan.Zero} and {MostJitter}.",
        var jitter when jitter > schedule.Interval => $"Jitter is {jitter}, which is longer than the Interval of {schedule.Interval}: make it shorter.",
        _ => null,
    };

    private static string? OfQuietHours(IReadOnlyList<QuietHours> ranges)
    {
        if (ranges.FirstOrDefault(range => range.From == range.To) is { } empty)
        {
            return $"QuietHours has the range {empty}, which ends where it begins: give it another end, or leave it out.";
        }

        // A time that is not covered begins where a range ends, so only the ends need a look.
        return ranges.Count > 0 && ranges.All(range => ranges.Any(other => other.Covers(range.To)))
            ? $"QuietHours covers the whole day ({string.Join(", ", ranges)}), so that it would never fire: leave some time free."
            : null;
    }

    private static int Fields(string cron) => cron.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Length;
}
