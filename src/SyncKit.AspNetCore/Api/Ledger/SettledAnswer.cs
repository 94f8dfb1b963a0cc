using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.Ledger;

/// <summary>What became of the newest settled change of a record.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Destination">Where its documents go, as connector/name.</param>
/// <param name="Code">The rule of a skip, the code of a dead letter; empty when written.</param>
/// <param name="Message">One sentence for a skip or a dead letter; empty when written.</param>
/// <param name="Remedy">What to do about a dead letter; empty otherwise.</param>
/// <param name="Total">What the record is worth by its source.</param>
/// <param name="Currency">The currency of the total; empty when the content was never read.</param>
/// <param name="ModifiedAt">When the source says it was last changed.</param>
/// <param name="IsDeleted">Whether a deletion was settled.</param>
/// <param name="SettingsVersion">The version of the destination's settings that decided.</param>
/// <param name="SettledAt">When it was settled.</param>
internal sealed record SettledAnswer(
    [property: JsonConverter(typeof(EnumText<LedgerState>))] LedgerState State,
    string Destination,
    string Code,
    string Message,
    string Remedy,
    decimal Total,
    string Currency,
    DateTimeOffset ModifiedAt,
    bool IsDeleted,
    int SettingsVersion,
    DateTimeOffset SettledAt)
{
    public static SettledAnswer Of(LedgerRecord record) => new(
        record.State,
        ConnectionText.Of(record.Lane),
        record.Code,
        record.Message,
        record.Remedy,
        record.Total,
        record.Currency,
        record.ModifiedAt,
        record.IsDeleted,
        record.SettingsVersion,
        record.SettledAt);
}
