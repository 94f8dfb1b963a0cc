namespace SyncKit.AspNetCore.Api.Schedules;

/// <summary>When a schedule would fire next, jitter left out.</summary>
/// <param name="Firings">The next ten times, fewer when it stops before.</param>
internal sealed record PreviewAnswer(IReadOnlyList<DateTimeOffset> Firings);
