using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads what plug-ins attached; values stay the bytes they are.</summary>
internal static class MetaReader
{
    public static IReadOnlyList<MetaEntry> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [];
        }

        List<MetaEntry>? entries = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject && One(ref reader, json) is { } entry)
            {
                (entries ??= []).Add(entry);
            }

            reader.Skip();
        }

        return entries ?? (IReadOnlyList<MetaEntry>)[];
    }

    private static MetaEntry? One(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        string? key = null;
        ReadOnlyMemory<byte> value = default;
        while (Fields.Next(ref reader))
        {
            if (reader.ValueSpan.SequenceEqual("key"u8))
            {
                reader.Read();
                key = JsonScalar.Text(ref reader);
                reader.Skip();
            }
            else if (reader.ValueSpan.SequenceEqual("value"u8))
            {
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                value = json[start..(int)reader.BytesConsumed];
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return key is null ? null : new MetaEntry(key, value);
    }
}
