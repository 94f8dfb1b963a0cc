namespace SyncKit.Inbox;

/// <summary>A change that waits in the inbox.</summary>
/// <param name="Sequence">Its place in the order of arrival; it keeps it when a newer change of the record takes its place.</param>
/// <param name="Revision">Counts the changes that took this place; settling names it, so that a newer change is never settled by an older one's outcome.</param>
/// <param name="Attempts">How often it failed; pauses, snoozes and lost leases do not count.</param>
/// <param name="Change">The change.</param>
public sealed record InboxItem(long Sequence, int Revision, int Attempts, Change Change);
