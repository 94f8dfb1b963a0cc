namespace SyncKit.Scheduling;

/// <summary>Where a schedule's clock stands.</summary>
/// <param name="Name">The schedule's name; default schedules have one too.</param>
/// <param name="DueAt">When it fires next; <see langword="null"/> when never.</param>
/// <param name="FiredAt">When it fired last; <see langword="null"/> when it never did.</param>
public sealed record ScheduleTick(string Name, DateTimeOffset? DueAt, DateTimeOffset? FiredAt);
