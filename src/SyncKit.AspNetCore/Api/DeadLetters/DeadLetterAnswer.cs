using System.Text.Json;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.DeadLetters;

/// <summary>A record that is held until somebody acts.</summary>
/// <param name="Flow">The flow's name.</param>
/// <param name="Source">Where the record comes from, as connector/name.</param>
/// <param name="Kind">The kind of record.</param>
/// <param name="Record">The record's id at its source.</param>
/// <param name="Destination">Where its documents go, as connector/name.</param>
/// <param name="Code">Why, as a stable code.</param>
/// <param name="Message">Why, in one sentence.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Total">What the record is worth by its source.</param>
/// <param name="Currency">The currency of the total; empty when the content was never read.</param>
/// <param name="Attempts">How often it had failed before.</param>
/// <param name="ModifiedAt">When the source says it was last changed.</param>
/// <param name="HeldAt">Since when it is held.</param>
/// <param name="Payload">The content as the source sent it; absent unless it was asked for and is there.</param>
internal sealed record DeadLetterAnswer(
    string Flow,
    string Source,
    string Kind,
    string Record,
    string Destination,
    string Code,
    string Message,
    string Remedy,
    decimal Total,
    string Currency,
    int Attempts,
    DateTimeOffset ModifiedAt,
    DateTimeOffset HeldAt,
    JsonElement? Payload)
{
    public static DeadLetterAnswer Of(LedgerRecord dead) => Of(dead, withPayload: false);

    public static DeadLetterAnswer Of(LedgerRecord dead, bool withPayload) => new(
        dead.Flow,
        ConnectionText.Of(dead.Record.Source),
        dead.Record.Kind,
        dead.Record.Id,
        ConnectionText.Of(dead.Lane),
        dead.Code,
        dead.Message,
        dead.Remedy,
        dead.Total,
        dead.Currency,
        dead.Attempts,
        dead.ModifiedAt,
        dead.SettledAt,
        withPayload && !dead.Payload.IsEmpty ? RawJson.Read(dead.Payload) : null);
}
