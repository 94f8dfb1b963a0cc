using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>
/// Names in a change what the document no longer says. A change leaves alone what it does not name, so a memo, payment number or part of an address that the
/// order lost would stay in the books for ever.
/// </summary>
internal static class EmptiedMembers
{
    private static readonly string[] Addresses = ["BillAddr", "ShipAddr"];
    private static readonly string[] AddressParts = ["Line1", "Line2", "Line3", "Line4", "Line5", "City", "CountrySubDivisionCode", "PostalCode", "Country"];
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document with an empty text for each text member of its kind that it does not have.</summary>
    public static ReadOnlyMemory<byte> In(TransactionKind kind, ReadOnlyMemory<byte> json)
    {
        JsonObject document = JsonNode.Parse(json.Span)!.AsObject();
        foreach (string name in kind.Forgotten)
        {
            document[name] ??= name == TransactionKind.Memo ? new JsonObject { ["value"] = string.Empty } : JsonValue.Create(string.Empty);
        }

        foreach (string name in kind.HasAddresses ? Addresses : [])
        {
            JsonObject address = document[name] as JsonObject ?? [];
            foreach (string part in AddressParts)
            {
                address[part] ??= string.Empty;
            }

            document[name] ??= address;
        }

        ArrayBufferWriter<byte> buffer = new(json.Length + 256);
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            document.WriteTo(writer);
        }

        return buffer.WrittenMemory;
    }
}
