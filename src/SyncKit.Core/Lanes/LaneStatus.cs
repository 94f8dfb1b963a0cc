using SyncKit.Connections;

namespace SyncKit.Lanes;

/// <summary>How a lane stands.</summary>
/// <param name="Lane">The destination connection.</param>
/// <param name="Waiting">How many changes wait in it.</param>
/// <param name="Uncertain">How many calls may have been sent whose outcome is not known yet.</param>
/// <param name="IsWorkedOn">Whether somebody holds it now.</param>
/// <param name="PausedUntil">Until when it is paused; <see langword="null"/> when it is not.</param>
/// <param name="LastServedAt">When somebody took it last; <see langword="null"/> when nobody ever did.</param>
public sealed record LaneStatus(
    ConnectionId Lane,
    long Waiting,
    long Uncertain,
    bool IsWorkedOn,
    DateTimeOffset? PausedUntil,
    DateTimeOffset? LastServedAt);
