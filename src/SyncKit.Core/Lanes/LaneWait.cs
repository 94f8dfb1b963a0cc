using SyncKit.Connections;

namespace SyncKit.Lanes;

/// <summary>A lane that could be worked on and that nobody has taken yet.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Since">Since when it could be: its work was due, its pause and last lease were over, and its last owner had given way.</param>
public sealed record LaneWait(ConnectionId Lane, DateTimeOffset Since);
