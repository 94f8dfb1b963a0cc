using System.Text.Json;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads whole documents.</summary>
internal static class Documents
{
    /// <summary>Reads the elements of a list, each of which the reader leaves at its end.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static List<T> ReadList<T>(ReadOnlyMemory<byte> json, ElementReader<T> element)
    {
        List<T> all = [];
        Utf8JsonReader reader = StoreJson.Read(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            all.Add(element(ref reader, json));
        }

        // What stands behind the list would be noise that swallows a list's end.
        reader.Read();
        return all;
    }

    /// <summary>Reads one value.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static T ReadOne<T>(ReadOnlyMemory<byte> json, ElementReader<T> element)
    {
        Utf8JsonReader reader = StoreJson.Read(json.Span);
        reader.Read();
        T value = element(ref reader, json);
        reader.Read();
        return value;
    }
}
