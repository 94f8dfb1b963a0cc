namespace SyncKit.Discovery;

/// <summary>A range of time: from, inclusive, to, exclusive.</summary>
/// <param name="From">The first instant within.</param>
/// <param name="To">The first instant after.</param>
public sealed record DateRange(DateTimeOffset From, DateTimeOffset To);
