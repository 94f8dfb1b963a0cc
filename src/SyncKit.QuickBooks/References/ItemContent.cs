using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Writes an item that is to be made.</summary>
internal static class ItemContent
{
    public static ReadOnlyMemory<byte> Of(Reference item, string name, string incomeAccount)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("Name", name);
        if (item.Details[Detail.Sku].Length > 0)
        {
            json.WriteString("Sku", item.Details[Detail.Sku]);
        }

        json.WriteString("Type", item.Details[Detail.Type]);
        json.WriteStartObject("IncomeAccountRef");
        json.WriteString("value", incomeAccount);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
