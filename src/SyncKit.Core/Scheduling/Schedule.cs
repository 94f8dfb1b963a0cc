using System.Text.Json.Serialization;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Scheduling;

/// <summary>
/// When a stream is read by itself: every so often, or at the times that a cron expression names. Whatever was missed while no host ran is made up for by
/// one firing.
/// </summary>
public sealed record Schedule
{
    /// <summary>The schedule's name among the tenant's; 1 to 64 ASCII letters, digits, dots, underscores or dashes.</summary>
    public required string Name { get; init; }

    /// <summary>What is read.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>
    /// How it is read: <see cref="SyncMode.Incremental"/>, <see cref="SyncMode.Full"/> or <see cref="SyncMode.Window"/>. A stream with an incremental schedule,
    /// switched on or off, has no default polling besides. <value>Default: incremental.</value>
    /// </summary>
    public SyncMode Mode { get; init; } = SyncMode.Incremental;

    /// <summary>How far back a window reaches from the moment at which it is read; needed there, and nowhere else.</summary>
    public TimeSpan? Last { get; init; }

    /// <summary>The time from one firing to the next: 1 second to 366 days. Either this or <see cref="Cron"/> is set.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>A cron expression of 5 fields, or of 6 with seconds first. Either this or <see cref="Interval"/> is set.</summary>
    public string? Cron { get; init; }

    /// <summary>The IANA name of the time zone in which <see cref="Cron"/> and <see cref="QuietHours"/> are meant. <value>Default: UTC.</value></summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>
    /// How much later than it would a firing may come, by chance, so that many schedules do not fire in one moment. It does not reach beyond the interval.
    /// <value>Default: zero.</value>
    /// </summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Parts of the day without firings: one that falls into them is moved to their end. <value>Default: none.</value></summary>
    public IReadOnlyList<QuietHours> QuietHours { get; init; } = [];

    /// <summary>Whether it fires. <value>Default: true.</value></summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whose it is.</summary>
    [JsonIgnore]
    public TenantId Tenant => Stream.Source.Tenant;

    /// <summary>Says what is wrong with the schedule, naming the field and the remedy; <see langword="null"/> when nothing is.</summary>
    public string? Problem() => ScheduleRules.Problem(this);
}
