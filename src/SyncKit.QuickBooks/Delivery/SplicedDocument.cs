using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>A document's bytes with what only the write knows. A number is the first member of the content when there is one.</summary>
internal static class SplicedDocument
{
    /// <summary>The content of a create.</summary>
    /// <param name="json">The document.</param>
    /// <param name="generation">The number of the first write; above 1 a voided predecessor holds the document's number.</param>
    public static ReadOnlyMemory<byte> Create(ReadOnlyMemory<byte> json, int generation)
    {
        (string number, int end) = Number(json.Span);
        if (generation <= 1 || number.Length == 0)
        {
            return json;
        }

        string suffixed = number + "-" + generation.ToString(CultureInfo.InvariantCulture);
        return suffixed.Length > DocumentNumbers.Longest
            ? json
            : Concat($"{{\"DocNumber\":\"{JsonEncodedText.Encode(suffixed)}\"", json.Span[end..]);
    }

    /// <summary>The content of a change, which leaves the number as it is and empties what the document no longer says.</summary>
    public static ReadOnlyMemory<byte> Update(TransactionKind kind, ReadOnlyMemory<byte> document, string id, string syncToken)
    {
        ReadOnlyMemory<byte> json = EmptiedMembers.In(kind, document);
        (string number, int end) = Number(json.Span);
        string head = $"{{\"Id\":\"{JsonEncodedText.Encode(id)}\",\"SyncToken\":\"{JsonEncodedText.Encode(syncToken)}\",\"sparse\":true";
        return number.Length > 0 ? Concat(head, json.Span[end..]) : Concat(head + ",", json.Span[1..]);
    }

    /// <summary>The content of a void or, with nothing but id and version, of a deletion.</summary>
    public static ReadOnlyMemory<byte> Undo(TransactionKind kind, string id, string syncToken) => Concat(
        $"{{\"Id\":\"{JsonEncodedText.Encode(id)}\",\"SyncToken\":\"{JsonEncodedText.Encode(syncToken)}\"{(kind.IsDeleted ? string.Empty : ",\"sparse\":true")}", "}"u8);

    private static (string Number, int End) Number(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        bool isFirst = reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("DocNumber"u8);
        return isFirst && reader.Read() ? (reader.GetString() ?? string.Empty, (int)reader.BytesConsumed) : (string.Empty, 0);
    }

    private static ReadOnlyMemory<byte> Concat(string head, ReadOnlySpan<byte> tail)
    {
        ArrayBufferWriter<byte> buffer = new(head.Length + tail.Length + 16);
        buffer.Write(Encoding.UTF8.GetBytes(head));
        buffer.Write(tail);
        return buffer.WrittenMemory;
    }
}
