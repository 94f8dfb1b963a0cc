using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.Ledger;

/// <summary>The link between a record and one document in a destination.</summary>
/// <param name="Flow">The flow's name.</param>
/// <param name="Source">Where the record comes from, as connector/name.</param>
/// <param name="Kind">The kind of record.</param>
/// <param name="Record">The record's id at its source.</param>
/// <param name="Destination">Where the document is, as connector/name.</param>
/// <param name="Key">Which of the record's documents, for example sale or refund:17.</param>
/// <param name="DocumentKind">The destination's kind of document, for example Invoice.</param>
/// <param name="Document">The destination's id.</param>
/// <param name="Version">The destination's version.</param>
/// <param name="State">How it stands.</param>
/// <param name="Total">Its total; negative when money goes back.</param>
/// <param name="Tax">Its tax; negative when money goes back.</param>
/// <param name="Currency">The ISO 4217 code.</param>
/// <param name="Date">Its date in the books; absent where the destination has none.</param>
/// <param name="SettingsVersion">The version of the settings that made it; 0 for an adopted one that was not compared yet.</param>
/// <param name="RequestId">The idempotency key of the write; empty for an adopted one.</param>
/// <param name="Generation">Counts its writes.</param>
/// <param name="WrittenAt">When the write was settled.</param>
internal sealed record DocumentAnswer(
    string Flow,
    string Source,
    string Kind,
    string Record,
    string Destination,
    string Key,
    string DocumentKind,
    string Document,
    string Version,
    [property: JsonConverter(typeof(EnumText<DocumentState>))] DocumentState State,
    decimal Total,
    decimal Tax,
    string Currency,
    DateOnly? Date,
    int SettingsVersion,
    string RequestId,
    int Generation,
    DateTimeOffset WrittenAt)
{
    public static DocumentAnswer Of(LedgerDocument document) => new(
        document.Flow,
        ConnectionText.Of(document.Record.Source),
        document.Record.Kind,
        document.Record.Id,
        ConnectionText.Of(document.Lane),
        document.Key,
        document.Kind,
        document.DestinationId,
        document.Version,
        document.State,
        document.Total,
        document.Tax,
        document.Currency,
        document.Date,
        document.SettingsVersion,
        document.RequestId,
        document.Generation,
        document.WrittenAt);
}
