using System.Globalization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Scheduling;

namespace SyncKit.AspNetCore.Api.Schedules;

/// <summary>A schedule: every so often, or at the times that a cron expression names.</summary>
internal sealed record ScheduleBody
{
    private static readonly string[] Fields = ["Name", "Stream", "Mode", "Last", "Interval", "Cron", "TimeZone", "Jitter", "QuietHours"];

    /// <summary>The source that is read, as connector/name.</summary>
    public required string Source { get; init; }

    /// <summary>The kind of record that is read, for example order.</summary>
    public required string RecordKind { get; init; }

    /// <summary>How it reads: incremental, full or window. Default: incremental.</summary>
    public string Mode { get; set; } = "incremental";

    /// <summary>How many hours a window reaches back.</summary>
    public double? LastHours { get; set; }

    /// <summary>The seconds from one firing to the next. Either this or cron is there.</summary>
    public double? IntervalSeconds { get; set; }

    /// <summary>A cron expression of 5 fields, or of 6 with seconds first.</summary>
    public string? Cron { get; set; }

    /// <summary>The IANA name of the time zone of cron and quiet hours. Default: UTC.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>How many seconds later a firing may come by chance. Default: 0.</summary>
    public double JitterSeconds { get; set; }

    /// <summary>Parts of the day without firings.</summary>
    public IReadOnlyList<QuietHoursBody> QuietHours { get; set; } = [];

    /// <summary>Whether it fires. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    public static ScheduleBody Of(Schedule schedule) => new()
    {
        Source = ConnectionText.Of(schedule.Stream.Source),
        RecordKind = schedule.Stream.Kind,
        Mode = schedule.Mode.ToString().ToLowerInvariant(),
        LastHours = schedule.Last?.TotalHours,
        IntervalSeconds = schedule.Interval?.TotalSeconds,
        Cron = schedule.Cron,
        TimeZone = schedule.TimeZone,
        JitterSeconds = schedule.Jitter.TotalSeconds,
        QuietHours = [.. schedule.QuietHours.Select(range => new QuietHoursBody(Of(range.From), Of(range.To)))],
        Enabled = schedule.IsEnabled,
    };

    public Schedule Read(TenantId tenant, string name)
    {
        Schedule schedule = new()
        {
            Name = name,
            Stream = new StreamId(ConnectionText.Read(tenant, "source", Source), RecordKind),
            Mode = Words.Read<SyncMode>("mode", Mode),
            Last = Hours.Read("lastHours", LastHours),
            Interval = IntervalSeconds is { } interval ? Seconds("intervalSeconds", interval) : null,
            Cron = Cron,
            TimeZone = TimeZone,
            Jitter = Seconds("jitterSeconds", JitterSeconds),
            QuietHours = [.. QuietHours.Select(range => new QuietHours(TimeOf(range.From), TimeOf(range.To)))],
            IsEnabled = Enabled,
        };
        return schedule.Problem() is { } problem ? throw new ProblemException(Problem(problem)) : schedule;
    }

    /// <summary>The sentences begin with the field that they are about.</summary>
    private static ApiProblem Problem(string sentence) =>
        Array.Find(Fields, field => sentence.StartsWith($"{field} ", StringComparison.Ordinal)) is { } field
            ? Problems.Field(char.ToLowerInvariant(field[0]) + field[1..], sentence)
            : Problems.Invalid(sentence);

    private static TimeSpan Seconds(string field, double seconds) => seconds is >= 0 and <= 100_000_000
        ? TimeSpan.FromSeconds(seconds)
        : throw new ProblemException(Problems.Field(field, FormattableString.Invariant($"The field '{field}' is {seconds}; write seconds from 0 on.")));

    private static TimeOnly TimeOf(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? time
            : throw new ProblemException(Problems.Field("quietHours", $"'{text}' is not a time of day: write it as 22:00."));

    private static string Of(TimeOnly time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
