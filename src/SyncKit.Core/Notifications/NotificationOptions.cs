namespace SyncKit.Notifications;

/// <summary>When people are told. Every value has a default that works.</summary>
public sealed class NotificationOptions
{
    /// <summary>How long to wait for more of the same before people are told, and for what heals by itself. <value>Default: 30 seconds.</value></summary>
    public TimeSpan GatheringDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long people are not told again of the same subject and code; then they hear how often it happened since. <value>Default: 1 hour.</value></summary>
    public TimeSpan QuietPeriod { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Other quiet periods by kind. <value>Default: none.</value></summary>
    public IDictionary<NotificationKind, TimeSpan> QuietPeriods { get; } = new Dictionary<NotificationKind, TimeSpan>();

    /// <summary>
    /// The time between two messages to one tenant; what becomes due meanwhile goes into the next message. <value>Default: 3 minutes, so at most 20 messages an
    /// hour.</value>
    /// </summary>
    public TimeSpan TenantInterval { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// After how many failures a sink's delivery is given up; the waits grow from seconds to an hour. <value>Default: 24, about half a day.</value>
    /// </summary>
    public int MaxAttempts { get; set; } = 24;

    /// <summary>For how long a lane must keep failing, or pause at once, before people are told. <value>Default: 10 minutes.</value></summary>
    public TimeSpan PausedLaneAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>From how many dead letters of one flow people are told. <value>Default: 1.</value></summary>
    public int DeadLetterThreshold { get; set; } = 1;

    /// <summary>Whether messages are written to the log, as warnings. <value>Default: true.</value></summary>
    public bool WriteToLog { get; set; } = true;

    internal TimeSpan QuietPeriodOf(NotificationKind kind) => QuietPeriods.TryGetValue(kind, out TimeSpan own) ? own : QuietPeriod;
}
