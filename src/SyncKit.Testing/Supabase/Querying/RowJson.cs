using System.Buffers;
using System.Text.Json;
using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Querying;

/// <summary>Shows rows with all of their columns, whoever asks.</summary>
internal static class RowJson
{
    public static JsonElement[] Of(ProjectTable table, IReadOnlyList<TableRow> rows)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, JsonOutput.Options))
        {
            json.WriteStartArray();
            foreach (TableRow row in rows)
            {
                json.WriteStartObject();
                for (int i = 0; i < table.Columns.Count; i++)
                {
                    json.WritePropertyName(table.Columns[i].Name);
                    PgType.WriteJson(json, row.Values[i]);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return [.. JsonElement.Parse(buffer.WrittenSpan).EnumerateArray()];
    }
}
