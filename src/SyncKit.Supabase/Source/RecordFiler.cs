using System.Text.Json;
using SyncKit.Discovery;
using SyncKit.Faults;

namespace SyncKit.Supabase.Source;

/// <summary>Files rows under their ids, with what filters look at. Pure.</summary>
internal sealed class RecordFiler(RecordKind kind)
{
    /// <summary>Files a row.</summary>
    /// <param name="mapping">Where it comes from.</param>
    /// <param name="id">Its id.</param>
    /// <param name="row">The row.</param>
    /// <param name="children">The rows that belong to it.</param>
    /// <param name="serverNow">What the server's clock said when it came.</param>
    /// <param name="now">What ours said.</param>
    /// <exception cref="ConnectorException">It bears no time, so it cannot be filed.</exception>
    public SourceRecord File(
        RecordMapping mapping,
        string id,
        JsonElement row,
        IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> children,
        DateTimeOffset serverNow,
        DateTimeOffset now)
    {
        string updated = RowReader.KeyOf(row, SourceFields.UpdatedAt, mapping.Record);
        DateTimeOffset modifiedAt = TimeText.Instant(updated) ?? throw new ConnectorException(new Failure(
            FailureKind.NeedsAttention,
            "supabase.no-time",
            $"The {kind.Noun} {id} in {mapping.Record.Table} has '{updated}' in the column {mapping.Record.Column(SourceFields.UpdatedAt)}, which is no time.",
            "Name a column of the type timestamptz for the field updated_at."));
        SourceRecord record = new() { Id = id, ModifiedAt = modifiedAt, Facets = FacetsOf(mapping, row) };
        if (IsDeleted(mapping, row))
        {
            return record with { IsDeleted = true };
        }

        TimeSpan age = serverNow - modifiedAt;
        return record with
        {
            Raw = RawRecord.Write(mapping, row, children),
            UnsettledUntil = age >= TimeSpan.Zero && age < mapping.Settle ? now + mapping.Settle - age : null,
        };
    }

    private static bool IsDeleted(RecordMapping mapping, JsonElement row) =>
        mapping.Record.Columns.ContainsKey(SourceFields.DeletedAt)
        && row.TryGetProperty(SourceFields.DeletedAt, out JsonElement value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False);

    private Dictionary<string, string> FacetsOf(RecordMapping mapping, JsonElement row)
    {
        Dictionary<string, string> facets = new(StringComparer.Ordinal);
        foreach ((string facet, string field) in kind.Facets)
        {
            JsonElement? value = mapping.Record.Constants.TryGetValue(field, out JsonElement constant) ? constant
                : row.TryGetProperty(RowMapping.Alias(field), out JsonElement held) ? held
                : null;
            if (value is { ValueKind: JsonValueKind.String } text)
            {
                facets[facet] = text.GetString()!;
            }
        }

        if (kind.PaymentStatus?.Invoke(row) is { } payment)
        {
            facets[RecordFilter.PaymentStatusFacet] = payment;
        }

        return facets;
    }
}
