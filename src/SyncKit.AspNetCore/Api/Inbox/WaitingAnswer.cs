using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Inbox;

namespace SyncKit.AspNetCore.Api.Inbox;

/// <summary>A change that waits for its turn.</summary>
/// <param name="Source">Where its record comes from, as connector/name.</param>
/// <param name="Kind">The kind of record.</param>
/// <param name="Record">The record's id at its source.</param>
/// <param name="Destination">Where its documents go, as connector/name.</param>
/// <param name="Priority">Which work goes first.</param>
/// <param name="DueAt">When its turn may come at the earliest.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="ModifiedAt">When the source says it was last changed.</param>
/// <param name="IsThin">Whether the record is fetched when its turn comes.</param>
/// <param name="IsDeleted">Whether the source no longer has the record.</param>
internal sealed record WaitingAnswer(
    string Source,
    string Kind,
    string Record,
    string Destination,
    [property: JsonConverter(typeof(EnumText<ChangePriority>))] ChangePriority Priority,
    DateTimeOffset DueAt,
    int Attempts,
    DateTimeOffset ModifiedAt,
    bool IsThin,
    bool IsDeleted)
{
    public static WaitingAnswer Of(WaitingChange row) => new(
        ConnectionText.Of(row.Record.Source),
        row.Record.Kind,
        row.Record.Id,
        ConnectionText.Of(row.Lane),
        row.Priority,
        row.NotBefore,
        row.Attempts,
        row.ModifiedAt,
        row.IsThin,
        row.IsDeleted);
}
