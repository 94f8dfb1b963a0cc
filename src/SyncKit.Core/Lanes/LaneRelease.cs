namespace SyncKit.Lanes;

/// <summary>How an owner leaves a lane.</summary>
/// <param name="PausedUntil">Before when nobody may take it; <see langword="null"/> when it may be taken at once.</param>
/// <param name="Budget">What the next owner must know about the account's used limits; <see langword="null"/> leaves what is there.</param>
public sealed record LaneRelease(DateTimeOffset? PausedUntil = null, string? Budget = null);
