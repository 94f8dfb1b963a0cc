namespace SyncKit.AspNetCore.Api.Schedules;

/// <summary>A part of each day without firings, in the schedule's time zone.</summary>
/// <param name="From">When it begins, inclusive, as HH:mm or HH:mm:ss.</param>
/// <param name="To">When it ends, exclusive; earlier than from when it goes over midnight.</param>
internal sealed record QuietHoursBody(string From, string To);
