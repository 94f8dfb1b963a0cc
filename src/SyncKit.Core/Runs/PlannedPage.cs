namespace SyncKit.Runs;

/// <summary>A page of what a dry run planned.</summary>
/// <param name="Rows">The records, in the order in which they were planned.</param>
/// <param name="Next">The number to go on after; <see langword="null"/> when this is the last page.</param>
public sealed record PlannedPage(IReadOnlyList<PlannedEntry> Rows, int? Next);
