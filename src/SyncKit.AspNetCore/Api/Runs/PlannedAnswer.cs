using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Planning;
using SyncKit.Runs;

namespace SyncKit.AspNetCore.Api.Runs;

/// <summary>What a dry run would do about one record.</summary>
/// <param name="Number">Counts the run's records; 1 at first.</param>
/// <param name="Record">The record.</param>
/// <param name="Destination">Where its documents would go.</param>
/// <param name="Action">What would be done.</param>
/// <param name="Total">What the record is worth; empty where nothing says so.</param>
/// <param name="Text">One line that a person can read.</param>
internal sealed record PlannedAnswer(
    int Number,
    string Record,
    string Destination,
    [property: JsonConverter(typeof(EnumText<PlannedAction>))] PlannedAction Action,
    string Total,
    string Text)
{
    public static PlannedAnswer Of(PlannedEntry entry) =>
        new(entry.Number, entry.Record, entry.Destination, entry.Action, entry.Total, entry.Text);
}
