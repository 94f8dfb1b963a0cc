using SyncKit.Connections;

namespace SyncKit.Inbox;

/// <summary>A change that waits for its turn, without its content.</summary>
/// <param name="Flow">The declared flow's name.</param>
/// <param name="Record">Which record.</param>
/// <param name="Lane">The destination connection.</param>
/// <param name="Priority">Which work goes first.</param>
/// <param name="NotBefore">When its turn may come at the earliest.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="ModifiedAt">When the source says it was last changed.</param>
/// <param name="IsThin">Whether the record is fetched when its turn comes.</param>
/// <param name="IsDeleted">Whether the source no longer has the record.</param>
public sealed record WaitingChange(
    string Flow,
    RecordKey Record,
    ConnectionId Lane,
    ChangePriority Priority,
    DateTimeOffset NotBefore,
    int Attempts,
    DateTimeOffset ModifiedAt,
    bool IsThin,
    bool IsDeleted);
