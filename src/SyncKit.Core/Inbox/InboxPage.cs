namespace SyncKit.Inbox;

/// <summary>A page of what waits.</summary>
/// <param name="Rows">The rows, in a stable order.</param>
/// <param name="Next">The mark for the next page; <see langword="null"/> when this is the last one.</param>
public sealed record InboxPage(IReadOnlyList<WaitingChange> Rows, string? Next);
