using System.Text.Json;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads one element of a list. The current token is the start of its object.</summary>
internal delegate T ElementReader<T>(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json);

/// <summary>Reads lists. PHP writes an empty object as an empty list, and a list with gaps as an object.</summary>
internal static class Elements
{
    public static IReadOnlyList<T> Read<T>(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, string field, ElementReader<T> element)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                break;
            case JsonTokenType.Null or JsonTokenType.False:
                return [];
            case JsonTokenType.String when reader.ValueSpan.IsEmpty:
                return [];
            default:
                throw new FieldException(field, "is not a list");
        }

        List<T>? all = null;
        for (int i = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject); i++)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new FieldException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{field}[{i}]"), "is not an object");
            }

            try
            {
                (all ??= []).Add(element(ref reader, json));
            }
            catch (FieldException exception)
            {
                throw exception.Within(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{field}[{i}]"));
            }
        }

        return all ?? (IReadOnlyList<T>)[];
    }
}
