using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SyncKit.Supabase.Mapping;

/// <summary>Writes one kind of row into the columns that it is mapped to, always all of them and in one order, so that the same row is the same bytes.</summary>
/// <typeparam name="TRow">The kind of row.</typeparam>
internal sealed class RowWriter<TRow>
{
    private readonly (JsonEncodedText Column, Action<Utf8JsonWriter, TRow> Write, bool IsContent)[] columns;
    private readonly (JsonEncodedText Column, byte[] Json)[] constants;

    public RowWriter(TableMap map)
    {
        Map = map;
        columns =
        [
            .. from pair in map.Columns
               where pair.Key.IsWritten
               select (JsonEncodedText.Encode(pair.Value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), ((Field<TRow>)pair.Key).Write, pair.Key.IsContent),
        ];
        constants =
        [
            .. map.Constants.Select(static pair =>
                (JsonEncodedText.Encode(pair.Key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), Encoding.UTF8.GetBytes(pair.Value.GetRawText()))),
        ];
    }

    public TableMap Map { get; }

    /// <param name="json">Takes the row.</param>
    /// <param name="row">The row.</param>
    /// <param name="contentOnly">Whether what follows from the content is left out, for the content's hash.</param>
    public void Write(Utf8JsonWriter json, TRow row, bool contentOnly)
    {
        json.WriteStartObject();
        foreach ((JsonEncodedText column, Action<Utf8JsonWriter, TRow> write, bool isContent) in columns)
        {
            if (isContent || !contentOnly)
            {
                json.WritePropertyName(column);
                write(json, row);
            }
        }

        foreach ((JsonEncodedText column, byte[] constant) in constants)
        {
            json.WritePropertyName(column);
            json.WriteRawValue(constant, skipInputValidation: true);
        }

        json.WriteEndObject();
    }
}
