namespace SyncKit.Runs;

/// <summary>A page of runs.</summary>
/// <param name="Rows">The runs, newest first.</param>
/// <param name="Next">The mark for the next page; <see langword="null"/> when this is the last one.</param>
public sealed record RunPage(IReadOnlyList<SyncRun> Rows, Guid? Next);
