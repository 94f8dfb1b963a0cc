using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Lanes;

namespace SyncKit.AspNetCore.Api.Tenants;

/// <summary>A lane: all work for one destination.</summary>
/// <param name="Destination">The destination, as connector/name.</param>
/// <param name="Waiting">How many changes wait in it.</param>
/// <param name="Uncertain">How many calls were sent whose outcome is not known yet.</param>
/// <param name="IsWorkedOn">Whether somebody works on it now.</param>
/// <param name="PausedUntil">Until when it is paused; absent when it is not.</param>
/// <param name="LastServedAt">When it was served last; absent when it never was.</param>
internal sealed record LaneAnswer(
    string Destination,
    long Waiting,
    long Uncertain,
    bool IsWorkedOn,
    DateTimeOffset? PausedUntil,
    DateTimeOffset? LastServedAt)
{
    public static LaneAnswer Of(LaneStatus lane) => new(
        ConnectionText.Of(lane.Lane), lane.Waiting, lane.Uncertain, lane.IsWorkedOn, lane.PausedUntil, lane.LastServedAt);
}
