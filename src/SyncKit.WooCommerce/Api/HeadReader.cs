using System.Text.Json;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Api;

/// <summary>Reads the heads of records.</summary>
internal static class HeadReader
{
    /// <summary>Reads the elements of a list.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static List<THead> ReadList<THead>(ReadOnlyMemory<byte> json)
        where THead : class, IRecordHead<THead> =>
        Documents.ReadList(json, Read<THead>);

    /// <summary>Reads one record.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static THead ReadOne<THead>(ReadOnlyMemory<byte> json)
        where THead : class, IRecordHead<THead> =>
        Documents.ReadOne(json, Read<THead>);

    private static THead Read<THead>(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
        where THead : class, IRecordHead<THead>
    {
        int start = (int)reader.TokenStartIndex;
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        reader.Skip();
        THead head = THead.Of(json[start..(int)reader.BytesConsumed]);
        Utf8JsonReader body = StoreJson.Read(head.Raw.Span);
        body.Read();
        while (isObject && Fields.Next(ref body))
        {
            head.Take(ref body);
        }

        return head;
    }
}
