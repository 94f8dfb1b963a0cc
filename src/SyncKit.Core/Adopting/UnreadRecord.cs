using SyncKit.Faults;
using SyncKit.Inbox;

namespace SyncKit.Adopting;

/// <summary>A record whose documents could not be outlined, so that nothing was looked for.</summary>
/// <param name="Record">Which record.</param>
/// <param name="Failure">Why, and what to do.</param>
public sealed record UnreadRecord(RecordKey Record, Failure Failure)
{
    /// <summary>One line that a person can read.</summary>
    public override string ToString() => $"Unread {Record.Kind} {Record.Id}: [{Failure.Code}] {Failure.Message} {Failure.Remedy}";
}
