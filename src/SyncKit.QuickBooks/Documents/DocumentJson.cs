using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.QuickBooks.Documents;

/// <summary>What all documents are written with. The same content always gives the same bytes.</summary>
internal static class DocumentJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static QuickBooksDocument Write(Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return new QuickBooksDocument(buffer.WrittenMemory);
    }

    /// <summary>A text; nothing when it is empty.</summary>
    public static void Member(this Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>A reference; nothing when there is no id.</summary>
    public static void Ref(this Utf8JsonWriter json, string name, string id)
    {
        if (id.Length > 0)
        {
            json.WriteStartObject(name);
            json.WriteString("value", id);
            json.WriteEndObject();
        }
    }

    public static void Day(this Utf8JsonWriter json, string name, DateOnly day) => json.WriteString(name, DocumentDate.Show(day));

    public static void Amount(this Utf8JsonWriter json, string name, decimal amount) => json.WriteNumber(name, Cents.Exact(amount));

    /// <summary>An address; nothing when it is empty.</summary>
    public static void Place(this Utf8JsonWriter json, string name, Address? address)
    {
        if (!AddressWriter.IsEmpty(address))
        {
            json.WritePropertyName(name);
            AddressWriter.Write(json, address!);
        }
    }

    /// <summary>A line that does nothing but link a part of an amount to a transaction.</summary>
    public static void Link(this Utf8JsonWriter json, decimal amount, string kind, string id, bool byLine = false)
    {
        json.WriteStartObject();
        json.Amount("Amount", amount);
        json.WriteStartArray("LinkedTxn");
        json.WriteStartObject();
        json.WriteString("TxnId", id);
        json.WriteString("TxnType", kind);
        if (byLine)
        {
            json.WriteString("TxnLineId", "0");
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
