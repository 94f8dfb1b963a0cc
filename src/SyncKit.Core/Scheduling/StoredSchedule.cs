namespace SyncKit.Scheduling;

/// <summary>A schedule as it is kept.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Version">Counts the times that it was saved; a firing names the one it means.</param>
public sealed record StoredSchedule(Schedule Schedule, long Version);
