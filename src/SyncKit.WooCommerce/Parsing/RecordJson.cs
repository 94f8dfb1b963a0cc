using System.Text.Json;
using SyncKit.Faults;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads a record that is one JSON object.</summary>
internal static class RecordJson
{
    /// <summary>Reads it, and says where it cannot be read.</summary>
    /// <exception cref="RecordFormatException">A field that money or identity depends on cannot be read.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> raw, string noun, ElementReader<T> read)
    {
        try
        {
            Utf8JsonReader reader = StoreJson.Read(raw.Span);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                ? read(ref reader, raw)
                : throw new FieldException(noun, "is not a JSON object");
        }
        catch (FieldException exception)
        {
            throw new RecordFormatException(exception.Path, exception.Problem);
        }
        catch (JsonException exception)
        {
            throw new RecordFormatException(noun, "is not readable as JSON", exception);
        }
    }
}
