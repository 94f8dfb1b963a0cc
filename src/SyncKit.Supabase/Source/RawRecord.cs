using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SyncKit.Supabase.Source;

/// <summary>
/// Writes what is kept of a record: its fields by their names, whatever the columns are called, and the rows that belong to it. The time of the last change is
/// left out where another says it, so that a row that was only touched is seen to be the same. Pure.
/// </summary>
internal static class RawRecord
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a record.</summary>
    /// <param name="mapping">Where it comes from.</param>
    /// <param name="row">Its own row.</param>
    /// <param name="children">The rows of each table that belong to it, under the name of what they are.</param>
    public static byte[] Write(RecordMapping mapping, JsonElement row, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> children)
    {
        ArrayBufferWriter<byte> buffer = new(1_024);
        using (Utf8JsonWriter json = new(buffer, Plain))
        {
            json.WriteStartObject();
            json.WritePropertyName("record");
            WriteRow(json, mapping.Record, row, RowMapping.Alias);
            foreach ((string name, RowMapping rows) in mapping.Children)
            {
                json.WriteStartArray(name);
                bool isList = rows.List.Length > 0;
                foreach (JsonElement child in isList ? Elements(row, rows.List) : children.GetValueOrDefault(name, []))
                {
                    WriteRow(json, rows, child, isList ? field => rows.Columns[field] : RowMapping.Alias);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRow(Utf8JsonWriter json, RowMapping mapping, JsonElement row, Func<string, string> nameOf)
    {
        json.WriteStartObject();
        foreach (string field in mapping.Columns.Keys)
        {
            if (field is not (SourceFields.UpdatedAt or SourceFields.DeletedAt) && row.ValueKind == JsonValueKind.Object && row.TryGetProperty(nameOf(field), out JsonElement value))
            {
                json.WritePropertyName(RowMapping.Alias(field));
                value.WriteTo(json);
            }
        }

        foreach ((string field, JsonElement value) in mapping.Constants)
        {
            if (!mapping.Columns.ContainsKey(field))
            {
                json.WritePropertyName(RowMapping.Alias(field));
                value.WriteTo(json);
            }
        }

        if (mapping.Columns.ContainsKey(SourceFields.UpdatedAt) && !mapping.Columns.ContainsKey(SourceFields.ModifiedAt))
        {
            json.WritePropertyName(SourceFields.ModifiedAt);
            row.GetProperty(SourceFields.UpdatedAt).WriteTo(json);
        }

        WriteDays(json, mapping, row, nameOf);
        json.WriteEndObject();
    }

    private static void WriteDays(Utf8JsonWriter json, RowMapping mapping, JsonElement row, Func<string, string> nameOf)
    {
        foreach ((string moment, string day) in mapping.Fields.Days)
        {
            if (!mapping.Columns.ContainsKey(day)
                && mapping.Columns.ContainsKey(moment)
                && row.ValueKind == JsonValueKind.Object
                && row.TryGetProperty(nameOf(moment), out JsonElement value)
                && value.ValueKind == JsonValueKind.String
                && TimeText.Instant(value.GetString()!) is { } instant)
            {
                json.WriteString(day, TimeZoneInfo.ConvertTime(instant, mapping.Zone).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    private static JsonElement[] Elements(JsonElement row, string list) =>
        row.TryGetProperty(list, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
}
